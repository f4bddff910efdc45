package org.panelworks.qca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.panelworks.SettingsException;
import org.panelworks.stats.QuantileDefinition;

/** A calibration with other anchors is the one that had been declared with them. */
class ShiftedAnchorsTest {
  /** A calibration, the values put in place of its own, and what then should stand there. */
  record Shift(Calibration before, List<Double> values, Calibration after) {}

  static Stream<Shift> shifts() {
    List<Double> three = List.of(0.1, 1.0, 4.0);
    List<Double> steps = List.of(0.0, 0.25, 0.75, 1.0);
    return Stream.of(
        new Shift(
            new Calibration.Direct(0.3, 1, 3, LogOdds.R),
            three,
            new Calibration.Direct(0.1, 1, 4, LogOdds.R)),
        new Shift(new Calibration.Linear(0.3, 1, 3), three, new Calibration.Linear(0.1, 1, 4)),
        new Shift(
            new Calibration.Percentile(
                List.of(0.05, 0.5, 0.95), QuantileDefinition.TYPE7, LogOdds.RAGIN),
            List.of(0.1, 0.5, 0.9),
            new Calibration.Percentile(
                List.of(0.1, 0.5, 0.9), QuantileDefinition.TYPE7, LogOdds.RAGIN)),
        new Shift(
            new Calibration.Steps(List.of(0.3, 1.0, 3.0), steps, List.of(1.0)),
            three,
            new Calibration.Steps(three, steps, List.of(1.0))),
        new Shift(
            new Calibration.Nearest(List.of(1.0, 3.0), List.of(0.0, 1.0)),
            List.of(2.0, 5.0),
            new Calibration.Nearest(List.of(2.0, 5.0), List.of(0.0, 1.0))),
        new Shift(
            new Calibration.Crisp(550, CrispSide.BELOW),
            List.of(600.0),
            new Calibration.Crisp(600, CrispSide.BELOW)),
        new Shift(
            new Calibration.MultiValue(List.of(550.0, 850.0)),
            List.of(500.0, 900.0),
            new Calibration.MultiValue(List.of(500.0, 900.0))));
  }

  @ParameterizedTest
  @MethodSource("shifts")
  void onlyTheAnchorsChange(Shift shift) {
    assertThat(shift.before().shifted(shift.values())).isEqualTo(shift.after());
  }

  @ParameterizedTest
  @MethodSource("shifts")
  void anotherNumberOfAnchorsIsRefused(Shift shift) {
    assertThatThrownBy(() -> shift.before().shifted(List.of(1.0, 2.0, 3.0, 4.0, 5.0)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("shifted anchors must be " + shift.values().size());
  }

  @Test
  void anchorsOutOfOrderAreRefusedWhenShiftedToo() {
    Calibration direct = new Calibration.Direct(0.3, 1, 3, LogOdds.RAGIN);

    assertThatThrownBy(() -> direct.shifted(List.of(1.0, 3.0, 2.0)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("[1.0, 3.0, 2.0]");
  }

  @Test
  void aSetWithoutAnchorsHasNoneToShift() {
    assertThatThrownBy(() -> new Calibration.None().shifted(List.of(1.0)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("no anchors to shift");
  }

  /** At cuts 2, 4, 8 the crossover is 4: 0.25 below it, 0.5 at it, 0.75 above it up to 8. */
  @Test
  void theCrossoverOfStepsGoesWithItsCut() {
    List<Double> memberships = List.of(0.0, 0.25, 0.75, 1.0);
    Calibration steps =
        new Calibration.Steps(List.of(2.0, 5.0, 8.0), memberships, List.of(5.0))
            .shifted(List.of(2.0, 4.0, 8.0));

    assertThat(DoubleStream.of(1, 2, 3.9, 4, 4.1, 5, 8).map(steps::membership))
        .containsExactly(0.0, 0.25, 0.25, 0.5, 0.75, 0.75, 1.0);
  }

  /** Distances 0.7 and 2 between anchors, 3 and 3 between cuts; a percentile ends at 1. */
  @Test
  void anchorsMoveByATenthOfTheDistanceToTheirNeighbour() {
    Calibration direct = new Calibration.Direct(0.3, 1, 3, LogOdds.RAGIN);
    moved(direct, 0.1, 0.37, 1.2, 3.2);
    moved(direct, -0.1, 0.23, 0.93, 2.8);
    moved(new Calibration.Linear(10, 5, 0), 0.1, 9.5, 4.5, -0.5);
    moved(
        new Calibration.Steps(List.of(2.0, 5.0, 8.0), List.of(0.0, 0.25, 0.75, 1.0), List.of()),
        -0.1,
        1.7,
        4.7,
        7.7);
    moved(
        new Calibration.Percentile(List.of(0.1, 0.5, 1.0), QuantileDefinition.TYPE7, LogOdds.R),
        0.1,
        0.14,
        0.55,
        1);
    assertThat(new Calibration.Crisp(550, CrispSide.ABOVE).moved(0.1)).isEmpty();
    assertThat(new Calibration.None().moved(0.1)).isEmpty();
    assertThat(new Calibration.MultiValue(List.of(550.0)).moved(0.1)).isEmpty();
  }

  private static void moved(Calibration calibration, double share, double... expected) {
    List<Double> moved = calibration.moved(share).orElseThrow();
    assertThat(moved).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(moved.get(i)).isCloseTo(expected[i], within(1e-15));
    }
  }

  /** Only the set named changes; a mean of sets follows its parts and has no anchors itself. */
  @Test
  void aCatalogueShiftsTheSetsNamed() {
    SetCatalog catalog =
        SetCatalog.of(
            List.of(
                new SetDefinition.FromColumn("A", "x", new Calibration.Linear(0, 5, 10)),
                new SetDefinition.FromColumn("B", "x", new Calibration.Linear(0, 5, 10)),
                new SetDefinition.MeanOf("M", List.of("A", "B"))));

    SetCatalog shifted = catalog.shifted(Map.of("A", List.of(0.0, 4.0, 8.0)));

    double[] raw = {2, 8};
    assertThat(shifted.calibrate("A", column -> raw, HalfMembership.WARN, String::valueOf).values())
        .containsExactly(0.25, 1);
    assertThat(shifted.calibrate("B", column -> raw, HalfMembership.WARN, String::valueOf).values())
        .containsExactly(0.2, 0.8);
    assertThat(shifted.calibrate("M", column -> raw, HalfMembership.WARN, String::valueOf).values())
        .containsExactly(0.225, 0.9);
    assertThatThrownBy(() -> catalog.shifted(Map.of("M", List.of(1.0, 2.0, 3.0))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("set M is a mean of sets");
  }
}
