package org.panelworks.topsis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.panelworks.DataException;
import org.panelworks.EstimationException;
import org.panelworks.SettingsException;

/** Cases small enough to check on paper, and what is refused. */
final class TopsisByHandTest {
  private static final double NA = Double.NaN;
  private static final String[] TWO_CITIES = {"a", "a", "a", "b", "b", "b"};
  private static final long[] THREE_YEARS = {2001, 2002, 2004, 2001, 2002, 2004};

  private static Indicator indicator(String column, double weight) {
    return new Indicator(column, "", Direction.POSITIVE, column, weight);
  }

  private static TopsisOptions options(CityPanel panel) {
    return TopsisOptions.of(panel.indicators(Direction.POSITIVE));
  }

  private static TopsisModel fit(CityPanel panel, TopsisOptions options) {
    return Topsis.of(options).fit(panel.blocks(2)).model();
  }

  @Test
  void entropyOfOneUnitThatHasEverything() {
    // p = (0, 0, 1): entropy 0. p = (0, 1/2, 1/2): entropy ln 2 / ln 3. Weights 1 : 1 - ln2/ln3.
    CityPanel panel = CityPanel.of(new double[] {3, 3, 7}, new double[] {1, 2, 2});
    TopsisModel model = fit(panel, options(panel));
    double e = Math.log(2) / Math.log(3);
    assertThat(model.entropy(0)).containsExactly(new double[] {0, e}, within(1e-15));
    assertThat(model.weights(0))
        .containsExactly(new double[] {1 / (2 - e), (1 - e) / (2 - e)}, within(1e-15));
  }

  @Test
  void equalWeightsByHand() {
    // r = (0, 1/2, 1) and (1, 0, 1/2), w = 1/2 each.
    CityPanel panel = CityPanel.of(new double[] {0, 1, 2}, new double[] {4, 0, 2});
    TopsisModel model = fit(panel, options(panel).withWeighting(Weighting.EQUAL));
    double[][] scores = panel.evaluated(model, false, 1);
    assertThat(scores[0])
        .containsExactly(new double[] {0.5, Math.sqrt(0.0625 + 0.25), 0.25}, within(1e-15));
    assertThat(scores[1])
        .containsExactly(new double[] {0.5, 0.25, Math.sqrt(0.25 + 0.0625)}, within(1e-15));
    assertThat(scores[3]).containsExactly(new double[] {0.5, 0.25, 0.75}, within(1e-15));
    double[][] obstacles = panel.evaluated(model, true, 1);
    assertThat(obstacles[0]).containsExactly(new double[] {1, 1.0 / 3, 0}, within(1e-15));
    assertThat(obstacles[1]).containsExactly(new double[] {0, 2.0 / 3, 1}, within(1e-15));
  }

  @Test
  void rawVectorNormsByHand() {
    // x = (3, 4): norm 5, V+ - V = w (4 - 3) / 5 for the first row.
    CityPanel panel = CityPanel.of(new double[] {3, 4});
    TopsisModel model = fit(panel, options(panel).withNormalisation(Normalisation.RAW_VECTOR));
    assertThat(model.idealPositive(0)[0]).isCloseTo(0.8, within(1e-15));
    assertThat(model.idealNegative(0)[0]).isCloseTo(0.6, within(1e-15));
    assertThat(panel.evaluated(model, false, 1)[0][0]).isCloseTo(0.2, within(1e-15));
  }

  @Test
  void criticByHand() {
    // Columns 0 and 1 are perfectly opposed: sd of r is 1/2 each, 1 - (-1) = 2, weights equal.
    CityPanel panel = CityPanel.of(new double[] {1, 2, 3}, new double[] {9, 6, 3});
    TopsisModel model = fit(panel, options(panel).withWeighting(Weighting.CRITIC));
    assertThat(model.weights(0)).containsExactly(new double[] {0.5, 0.5}, within(1e-15));
  }

  @Test
  void criticHasNoWeightsWhereAllIndicatorsMoveTogether() {
    CityPanel panel = CityPanel.of(new double[] {1, 2, 4}, new double[] {2, 4, 8});
    assertThatThrownBy(() -> fit(panel, options(panel).withWeighting(Weighting.CRITIC)))
        .isInstanceOf(EstimationException.class)
        .hasMessageContaining("critic");
  }

