package org.panelworks.jobs.anova;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.survey.PairwiseComparisons;
import org.panelworks.table.Digits;

/**
 * The {@code anova} section of a study.
 *
 * @param values numeric columns, each analysed
 * @param group the column that names the groups
 * @param confidence level of Tukey's intervals
 * @param digits of the printed tables
 */
record AnovaSettings(List<String> values, String group, double confidence, Digits digits) {
  AnovaSettings {
    values = List.copyOf(values);
    if (values.isEmpty() || new HashSet<>(values).size() < values.size()) {
      throw new SettingsException("values must name at least one column, and each once");
    }
    if (values.contains(group)) {
      throw new SettingsException("group must be no column of values, got `" + group + "`");
    }
    PairwiseComparisons.of(confidence);
  }

  /** Reads the section; what is wrong with it is recorded in the reader. */
  static Optional<AnovaSettings> read(SettingsReader section) {
    List<String> values = section.texts("values");
    String group = section.text("group");
    double confidence = section.number("confidence-level", 0.95);
    int decimals = section.integer("decimals", 4);
    return section.build(
        () ->
            new AnovaSettings(values, group, confidence, Digits.fixed(decimals).missingAsPoint()));
  }
}
