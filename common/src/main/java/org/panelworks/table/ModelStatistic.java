package org.panelworks.table;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.panelworks.SettingsException;

/** The statistics of a model that can stand below its coefficients; keys are those of the JSON. */
public enum ModelStatistic {
  NOBS("nobs", "N", true),
  R2("r2", "R²", false),
  ADJ_R2("adj_r2", "Adjusted R²", false),
  R2_WITHIN("r2_within", "Within R²", false),
  RMSE("rmse", "RMSE", false),
  F("f", "F", false),
  DF_RESIDUAL("df_residual", "Residual degrees of freedom", true),
  DF_T("df_t", "Degrees of freedom of t", true),
  N_CLUSTERS("n_clusters", "Clusters", true);

  private final String key;
  private final String label;
  private final boolean count;

  ModelStatistic(String key, String label, boolean count) {
    this.key = key;
    this.label = label;
    this.count = count;
  }

  /** N, R², adjusted and within R². */
  public static List<ModelStatistic> standard() {
    return List.of(NOBS, R2, ADJ_R2, R2_WITHIN);
  }

  /** The statistic with this key. */
  public static ModelStatistic of(String key) {
    for (ModelStatistic statistic : values()) {
      if (statistic.key.equals(key)) {
        return statistic;
      }
    }
    String known =
        Arrays.stream(values()).map(ModelStatistic::key).collect(Collectors.joining(", "));
    throw new SettingsException("a statistic must be one of " + known + ", got " + key);
  }

  /** The word for settings and JSON. */
  public String key() {
    return key;
  }

  /** The label of the row, unless the table's words replace it. */
  public String label() {
    return label;
  }

  /** Counts print as integers with thousands separators. */
  Cell cell(double value, Digits digits) {
    if (Double.isNaN(value)) {
      return Cell.empty();
    }
    return count && value == Math.rint(value)
        ? Cell.count(Math.round(value))
        : Cell.number(value, digits);
  }
}
