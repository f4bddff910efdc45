package org.panelworks.jobs.simulate;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.panelworks.simulation.FirmYearOptions;

/** What a simulation declares, for machines. */
final class SimulationJson {
  private SimulationJson() {}

  /** What was drawn, in the order of the section. */
  static Map<String, Object> of(SimulateSettings chosen, int firms, long rows) {
    FirmYearOptions options = chosen.options();
    Map<String, Object> declared = new LinkedHashMap<>();
    declared.put("process", word(chosen.process()));
    declared.put("seed", options.seed());
    declared.put("first_year", options.firstYear());
    declared.put("last_year", options.lastYear());
    declared.put("firms", firms);
    declared.put("rows", rows);
    declared.put("firms_after_screens", options.firms());
    declared.put("rows_after_screens", options.rows());
    declared.put(
        "coefficients",
        options.coefficients().byTerm().entrySet().stream()
            .map(term -> coefficient(term.getKey(), term.getValue()))
            .toList());
    declared.put(
        "effects_sd",
        ordered(
            "firm", options.effects().firm(),
            "industry", options.effects().industry(),
            "year", options.effects().year()));
    declared.put(
        "noise",
        ordered(
            "sd", options.noise().sd(),
            "persistence", options.noise().persistence(),
            "outlier_share", options.noise().outlierShare(),
            "outlier_sd", options.noise().outlierSd()));
    declared.put(
        "screened",
        ordered(
            "st", options.screened().st(),
            "incomplete", options.screened().incomplete(),
            "finance", options.screened().finance(),
            "delisted", options.screened().delisted(),
            "young", options.screened().young()));
    return declared;
  }

  private static Map<String, Object> coefficient(String term, double truth) {
    Map<String, Object> coefficient = new LinkedHashMap<>();
    coefficient.put("term", term);
    coefficient.put("truth", truth);
    return coefficient;
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      ordered.put(keysAndValues[i].toString(), keysAndValues[i + 1]);
    }
    return ordered;
  }

  private static String word(DeclaredProcess process) {
    return process.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
