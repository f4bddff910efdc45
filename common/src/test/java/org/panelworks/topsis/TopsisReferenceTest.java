package org.panelworks.topsis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.panelworks.reference.ReferenceCase;

/**
 * The reference cases: independent implementations of the published formulas in numpy. Closed forms
 * agree to 1e-10 relative, as the issue of the method asks; weights of 0 that the reference reaches
 * by rounding to 1e-15 absolute.
 */
final class TopsisReferenceTest {
  private static final double TOLERANCE = 1e-10;
  private static final double ROUNDING = 1e-15;

  private static void assertClose(String what, double[] actual, JsonNode expected) {
    assertThat(actual).as(what).hasSize(expected.size());
    for (int i = 0; i < actual.length; i++) {
      if (expected.get(i).isNull()) {
        assertThat(actual[i]).as("%s[%d]", what, i).isNaN();
        continue;
      }
      double value = expected.get(i).asDouble();
      assertThat(Math.abs(actual[i] - value))
          .as("%s[%d]: %s and %s", what, i, actual[i], value)
          .isLessThanOrEqualTo(Math.max(ROUNDING, TOLERANCE * Math.abs(value)));
    }
  }

  private static TopsisModel fit(CityPanel panel, TopsisOptions options, int blocks) {
    return Topsis.of(options).fit(panel.blocks(blocks)).model();
  }

