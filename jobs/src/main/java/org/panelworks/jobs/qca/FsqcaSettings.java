package org.panelworks.jobs.qca;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.panelworks.SettingsException;
import org.panelworks.qca.HalfMembership;
import org.panelworks.qca.NecessityOptions;
import org.panelworks.qca.SetCatalog;

/**
 * The {@code fsqca} section of a study.
 *
 * @param caseColumn the column that names the cases
 * @param time the column that, with the case, names a row of a panel; empty for one row per case
 * @param sets the calibrated sets
 * @param conditions the conditions, in the order of the truth table
 * @param halfMembership what becomes of a membership of exactly 0.5
 * @param analyses the section's own analysis and further ones
 * @param necessity options of the analysis of necessity
 * @param necessaryAsCore whether necessary conditions count as core
 * @param robustness variants to compare; empty for none
 * @param agreement coders to compare; empty for none
 * @param labels set to the name that printed tables and figures show
 * @param decimals decimals of the printed tables
 */
record FsqcaSettings(
    String caseColumn,
    Optional<String> time,
    SetCatalog sets,
    List<String> conditions,
    HalfMembership halfMembership,
    List<AnalysisSettings> analyses,
    NecessityOptions necessity,
    boolean necessaryAsCore,
    Optional<RobustnessSettings> robustness,
    Optional<AgreementSettings> agreement,
    Map<String, String> labels,
    int decimals) {
  FsqcaSettings {
    conditions = List.copyOf(conditions);
    analyses = List.copyOf(analyses);
    labels = Map.copyOf(labels);
    for (AnalysisSettings analysis : analyses) {
      if (conditions.contains(analysis.outcome())) {
        throw new SettingsException(
            "the outcome must be no condition, got `" + analysis.outcome() + "` as both");
      }
      if (sets.condition(analysis.outcome()).multiValue()) {
        throw new SettingsException(
            "the outcome must be a set of memberships, but `"
                + analysis.outcome()
                + "` is multi-value");
      }
    }
    if (decimals < 0 || decimals > 15) {
      throw new SettingsException("decimals must lie in 0 to 15, got " + decimals);
    }
  }

  /** The name of a set in printed tables. */
  String label(String set) {
    return labels.getOrDefault(set, set);
  }

  /** The outcome of an analysis in printed tables, with a tilde where it is negated. */
  String label(AnalysisSettings analysis) {
    return (analysis.negated() ? "~" : "") + label(analysis.outcome());
  }

  /** The outcomes, each once. */
  List<String> outcomes() {
    return analyses.stream().map(AnalysisSettings::outcome).distinct().toList();
  }
}
