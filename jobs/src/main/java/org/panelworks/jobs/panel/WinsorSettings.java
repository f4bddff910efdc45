package org.panelworks.jobs.panel;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.panelworks.SettingsException;
import org.panelworks.stats.QuantileDefinition;

/**
 * The winsorization of a study.
 *
 * @param columns the columns winsorized, each once
 * @param lower probability of the lower cut, a fraction in [0, upper)
 * @param upper probability of the upper cut, a fraction in (lower, 1]
 * @param by the column whose levels have cuts of their own; empty for pooled cuts
 * @param mode what becomes of a value outside the cuts
 * @param quantile how the cuts are taken
 */
public record WinsorSettings(
    List<String> columns,
    double lower,
    double upper,
    Optional<String> by,
    WinsorMode mode,
    QuantileDefinition quantile) {

  public WinsorSettings {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new SettingsException("columns must name at least one column");
    }
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(TableColumns.fold(column))) {
        throw new SettingsException(
            "columns must name each column once, got `" + column + "` twice");
      }
    }
    if (!(0 <= lower && lower < upper && upper <= 1)) {
      throw new SettingsException(
          String.format(
              Locale.ROOT,
              "must have 0 <= lower < upper <= 1, got lower = %s and upper = %s",
              lower,
              upper));
    }
    if (by.isPresent() && seen.contains(TableColumns.fold(by.get()))) {
      throw new SettingsException("by must not be a winsorized column, got `" + by.get() + "`");
    }
  }
}