  private static void assertResult(
      CityPanel panel, TopsisOptions options, JsonNode expected, int blocks) {
    TopsisModel model = fit(panel, options, blocks);
    assertClose("entropy", model.entropy(0), expected.get("entropy"));
    assertClose("divergence", model.divergence(0), expected.get("divergence"));
    assertClose("weights", model.weights(0), expected.get("weights"));
    assertClose("ideal+", model.idealPositive(0), expected.get("ideal_positive"));
    assertClose("ideal-", model.idealNegative(0), expected.get("ideal_negative"));
    double[][] scores = panel.evaluated(model, false, blocks);
    assertClose("D+", scores[0], expected.get("D_plus"));
    assertClose("D-", scores[1], expected.get("D_minus"));
    assertClose("closeness", scores[2], expected.get("closeness"));
    assertClose("index", scores[3], expected.get("weighted_sum_score"));
    double[][] obstacles = panel.evaluated(model, true, blocks);
    int m = panel.names().size();
    for (int i = 0; i < panel.units().length; i++) {
      double[] row = new double[m];
      for (int j = 0; j < m; j++) {
        row[j] = obstacles[j][i];
      }
      assertClose("obstacles of row " + i, row, expected.get("obstacle_degree").get(i));
    }
    List<String> criteria = model.columns().criteria();
    for (int k = 0; k < criteria.size(); k++) {
      JsonNode dimension = expected.get("dimensions").get(criteria.get(k));
      assertClose(
          criteria.get(k), scores[model.columns().scorePlace(k + 1)], dimension.get("closeness"));
      assertClose(
          criteria.get(k),
          scores[model.columns().indexPlace(k + 1)],
          dimension.get("weighted_sum"));
      assertClose(criteria.get(k), obstacles[m + k], dimension.get("obstacle"));
      assertThat(model.criterionWeights(0)[k])
          .isCloseTo(
              dimension.get("weight").asDouble(), org.assertj.core.data.Offset.offset(TOLERANCE));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void citiesOverYearsPooled(int blocks) {
    ReferenceCase reference = ReferenceCase.of("topsis-panel16x9x26");
    CityPanel panel = CityPanel.of(reference, "city", "year");
    TopsisOptions options = TopsisOptions.of(panel.indicators(reference.expected().get("meta")));
    assertResult(panel, options, reference.expected().get("pooled"), blocks);
    EvaluationMeans means = means(panel, fit(panel, options, blocks), blocks);
    JsonNode byYear = reference.expected().get("mean_obstacle_by_year");
    for (int time = 0; time < 9; time++) {
      double[] found = java.util.Arrays.copyOf(means.obstacles(time), panel.names().size());
      assertClose("mean obstacles", found, byYear.get(String.valueOf(2015 + time)));
    }
  }

  private static EvaluationMeans means(CityPanel panel, TopsisModel model, int blocks) {
    return panel.blocks(blocks).run("means", Evaluation.pass(model)).means();
  }

  @Test
  void theTopFiveObstaclesOfEachRow() {
    ReferenceCase reference = ReferenceCase.of("topsis-panel16x9x26");
    CityPanel panel = CityPanel.of(reference, "city", "year");
    TopsisModel model =
        fit(panel, TopsisOptions.of(panel.indicators(reference.expected().get("meta"))), 1);
    double[][] obstacles = panel.evaluated(model, true, 1);
    JsonNode expected = reference.expected().get("top5_obstacles_by_row");
    for (int i = 0; i < panel.units().length; i++) {
      double[] row = new double[obstacles.length];
      for (int j = 0; j < row.length; j++) {
        row[j] = obstacles[j][i];
      }
      int[] largest = model.largest(row, 5);
      for (int k = 0; k < 5; k++) {
        assertThat(panel.names().get(largest[k])).isEqualTo(expected.get(i).get(k).asText());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"topsis-panel16x9x26, city, year", "topsis-swiss, case, ''"})
  void shiftedAndVectorNormalised(String name, String unit, String time) {
    ReferenceCase reference = ReferenceCase.of(name);
    CityPanel panel = CityPanel.of(reference, unit, time);
    TopsisOptions options = TopsisOptions.of(panel.indicators(reference.expected().get("meta")));
    TopsisModel shifted = fit(panel, options.withShift(0.0001), 2);
    JsonNode expected = reference.expected().get("shift_0_0001");
    assertClose("weights", shifted.weights(0), expected.get("weights"));
    assertClose("closeness", panel.evaluated(shifted, false, 2)[2], expected.get("closeness"));
    TopsisModel vector = fit(panel, options.withNormalisation(Normalisation.VECTOR), 2);
    assertClose(
        "closeness",
        panel.evaluated(vector, false, 2)[2],
        reference.expected().get("vector_normalised").get("closeness"));
  }

  @Test
  void provinces() {
    ReferenceCase reference = ReferenceCase.of("topsis-swiss");
    CityPanel panel = CityPanel.of(reference, "case", "");
    TopsisOptions options = TopsisOptions.of(panel.indicators(reference.expected().get("meta")));
    assertResult(panel, options, reference.expected().get("result"), 3);
  }

  @Test
  void aConstantColumnTiesAndZeros() {
    ReferenceCase reference = ReferenceCase.of("topsis-pitfalls");
    CityPanel panel = CityPanel.of(reference, "case", "");
    TopsisOptions options =
        TopsisOptions.of(panel.indicators(reference.expected().get("meta"), "b"));
    assertResult(panel, options, reference.expected().get("result"), 2);
    Topsis.Fit fit = Topsis.of(options).fit(panel.blocks(1));
    assertThat(fit.warnings()).containsExactly("indicator `constant` is constant: its weight is 0");
    TopsisModel shifted = fit(panel, options.withShift(0.0001), 1);
    JsonNode expected = reference.expected().get("shift_0_0001");
    assertClose("weights", shifted.weights(0), expected.get("weights"));
    assertClose("closeness", panel.evaluated(shifted, false, 1)[2], expected.get("closeness"));
  }

  @Test
  void aRowThatIsBestOnEverythingHasNoObstacles() {
    JsonNode expected = ReferenceCase.of("topsis-pitfalls").expected().get("all_best_row");
    double[][] values = new double[2][3];
    for (int i = 0; i < 3; i++) {
      values[0][i] = expected.get("data").get(i).get(0).asDouble();
      values[1][i] = expected.get("data").get(i).get(1).asDouble();
    }
    CityPanel panel = CityPanel.of(values);
    TopsisModel model = fit(panel, TopsisOptions.of(panel.indicators(Direction.POSITIVE)), 1);
    assertClose("closeness", panel.evaluated(model, false, 1)[2], expected.get("closeness"));
    double[][] obstacles = panel.evaluated(model, true, 1);
    for (int i = 0; i < 3; i++) {
      assertClose(
          "obstacles",
          new double[] {obstacles[0][i], obstacles[1][i]},
          expected.get("obstacle_degree").get(i));
    }
  }
}
