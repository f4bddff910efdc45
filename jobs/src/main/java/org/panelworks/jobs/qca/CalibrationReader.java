package org.panelworks.jobs.qca;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.qca.Calibration;
import org.panelworks.qca.CrispSide;
import org.panelworks.qca.LogOdds;
import org.panelworks.qca.SetCatalog;
import org.panelworks.qca.SetDefinition;
import org.panelworks.stats.QuantileDefinition;

/** Reads {@code fsqca.calibrate}: one entry for each set. */
final class CalibrationReader {
  private CalibrationReader() {}

  static Optional<SetCatalog> read(SettingsReader section) {
    SettingsReader calibrate = section.section("calibrate");
    List<SetDefinition> definitions = new ArrayList<>();
    for (String name : calibrate.names()) {
      calibrate
          .optionalSection(name)
          .flatMap(set -> set.build(() -> definition(name, set)))
          .ifPresent(definitions::add);
    }
    if (calibrate.anyProblem()) {
      return Optional.empty();
    }
    return section.build("calibrate", () -> SetCatalog.of(definitions));
  }

  private static SetDefinition definition(String name, SettingsReader set) {
    Method method = set.choice("method", Method.class);
    if (method == Method.MEAN) {
      return new SetDefinition.MeanOf(name, set.texts("of"));
    }
    String from = set.text("from", name);
    return new SetDefinition.FromColumn(name, from, calibration(method, set));
  }

  private static Calibration calibration(Method method, SettingsReader set) {
    return switch (method) {
      case DIRECT -> {
        List<Double> anchors = anchors(set);
        LogOdds odds = logOdds(set);
        yield new Calibration.Direct(anchors.get(0), anchors.get(1), anchors.get(2), odds);
      }
      case LINEAR -> {
        List<Double> anchors = anchors(set);
        yield new Calibration.Linear(anchors.get(0), anchors.get(1), anchors.get(2));
      }
      case PERCENTILE ->
          new Calibration.Percentile(
              set.numbers("anchors", List.of(0.05, 0.5, 0.95)),
              set.choice("quantile", QuantileDefinition.class, QuantileDefinition.TYPE7),
              logOdds(set));
      case STEPS ->
          new Calibration.Steps(
              set.numbers("cuts"), set.numbers("memberships"), set.numbers("crossover", List.of()));
      case NEAREST -> new Calibration.Nearest(set.numbers("anchors"), set.numbers("memberships"));
      case CRISP ->
          new Calibration.Crisp(
              set.number("threshold"), set.choice("members", CrispSide.class, CrispSide.ABOVE));
      case MULTI_VALUE -> new Calibration.MultiValue(set.numbers("thresholds"));
      case NONE -> new Calibration.None();
      case MEAN -> throw new IllegalStateException("a mean has no calibration of its own");
    };
  }

  private static List<Double> anchors(SettingsReader set) {
    List<Double> anchors = set.numbers("anchors");
    if (anchors.size() != 3) {
      throw new SettingsException(
          "anchors must be three: full-out, crossover and full-in, got " + anchors);
    }
    return anchors;
  }

  private static LogOdds logOdds(SettingsReader set) {
    return set.choice("log-odds", LogOdds.class, LogOdds.RAGIN);
  }
}
