package org.panelworks.jobs.regress;

import java.util.List;
import java.util.Optional;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.regression.Dimension;
import org.panelworks.regression.WildBootstrap;

/** Reads wild cluster bootstraps; what cannot be read is recorded as a problem. */
final class WildBootstrapReader {
  static final String KEY = "wild-bootstrap";

  private static final WildBootstrap STANDARD = WildBootstrap.of("any");

  private WildBootstrapReader() {}

  /** The bootstraps of a section, a table or a model. */
  static List<WildBootstrap> all(SettingsReader owner) {
    return owner.sections(KEY).stream()
        .flatMap(bootstrap -> bootstrap.build(() -> one(bootstrap)).stream())
        .toList();
  }

  private static WildBootstrap one(SettingsReader bootstrap) {
    Optional<Dimension> cluster =
        bootstrap
            .optionalText("cluster")
            .flatMap(way -> bootstrap.build("cluster", () -> VcovReader.dimension(way)));
    return new WildBootstrap(
        bootstrap.texts("terms"),
        cluster.stream().toList(),
        bootstrap.choice("weights", WildBootstrap.Weights.class, STANDARD.weights()),
        bootstrap.flag("impose-null", true)
            ? WildBootstrap.Residuals.RESTRICTED
            : WildBootstrap.Residuals.UNRESTRICTED,
        bootstrap.choice("tail", WildBootstrap.Tail.class, STANDARD.tail()),
        bootstrap.integer("replications", STANDARD.replications()),
        bootstrap.longInteger("seed", STANDARD.seed()));
  }
}
