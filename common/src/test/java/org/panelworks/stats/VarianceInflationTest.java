package org.panelworks.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.panelworks.EstimationException;

class VarianceInflationTest {
  private static VarianceInflation fit(SmallPanel panel, List<String> variables) {
    PearsonCorrelation request = PearsonCorrelation.of(variables, MissingCells.LISTWISE);
    return VarianceInflation.of(
        variables, panel.blocks(3).run("moments", request.pass(panel.blocks(1).schema()))[0]);
  }

  @Test
  void twoVariablesShareOneFactor() {
    SmallPanel panel = SmallPanel.of("x", 1, 2, 3, 6).with("y", 2, 0, 4, 2);
    VarianceInflation vif = fit(panel, List.of("x", "y"));
    double expected = 1 / (1 - 4.0 / (14 * 8));
    assertThat(vif.factor(0)).isCloseTo(expected, within(1e-15));
    assertThat(vif.factor(1)).isCloseTo(expected, within(1e-15));
    assertThat(vif.mean()).isCloseTo(expected, within(1e-15));
  }

  @Test
  void uncorrelatedVariablesHaveFactorOne() {
    SmallPanel panel = SmallPanel.of("x", -1, 1, -1, 1).with("y", -1, -1, 1, 1);
    assertThat(fit(panel, List.of("x", "y")).factor(0)).isEqualTo(1);
  }

  @Test
  void theReferenceFactorsHold() {
    SmallPanel panel = SmallPanel.reference("correlation-vif-swiss");
    for (JsonNode regression : SmallPanel.expected("correlation-vif-swiss").get("regressions")) {
      List<String> variables = new ArrayList<>();
      regression.get("VIF").fieldNames().forEachRemaining(variables::add);
      VarianceInflation vif = fit(panel, variables);
      for (int i = 0; i < variables.size(); i++) {
        PearsonCorrelationTest.assertRelative(
            vif.factor(i), regression.get("VIF").get(variables.get(i)), 1e-12);
      }
    }
  }

  @Test
  void aCombinationIsRefusedByName() {
    SmallPanel panel =
        SmallPanel.of("x", 1, 2, 3, 6, 1)
            .with("w", 5, 1, 0, 0, 7)
            .with("y", 2, 0, 4, 2, 2)
            .with("s", 4, 2, 10, 10, 5);
    SmallPanel sum = panel.with("s", 1 + 4, 2 + 0, 3 + 8, 6 + 4, 1 + 4);
    assertThatThrownBy(() -> fit(sum, List.of("x", "w", "y", "s")))
        .isInstanceOf(EstimationException.class)
        .hasMessageContaining("`s` is a linear combination of `x`, `y`;");
  }

  @Test
  void aConstantIsRefusedByName() {
    SmallPanel panel = SmallPanel.of("x", 1, 2, 3).with("c", 7, 7, 7);
    assertThatThrownBy(() -> fit(panel, List.of("x", "c")))
        .isInstanceOf(EstimationException.class)
        .hasMessageContaining("`c` is constant");
  }

  @Test
  void noMoreRowsThanVariablesIsRefused() {
    SmallPanel panel = SmallPanel.of("x", 1, 2).with("y", 3, 1);
    assertThatThrownBy(() -> fit(panel, List.of("x", "y")))
        .isInstanceOf(EstimationException.class)
        .hasMessageContaining("got 2");
  }
}