  @Test
  void coefficientsOfVariationByHand() {
    // sd 1 over mean 2, sd 2 over mean 8: 1/2 and 1/4.
    CityPanel panel = CityPanel.of(new double[] {1, 2, 3}, new double[] {6, 8, 10});
    TopsisModel model =
        fit(panel, options(panel).withWeighting(Weighting.COEFFICIENT_OF_VARIATION));
    assertThat(model.weights(0)).containsExactly(new double[] {2.0 / 3, 1.0 / 3}, within(1e-15));
    CityPanel centred = CityPanel.of(new double[] {-1, 0, 1}, new double[] {6, 8, 10});
    assertThatThrownBy(
            () -> fit(centred, options(centred).withWeighting(Weighting.COEFFICIENT_OF_VARIATION)))
        .isInstanceOf(EstimationException.class)
        .hasMessageContaining("`x0`")
        .hasMessageContaining("mean");
  }

  @Test
  void weightsOfTheUserAreScaledAndAConstantIndicatorGetsNone() {
    CityPanel panel =
        CityPanel.of(new double[] {1, 2, 3}, new double[] {5, 5, 5}, new double[] {2, 0, 1});
    TopsisOptions options =
        TopsisOptions.of(List.of(indicator("x0", 3), indicator("x1", 5), indicator("x2", 1)))
            .withWeighting(Weighting.USER);
    Topsis.Fit fit = Topsis.of(options).fit(panel.blocks(1));
    assertThat(fit.model().weights(0)).containsExactly(new double[] {0.75, 0, 0.25}, within(1e-15));
    assertThat(fit.warnings()).singleElement().asString().contains("`x1` is constant");
  }

  @Test
  void greyGradesByHand() {
    // One indicator, r = (0, 1/2, 1), M = w = 1, rho = 1/2: R+ = 1/3, 1/2, 1 and R- reversed.
    CityPanel panel = CityPanel.of(new double[] {0, 1, 2});
    TopsisModel model = fit(panel, options(panel).withMethod(ScoreMethod.GREY_TOPSIS));
    double[][] scores = panel.evaluated(model, false, 1);
    assertThat(scores[0]).containsExactly(new double[] {1.0 / 3, 0.5, 1}, within(1e-15));
    assertThat(scores[1]).containsExactly(new double[] {1, 0.5, 1.0 / 3}, within(1e-15));
    assertThat(scores[2]).containsExactly(new double[] {0.25, 0.5, 0.75}, within(1e-15));
  }

  @Test
  void valuesThatDifferByRoundingOnlyAreConstant() {
    CityPanel panel = CityPanel.of(new double[] {0.1 + 0.2, 0.3, 0.3}, new double[] {1, 2, 3});
    TopsisModel model = fit(panel, options(panel));
    assertThat(model.isConstant(0, 0)).isTrue();
    assertThat(model.weights(0)).containsExactly(0, 1);
  }

