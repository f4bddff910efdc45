package org.panelworks.topsis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RobustnessTest {
  private static final RobustnessOptions LEFT_OUT =
      new RobustnessOptions(1, List.of(), List.of(), List.of(), true);

  @Test
  void aRankingThatTurnsRoundHasCorrelationMinusOne() {
    // x0 orders the four units one way, x1 the other, and x0 weighs more.
    CityPanel panel = CityPanel.of(new double[] {0, 0.1, 0.2, 9}, new double[] {4, 3, 2, 1});
    TopsisOptions options = TopsisOptions.of(panel.indicators(Direction.POSITIVE));
    Robustness robustness =
        Robustness.of(panel.list(2), options.withMethod(ScoreMethod.ENTROPY_INDEX), LEFT_OUT);
    assertThat(robustness.variants())
        .extracting(Robustness.Variant::kind, Robustness.Variant::name)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("left-out", "x0"),
            org.assertj.core.groups.Tuple.tuple("left-out", "x1"));
    // The index of the last unit is the highest, of the others x1 decides: order 4, 1, 2, 3.
    Robustness.Variant withoutX0 = robustness.variants().get(0);
    assertThat(withoutX0.topOverlap()).isZero();
    assertThat(withoutX0.largestMove()).isEqualTo(3);
    assertThat(withoutX0.moved()).isEqualTo(1);
    // Ranks (2, 3, 4, 1) against (1, 2, 3, 4): Σ d² = 12, ρ = 1 - 6·12/60.
    assertThat(withoutX0.rankCorrelation()).isCloseTo(-0.2, within(1e-15));
    Robustness.Variant withoutX1 = robustness.variants().get(1);
    assertThat(withoutX1.topOverlap()).isEqualTo(1);
    // Ranks (2, 3, 4, 1) against (4, 3, 2, 1): Σ d² = 8.
    assertThat(withoutX1.rankCorrelation()).isCloseTo(0.2, within(1e-15));
  }

  @Test
  void choicesEqualToTheBaselineAreNoVariants() {
    CityPanel panel = CityPanel.of(new double[] {0, 1, 3}, new double[] {4, 3, 9});
    TopsisOptions options = TopsisOptions.of(panel.indicators(Direction.POSITIVE));
    Robustness robustness =
        Robustness.of(
            panel.list(1),
            options,
            new RobustnessOptions(
                2,
                List.of(Normalisation.values()),
                List.of(0.0, 0.0001),
                List.of(Weighting.ENTROPY, Weighting.EQUAL),
                false));
    assertThat(robustness.variants())
        .extracting(Robustness.Variant::name)
        .containsExactly("vector", "raw-vector", "0.0001", "equal");
  }

  @Test
  void aVariantWithoutScoresSaysWhy() {
    CityPanel panel = CityPanel.of(new double[] {0, 1, 3}, new double[] {2, 2, 2});
    TopsisOptions options = TopsisOptions.of(panel.indicators(Direction.POSITIVE));
    Robustness.Variant refused = Robustness.of(panel.list(1), options, LEFT_OUT).variants().get(0);
    assertThat(refused.refusal()).hasValueSatisfying(why -> assertThat(why).contains("constant"));
    assertThat(refused.rankCorrelation()).isNaN();
  }

  @Test
  void theOverlapIsTheMeanOverTheYears() {
    CityPanel panel =
        new CityPanel(
            new String[] {"a", "b", "a", "b"},
            new long[] {1, 1, 2, 2},
            List.of("x0", "x1"),
            new double[][] {{0, 9, 0, 1}, {1, 0, 0, 1}});
    TopsisOptions options = TopsisOptions.of(panel.indicators(Direction.POSITIVE));
    Robustness.Variant withoutX0 =
        Robustness.of(panel.list(2), options, LEFT_OUT).variants().get(0);
    // Year 1: b leads, without x0 a does. Year 2: b leads in both.
    assertThat(withoutX0.topOverlap()).isEqualTo(0.5);
    assertThat(withoutX0.moved()).isEqualTo(0.5);
  }
}
