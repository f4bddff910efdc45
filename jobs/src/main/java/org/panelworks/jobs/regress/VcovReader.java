package org.panelworks.jobs.regress;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.Kind;
import org.panelworks.jobs.runtime.Setting;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.regression.Dimension;
import org.panelworks.regression.Vcov;

/** Reads covariances; what cannot be read is recorded as a problem and stands as iid. */
final class VcovReader {
  private static final String ALLOWED =
      "iid, robust, hc2, hc3, { cluster = [column, …] }, { cluster-jackknife = column },"
          + " { driscoll-kraay = { lags = 2 } } or { newey-west = { lags = 2 } }";
  private static final String CLUSTER = "cluster";
  private static final String JACKKNIFE = "cluster-jackknife";
  private static final String DRISCOLL_KRAAY = "driscoll-kraay";
  private static final String NEWEY_WEST = "newey-west";

  private final SettingsReader section;
  private final String unit;
  private final String time;

  private VcovReader(SettingsReader section) {
    this.section = section;
    Optional<SettingsReader> panel = section.root().optionalSection("panel");
    this.unit = panel.flatMap(p -> p.optionalText("unit")).orElse("");
    this.time = panel.flatMap(p -> p.optionalText("time")).orElse("");
  }

  static VcovReader of(SettingsReader section) {
    return new VcovReader(section);
  }

  /** The covariances at a key: one, or a list of them. */
  List<Vcov> all(String key) {
    return section.elements(key).stream().map(this::vcov).toList();
  }

  private Vcov vcov(Setting setting) {
    if (setting.kind() == Kind.OBJECT) {
      return setting.section().map(this::structured).orElse(new Vcov.Iid());
    }
    String word = setting.text();
    return switch (word) {
      case "robust" -> new Vcov.Robust();
      case "hc2" -> new Vcov.Robust(Vcov.Hc.HC2);
      case "hc3" -> new Vcov.Robust(Vcov.Hc.HC3);
      case "iid", "" -> new Vcov.Iid();
      default -> {
        setting.problem("must be " + ALLOWED + ", got " + word);
        yield new Vcov.Iid();
      }
    };
  }

  private Vcov structured(SettingsReader vcov) {
    List<String> given =
        List.of(CLUSTER, JACKKNIFE, DRISCOLL_KRAAY, NEWEY_WEST).stream().filter(vcov::has).toList();
    if (given.size() != 1) {
      vcov.problem("must be " + ALLOWED + (given.isEmpty() ? "" : ", one of them"));
      return new Vcov.Iid();
    }
    String key = given.get(0);
    return vcov.<Vcov>build(key, () -> named(vcov, key)).orElse(new Vcov.Iid());
  }

  private Vcov named(SettingsReader vcov, String key) {
    return switch (key) {
      case CLUSTER ->
          new Vcov.Cluster(vcov.texts(key).stream().map(VcovReader::dimension).toList());
      case JACKKNIFE -> new Vcov.ClusterJackknife(dimension(vcov.text(key)));
      case DRISCOLL_KRAAY -> {
        int lags = lags(vcov.section(key));
        require(key, "panel.time", time);
        yield new Vcov.DriscollKraay(time, lags);
      }
      default -> {
        int lags = lags(vcov.section(key));
        require(key, "panel.unit", unit);
        require(key, "panel.time", time);
        yield new Vcov.NeweyWest(unit, time, lags);
      }
    };
  }

  private static int lags(SettingsReader serial) {
    int lags = serial.integer("lags", Vcov.AUTOMATIC);
    if (serial.has("lags") && lags < 0) {
      throw new SettingsException("lags must be 0 or more, got " + lags);
    }
    return lags;
  }

  private static void require(String vcov, String setting, String value) {
    if (value.isEmpty()) {
      throw new SettingsException(vcov + " needs " + setting);
    }
  }

  /** A grouping by a column or by several joined by {@code ^}. */
  static Dimension dimension(String way) {
    List<String> columns = Arrays.stream(way.split("\\^", -1)).map(String::strip).toList();
    if (columns.stream().anyMatch(String::isEmpty)) {
      throw new SettingsException("a cluster must be a column or columns joined by ^, got " + way);
    }
    return new Dimension(columns);
  }
}
