package org.panelworks.qca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PanelConsistencyTest {
  private static final double[] X = {0.8, 0.4, 0.6, 0.2};
  private static final double[] Y = {0.4, 0.6, 0.6, 0.1};
  private static final List<String> UNITS = List.of("u", "u", "v", "v");
  private static final long[] TIMES = {2001, 2002, 2001, 2002};

  /** Σ min = 0.4, 0.4, 0.6, 0.1. Between: 1.0/1.4 and 0.5/0.6. Within: 0.8/1.2 and 0.7/0.8. */
  @Test
  void consistenciesAreThoseOfTheirGroups() {
    PanelConsistency panel =
        PanelConsistency.of(X, Y, UNITS, TIMES, PanelConsistency.Relation.SUFFICIENCY);

    assertThat(panel.pooled().consistency()).isCloseTo(1.5 / 2.0, within(1e-15));
    assertThat(panel.between().get(0).group()).isEqualTo("2001");
    assertThat(panel.between().get(0).consistency()).isCloseTo(1.0 / 1.4, within(1e-15));
    assertThat(panel.between().get(1).consistency()).isCloseTo(0.5 / 0.6, within(1e-15));
    assertThat(panel.within().get(0).consistency()).isCloseTo(0.8 / 1.2, within(1e-15));
    assertThat(panel.within().get(1).consistency()).isCloseTo(0.7 / 0.8, within(1e-15));
    double share = 1.0 / 1.4 / (1.0 / 1.4 + 0.5 / 0.6);
    double distance = Math.abs(share - 0.5) * Math.sqrt(2);
    assertThat(panel.betweenDistance()).isCloseTo(distance, within(1e-15));
    assertThat(panel.betweenAdjusted()).isCloseTo(distance / Math.sqrt(2.0 / 12), within(1e-15));
  }

  @Test
  void necessityIsSufficiencyTurnedRound() {
    PanelConsistency necessity =
        PanelConsistency.of(X, Y, UNITS, TIMES, PanelConsistency.Relation.NECESSITY);
    PanelConsistency turned =
        PanelConsistency.of(Y, X, UNITS, TIMES, PanelConsistency.Relation.SUFFICIENCY);

    assertThat(necessity).isEqualTo(turned);
    assertThat(necessity.pooled().consistency()).isCloseTo(1.5 / 1.7, within(1e-15));
  }

  @Test
  void equalConsistenciesHaveNoDistanceAndAnEmptyGroupNone() {
    PanelConsistency panel =
        PanelConsistency.of(
            new double[] {0.5, 0.5, 0.0, 0.0},
            new double[] {0.5, 0.5, 0.3, 0.9},
            UNITS,
            TIMES,
            PanelConsistency.Relation.SUFFICIENCY);

    assertThat(panel.betweenDistance()).isZero();
    assertThat(panel.within().get(1).consistency()).isNaN();
    assertThat(panel.withinDistance()).isZero();
  }
}
