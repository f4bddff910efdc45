package org.panelworks.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.panelworks.SettingsException;

class WinsorCutsTest {
  @Test
  void valuesOnACutAreNotChanged() {
    SmallPanel panel = SmallPanel.of("x", 1, 1, 2, 3, 4, 5, 6, 7, 9, 9);
    WinsorCuts cuts =
        WinsorCuts.fit(
            panel.blocks(3), List.of("x"), Optional.empty(), 0.25, 0.75, QuantileDefinition.STATA);
    assertThat(cuts.low(0, 0)).isEqualTo(2);
    assertThat(cuts.high(0, 0)).isEqualTo(7);
    assertThat(cuts.changedLow(0)).isEqualTo(2);
    assertThat(cuts.changedHigh(0)).isEqualTo(2);
  }

  @Test
  void oneSidedCutsChangeNothingOnTheOtherSide() {
    SmallPanel panel = SmallPanel.of("x", 1, 2, 3, 4);
    WinsorCuts cuts =
        WinsorCuts.fit(
            panel.blocks(1), List.of("x"), Optional.empty(), 0, 0.5, QuantileDefinition.STATA);
    assertThat(cuts.low(0, 0)).isEqualTo(1);
    assertThat(cuts.changedLow(0)).isZero();
    assertThat(cuts.high(0, 0)).isEqualTo(2.5);
    assertThat(cuts.changedHigh(0)).isEqualTo(2);
  }

  @Test
  void clippingAtTheCutsGivesTheReferenceMoments() {
    SmallPanel panel = SmallPanel.reference("winsor_corr");
    JsonNode global = SmallPanel.expected("winsor_corr").get("global");
    List<String> columns = List.of("emp", "wage", "capital", "output");
    for (QuantileDefinition definition : QuantileDefinition.values()) {
      String name = definition == QuantileDefinition.STATA ? "type2" : "type7";
      WinsorCuts cuts =
          WinsorCuts.fit(panel.blocks(3), columns, Optional.empty(), 0.05, 0.95, definition);
      for (int column = 0; column < columns.size(); column++) {
        JsonNode expected = global.get(columns.get(column)).get("winsor_5_95_" + name);
        double low = cuts.low(0, column);
        double high = cuts.high(0, column);
        double[] values = panel.column(columns.get(column));
        double sum = Arrays.stream(values).map(x -> Math.min(Math.max(x, low), high)).sum();
        assertThat(sum).isCloseTo(expected.get("sum").asDouble(), within(1e-12 * Math.abs(sum)));
        assertThat(cuts.changedLow(column))
            .isEqualTo(Arrays.stream(values).filter(x -> x < low).count());
        assertThat(cuts.changedHigh(column))
            .isEqualTo(Arrays.stream(values).filter(x -> x > high).count());
      }
    }
  }

  @Test
  void trimmingKeepsAsManyValuesAsTheReference() {
    SmallPanel panel = SmallPanel.reference("winsor_corr");
    JsonNode global = SmallPanel.expected("winsor_corr").get("global");
    List<String> columns = List.of("emp", "wage", "capital", "output");
    WinsorCuts cuts =
        WinsorCuts.fit(
            panel.blocks(8), columns, Optional.empty(), 0.01, 0.99, QuantileDefinition.STATA);
    for (int column = 0; column < columns.size(); column++) {
      long kept = cuts.count(0, column) - cuts.changedLow(column) - cuts.changedHigh(column);
      assertThat(kept)
          .isEqualTo(global.get(columns.get(column)).get("trim_1_99_type2_n_kept").asLong());
    }
  }

  @Test
  void crossedProbabilitiesAreRefused() {
    SmallPanel panel = SmallPanel.of("x", 1, 2);
    assertThatThrownBy(
            () ->
                WinsorCuts.fit(
                    panel.blocks(1),
                    List.of("x"),
                    Optional.empty(),
                    0.99,
                    0.01,
                    QuantileDefinition.STATA))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("lower = 0.99");
  }
}