  @Test
  void missingCellsAreRefusedWithTheirKeys() {
    CityPanel panel =
        CityPanel.of(new double[] {1, NA, 3, 2, 5, 4}, new double[] {1, 2, 3, 4, NA, NA})
            .at(TWO_CITIES, THREE_YEARS);
    assertThatThrownBy(() -> fit(panel, options(panel)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("`x0` (1), `x1` (2)")
        .hasMessageContaining("(a, 2002), (b, 2002), (b, 2004)")
        .hasMessageContaining("missing = drop");
  }

  @Test
  void aRowWithAMissingCellIsDropped() {
    CityPanel panel =
        CityPanel.of(new double[] {1, NA, 3, 2, 5, 4}, new double[] {1, 9, 3, 6, 2, 7})
            .at(TWO_CITIES, THREE_YEARS);
    Topsis.Fit fit = Topsis.of(options(panel).withMissing(MissingRule.DROP)).fit(panel.blocks(2));
    assertThat(fit.dropped()).isEqualTo(1);
    assertThat(fit.model().rows()).isEqualTo(5);
    assertThat(fit.warnings()).singleElement().asString().startsWith("1 row ");
    double[][] scores = panel.evaluated(fit.model(), false, 2);
    assertThat(scores[2][1]).isNaN();
    CityPanel without = panel.permuted(0, 2, 3, 4, 5);
    double[][] expected = without.evaluated(fit(without, options(without)), false, 1);
    assertThat(new double[] {scores[2][0], scores[2][2], scores[2][3]})
        .containsExactly(
            new double[] {expected[2][0], expected[2][1], expected[2][2]}, within(1e-15));
  }

  @Test
  void cellsAreInterpolatedInTimeWithinTheirUnit() {
    // 2002 lies a third of the way from 2001 to 2004: 1 + 3/3 = 2.
    CityPanel panel =
        CityPanel.of(new double[] {1, NA, 4, 2, 5, 3}, new double[] {1, 9, 3, 6, 2, 7})
            .at(TWO_CITIES, THREE_YEARS);
    Topsis.Fit fit =
        Topsis.of(options(panel).withMissing(MissingRule.INTERPOLATE)).fit(panel.blocks(2));
    assertThat(fit.interpolated()).isEqualTo(1);
    CityPanel filled = panel.withValues(new double[] {1, 2, 4, 2, 5, 3}, panel.values()[1]);
    assertThat(panel.evaluated(fit.model(), false, 1)[2])
        .containsExactly(
            filled.evaluated(fit(filled, options(filled)), false, 1)[2], within(1e-15));
    CityPanel open = panel.withValues(new double[] {1, 2, 4, NA, 5, 3}, panel.values()[1]);
    assertThatThrownBy(() -> fit(open, options(open).withMissing(MissingRule.INTERPOLATE)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("(b, 2001)")
        .hasMessageContaining("before a unit's first");
  }

  @Test
  void oneRowIsRefusedPooledAndInAYear() {
    CityPanel one = CityPanel.of(new double[] {1}, new double[] {2});
    assertThatThrownBy(() -> fit(one, options(one)))
        .isInstanceOf(EstimationException.class)
        .hasMessageContaining("one row");
    CityPanel years =
        CityPanel.of(new double[] {1, 2, 3}).at(new String[] {"a", "b", "a"}, 1, 1, 2);
    assertThatThrownBy(() -> fit(years, options(years).withScope(Scope.PER_YEAR)))
        .isInstanceOf(EstimationException.class)
        .hasMessageEndingWith("there is one at 2");
  }

  @Test
  void indicatorsThatAreAllConstantAreRefused() {
    CityPanel panel = CityPanel.of(new double[] {1, 1}, new double[] {2, 2});
    for (Weighting weighting : List.of(Weighting.ENTROPY, Weighting.EQUAL)) {
      assertThatThrownBy(() -> fit(panel, options(panel).withWeighting(weighting)))
          .isInstanceOf(EstimationException.class)
          .hasMessageContaining("every indicator is constant");
    }
  }

  @Test
  void aUnitWithSeveralRowsNeedsATime() {
    CityPanel panel = CityPanel.of(new double[] {1, 2, 3}).at(new String[] {"a", "b", "a"});
    assertThatThrownBy(() -> fit(panel, options(panel)))
        .isInstanceOf(DataException.class)
        .hasMessageEndingWith("1 have several: a");
  }

  @Test
  void optionsThatCannotBeHonouredAreRefused() {
    assertThatThrownBy(() -> TopsisOptions.of(List.of(indicator("x", NA), indicator("x", NA))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("`x` twice");
    assertThatThrownBy(() -> TopsisOptions.of(List.of(indicator("x", 1))).withShift(Double.NaN))
        .isInstanceOf(SettingsException.class)
        .hasMessage("shift must be 0 or more, got NaN");
    assertThatThrownBy(
            () ->
                TopsisOptions.of(List.of(indicator("x", 1), indicator("y", NA)))
                    .withWeighting(Weighting.USER))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("`y` has none");
    Indicator grouped = new Indicator("z", "first", Direction.POSITIVE, "z", NA);
    assertThatThrownBy(() -> TopsisOptions.of(List.of(indicator("x", 1), grouped)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("all have a criterion, or none");
  }
}
