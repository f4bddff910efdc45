package org.panelworks.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpearmanCorrelationTest {
  private static Correlations fit(SmallPanel panel, MissingCells missing, String... variables) {
    double[][] columns = Arrays.stream(variables).map(panel::column).toArray(double[][]::new);
    return SpearmanCorrelation.of(List.of(variables), missing).fit(columns);
  }

  @Test
  void tiedValuesShareTheMeanOfTheirRanks() {
    assertThat(MidRanks.of(new double[] {7, 3, 7, -1, 7, 3, Double.POSITIVE_INFINITY}))
        .containsExactly(5, 2.5, 5, 1, 5, 2.5, 7);
    assertThat(MidRanks.of(new double[] {0.0, -0.0})).containsExactly(1.5, 1.5);
  }

  @Test
  void theCoefficientIsTheOneOnPaper() {
    // Ranks 1 2 3 4 5 and 2 1 4 3 5: 1 - 6 * 4 / (5 * 24).
    SmallPanel panel = SmallPanel.of("x", 1, 10, 100, 1000, 1e9).with("y", 0.2, 0.1, 4, 3, 5);
    assertThat(fit(panel, MissingCells.LISTWISE, "x", "y").coefficient(0, 1))
        .isCloseTo(0.8, within(1e-15));
  }

  @Test
  void anIncreasingFunctionChangesNothing() {
    SmallPanel panel = SmallPanel.reference("winsor_corr");
    panel.with("log", Arrays.stream(panel.column("emp")).map(Math::log).toArray());
    Correlations result = fit(panel, MissingCells.LISTWISE, "emp", "log", "wage");
    assertThat(result.coefficient(0, 1)).isCloseTo(1, within(1e-15));
    assertThat(result.coefficient(1, 2)).isEqualTo(result.coefficient(0, 2));
  }

  @Test
  void pairwiseRanksAreTakenAmongTheRowsOfThePair() {
    SmallPanel panel =
        SmallPanel.of("x", 3, 1, 2, 5, 4)
            .with("y", 1, 2, 3, 4, Double.NaN)
            .with("z", 2, 2, 1, Double.NaN, 7);
    Correlations result = fit(panel, MissingCells.PAIRWISE, "x", "y", "z");
    Correlations alone =
        fit(SmallPanel.of("x", 3, 1, 2, 5).with("y", 1, 2, 3, 4), MissingCells.LISTWISE, "x", "y");
    assertThat(result.count(0, 1)).isEqualTo(4);
    assertThat(result.coefficient(0, 1)).isEqualTo(alone.coefficient(0, 1));
    assertThat(result.count(1, 2)).isEqualTo(3);
  }

  @Test
  void theReferenceMatrixHolds() {
    JsonNode expected = SmallPanel.expected("winsor_corr").get("corr_raw").get("spearman");
    SmallPanel panel = SmallPanel.reference("winsor_corr");
    Correlations result = fit(panel, MissingCells.LISTWISE, "emp", "wage", "capital", "output");
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        PearsonCorrelationTest.assertRelative(
            result.coefficient(i, j), expected.get(i).get(j), 1e-11);
      }
    }
  }

  @Test
  void theReferencePairsHold() {
    SmallPanel panel = SmallPanel.reference("correlation-vif-swiss");
    for (JsonNode pair : SmallPanel.expected("correlation-vif-swiss").get("correlations")) {
      Correlations result =
          fit(panel, MissingCells.LISTWISE, pair.get("x").asText(), pair.get("y").asText());
      PearsonCorrelationTest.assertRelative(
          result.coefficient(0, 1), pair.get("spearman_rho"), 1e-12);
      PearsonCorrelationTest.assertRelative(result.statistic(0, 1), pair.get("spearman_t"), 1e-12);
      PearsonCorrelationTest.assertRelative(
          result.pValue(0, 1), pair.get("spearman_p_t_approx"), 1e-12);
    }
  }
}
