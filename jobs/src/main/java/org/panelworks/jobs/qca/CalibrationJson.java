package org.panelworks.jobs.qca;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.qca.Calibration;

/** A calibration as results show it. */
final class CalibrationJson {
  private CalibrationJson() {}

  /**
   * The calibration of a set.
   *
   * @param declared as the study has it
   * @param used with percentiles resolved to anchors
   */
  static Map<String, Object> of(Calibration declared, Calibration used) {
    if (!(declared instanceof Calibration.Percentile percentile)) {
      return of(declared);
    }
    Map<String, Object> json = new LinkedHashMap<>(of(used));
    json.put("method", "percentile");
    json.put("percentiles", percentile.anchors());
    json.put("quantile", FsqcaJson.word(percentile.definition()));
    return json;
  }

  private static Map<String, Object> of(Calibration calibration) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (calibration instanceof Calibration.Direct direct) {
      json.put("method", "direct");
      json.put("anchors", List.of(direct.fullOut(), direct.crossover(), direct.fullIn()));
      json.put("log_odds", FsqcaJson.word(direct.logOdds()));
    } else if (calibration instanceof Calibration.Linear linear) {
      json.put("method", "linear");
      json.put("anchors", List.of(linear.fullOut(), linear.crossover(), linear.fullIn()));
    } else if (calibration instanceof Calibration.Steps steps) {
      json.put("method", "steps");
      json.put("cuts", steps.cuts());
      json.put("set_values", steps.memberships());
      json.put("crossover", steps.halves());
    } else if (calibration instanceof Calibration.Nearest nearest) {
      json.put("method", "nearest");
      json.put("anchors", nearest.anchors());
      json.put("set_values", nearest.memberships());
    } else if (calibration instanceof Calibration.Crisp crisp) {
      json.put("method", "crisp");
      json.put("threshold", crisp.threshold());
      json.put("members", FsqcaJson.word(crisp.members()));
    } else if (calibration instanceof Calibration.MultiValue levels) {
      json.put("method", "multi-value");
      json.put("thresholds", levels.thresholds());
    } else {
      json.put("method", "none");
    }
    return json;
  }
}
