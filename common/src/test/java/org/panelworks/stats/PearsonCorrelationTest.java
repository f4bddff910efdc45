package org.panelworks.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panelworks.SettingsException;

class PearsonCorrelationTest {
  private static final double NA = Double.NaN;

  private static Correlations fit(SmallPanel panel, MissingCells missing, String... variables) {
    return PearsonCorrelation.of(List.of(variables), missing).fit(panel.blocks(2));
  }

  @Test
  void theCoefficientIsTheOneOnPaper() {
    SmallPanel panel = SmallPanel.of("x", 1, 2, 3, 6).with("y", 2, 0, 4, 2);
    Correlations result = fit(panel, MissingCells.LISTWISE, "x", "y");
    double r = 2 / Math.sqrt(14 * 8);
    assertThat(result.coefficient(0, 1)).isCloseTo(r, within(1e-15));
    assertThat(result.statistic(0, 1)).isCloseTo(Math.sqrt(2 * r * r / (1 - r * r)), within(1e-15));
    // With two degrees of freedom, P(|T| >= t) = 1 - t / sqrt(2 + t^2), which is 1 - |r|.
    assertThat(result.pValue(1, 0)).isCloseTo(1 - r, within(1e-14));
    assertThat(result.count(0, 1)).isEqualTo(4);
  }

  @Test
  void listwiseUsesTheRowsInWhichAllAreThere() {
    SmallPanel panel =
        SmallPanel.of("x", 1, 2, 3, 6, 9).with("y", 2, 0, 4, 2, NA).with("z", 1, 1, NA, 5, 0);
    Correlations result = fit(panel, MissingCells.LISTWISE, "x", "y", "z");
    Correlations alone =
        fit(
            SmallPanel.of("x", 1, 2, 6).with("y", 2, 0, 2).with("z", 1, 1, 5),
            MissingCells.LISTWISE,
            "x",
            "y",
            "z");
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        assertThat(result.count(i, j)).isEqualTo(3);
        assertThat(result.coefficient(i, j)).isCloseTo(alone.coefficient(i, j), within(1e-15));
      }
    }
  }

  @Test
  void pairwiseUsesTheRowsInWhichBothAreThere() {
    SmallPanel panel =
        SmallPanel.of("x", 1, 2, 3, 6, 9).with("y", 2, 0, 4, 2, NA).with("z", 1, 1, NA, 5, 0);
    Correlations result = fit(panel, MissingCells.PAIRWISE, "x", "y", "z");
    assertThat(result.count(0, 1)).isEqualTo(4);
    assertThat(result.count(0, 2)).isEqualTo(4);
    assertThat(result.count(1, 2)).isEqualTo(3);
    assertThat(result.count(0, 0)).isEqualTo(5);
    assertThat(result.coefficient(0, 1)).isCloseTo(2 / Math.sqrt(14 * 8), within(1e-15));
    assertThat(result.coefficient(2, 1))
        .isCloseTo(
            fit(SmallPanel.of("y", 2, 0, 2).with("z", 1, 1, 5), MissingCells.LISTWISE, "y", "z")
                .coefficient(0, 1),
            within(1e-15));
  }

  @Test
  void shiftingAndScalingChangeNothing() {
    SmallPanel panel = SmallPanel.reference("winsor_corr");
    double[] scaled = Arrays.stream(panel.column("emp")).map(x -> 1024 * x + 1e6).toArray();
    double[] mirrored = Arrays.stream(panel.column("emp")).map(x -> -x).toArray();
    Correlations result =
        fit(
            panel.with("scaled", scaled).with("mirrored", mirrored),
            MissingCells.LISTWISE,
            "emp",
            "scaled",
            "mirrored",
            "capital");
    assertThat(result.coefficient(0, 1)).isCloseTo(1, within(1e-12));
    assertThat(result.coefficient(0, 2)).isEqualTo(-1);
    assertThat(result.coefficient(1, 3)).isCloseTo(result.coefficient(0, 3), within(1e-11));
    assertThat(result.coefficient(2, 3)).isEqualTo(-result.coefficient(0, 3));
  }

  @Test
  void aPerfectCorrelationHasAnInfiniteStatisticAndNoProbability() {
    Correlations result =
        fit(
            SmallPanel.of("x", 1, 2, 3, 4).with("y", -2, -4, -6, -8),
            MissingCells.LISTWISE,
            "x",
            "y");
    assertThat(result.coefficient(0, 1)).isEqualTo(-1);
    assertThat(result.statistic(0, 1)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(result.pValue(0, 1)).isZero();
  }

  @Test
  void twoRowsHaveACoefficientAndNoTest() {
    Correlations result =
        fit(SmallPanel.of("x", 1, 2).with("y", 5, 9), MissingCells.LISTWISE, "x", "y");
    assertThat(result.coefficient(0, 1)).isEqualTo(1);
    assertThat(result.statistic(0, 1)).isNaN();
    assertThat(result.pValue(0, 1)).isNaN();
  }

  @Test
  void aConstantHasNoCorrelationAndIsNamed() {
    Correlations result =
        fit(SmallPanel.of("x", 1, 2, 4).with("c", 0.1, 0.1, 0.1), MissingCells.LISTWISE, "x", "c");
    assertThat(result.coefficient(0, 1)).isNaN();
    assertThat(result.pValue(0, 1)).isNaN();
    assertThat(result.coefficient(1, 1)).isNaN();
    assertThat(result.coefficient(0, 0)).isEqualTo(1);
    assertThat(result.constants()).containsExactly("c");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void theReferenceMatrixHolds(int blocks) {
    JsonNode expected = SmallPanel.expected("winsor_corr").get("corr_raw");
    List<String> variables = List.of("emp", "wage", "capital", "output");
    SmallPanel panel = SmallPanel.reference("winsor_corr").shuffled(blocks);
    for (MissingCells missing : MissingCells.values()) {
      Correlations result = PearsonCorrelation.of(variables, missing).fit(panel.blocks(blocks));
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 4; j++) {
          assertThat(result.count(i, j)).isEqualTo(expected.get("n").asLong());
          assertRelative(result.coefficient(i, j), expected.get("r").get(i).get(j), 1e-11);
          assertRelative(result.pValue(i, j), expected.get("p").get(i).get(j), 1e-9);
          if (i != j) {
            assertRelative(result.statistic(i, j), expected.get("t").get(i).get(j), 1e-11);
          }
        }
      }
    }
  }

  @Test
  void theReferencePairsHold() {
    SmallPanel panel = SmallPanel.reference("correlation-vif-swiss");
    for (JsonNode pair : SmallPanel.expected("correlation-vif-swiss").get("correlations")) {
      Correlations result =
          fit(panel, MissingCells.LISTWISE, pair.get("x").asText(), pair.get("y").asText());
      assertRelative(result.coefficient(0, 1), pair.get("pearson_r"), 1e-12);
      assertRelative(result.statistic(0, 1), pair.get("pearson_t"), 1e-12);
      assertRelative(result.pValue(0, 1), pair.get("pearson_p"), 1e-12);
    }
  }

  static void assertRelative(double actual, JsonNode expected, double tolerance) {
    assertThat(actual)
        .isCloseTo(expected.asDouble(), within(tolerance * Math.abs(expected.asDouble())));
  }

  @Test
  void oneVariableOrOneTwiceIsRefused() {
    assertThatThrownBy(() -> PearsonCorrelation.of(List.of("x"), MissingCells.LISTWISE))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("two variables")
        .hasMessageContaining("x");
    assertThatThrownBy(() -> PearsonCorrelation.of(List.of("x", "x"), MissingCells.LISTWISE))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("twice");
  }
}
