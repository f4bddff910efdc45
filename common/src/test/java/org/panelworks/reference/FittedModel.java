package org.panelworks.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.panelworks.regression.RegressionResult;

/**
 * What a reference case can be compared with, from an estimator's result or from a table's JSON.
 *
 * @param vcov [terms][terms]
 * @param levels of each fixed effect
 * @param redundant levels of each fixed effect
 */
public record FittedModel(
    long observations,
    List<RegressionResult.Coefficient> coefficients,
    double[][] vcov,
    List<Long> levels,
    List<Long> redundant,
    RegressionResult.Stats stats) {

  public static FittedModel of(RegressionResult result) {
    return new FittedModel(
        result.observations(),
        result.coefficients(),
        result.vcov(),
        result.fixedEffects().stream().map(RegressionResult.FixedEffectLevels::levels).toList(),
        result.fixedEffects().stream().map(RegressionResult.FixedEffectLevels::redundant).toList(),
        result.stats());
  }

  /** A model of {@code tables/NAME.json}. */
  public static FittedModel of(JsonNode model) {
    List<RegressionResult.Coefficient> coefficients = new ArrayList<>();
    for (JsonNode row : model.get("coefficients")) {
      coefficients.add(
          new RegressionResult.Coefficient(
              row.get("term").asText(),
              number(row, "estimate"),
              number(row, "std_error"),
              number(row, "statistic"),
              number(row, "p_value"),
              number(row, "conf_low"),
              number(row, "conf_high")));
    }
    JsonNode matrix = model.get("vcov").get("matrix");
    double[][] vcov = new double[matrix.size()][matrix.size()];
    for (int i = 0; i < vcov.length; i++) {
      for (int j = 0; j < vcov.length; j++) {
        vcov[i][j] = matrix.get(i).get(j).asDouble();
      }
    }
    List<Long> levels = new ArrayList<>();
    List<Long> redundant = new ArrayList<>();
    for (JsonNode effect : model.get("fixed_effects")) {
      levels.add(effect.get("levels").asLong());
      redundant.add(effect.get("redundant").asLong());
    }
    return new FittedModel(
        model.get("nobs").asLong(),
        coefficients,
        vcov,
        levels,
        redundant,
        stats(model.get("stats")));
  }

  private static RegressionResult.Stats stats(JsonNode stats) {
    return new RegressionResult.Stats(
        number(stats, "r2"),
        number(stats, "adj_r2"),
        number(stats, "r2_within"),
        number(stats, "adj_r2_within"),
        number(stats, "rmse"),
        number(stats, "rss"),
        number(stats, "tss"),
        number(stats, "f"),
        number(stats, "f_p_value"),
        stats.get("df_model").asInt(),
        stats.get("df_residual").asLong(),
        stats.get("df_t").asLong());
  }

  private static double number(JsonNode object, String key) {
    JsonNode value = object.get(key);
    return value.isNull() ? Double.NaN : value.doubleValue();
  }
}
