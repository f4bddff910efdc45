package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.panelworks.SettingsException;

/** Row by row, y is Xb, the fixed effects and the residual of the dummy-variable regression. */
class ModelEstimatesTest {
  private static final int SEEDS = 60;

  private static ModelSpec spec(String formula, String weights) {
    return new ModelSpec(
        "m",
        Formula.parse(formula),
        "",
        weights,
        new Vcov.Iid(),
        SmallSample.FIXEST,
        Singletons.KEEP,
        0.95);
  }

  @TestFactory
  Stream<DynamicTest> onRandomPanelsEveryRowAddsUpAndIsTheDenseRegressions() {
    return LongStream.range(0, SEEDS)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> checkStudy(seed)));
  }

  private static void checkStudy(long seed) {
    RandomStudy study = RandomStudy.of(seed, 8);
    for (DenseModel model : study.models()) {
      try {
        DenseRegression.Outcome outcome = DenseRegression.of(study.panel(), model);
        if (outcome.rank() < outcome.rows()) {
          SavedEstimates saved = SavedEstimates.of(study.panel(), model.spec(), 3, seed);
          saved.assertIdentity(study.panel(), model, 1e-9);
          saved.assertDense(study.panel(), model, 1e-7);
        }
      } catch (DenseRegression.Refused e) {
        assertThat(e).hasMessageMatching(".+");
      }
    }
  }

  /** Two firms and two years, all four cells: y = 10, 12, 20, 26. */
  private static EnginePanel square() {
    EnginePanel panel = EnginePanel.of(5).unit("firm", "t");
    panel.withLabels("firm", "a", "a", "b", "b", "b");
    panel.withLabels("year", "2010", "2009", "2010", "2009", "2009");
    panel
        .with("t", 1, 0, 1, 0, 2)
        .with("y", 10, 12, 20, 26, 26)
        .droppedAt((byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 1);
    return panel;
  }

  @Test
  void twoEffectsByHand() {
    SavedEstimates saved = SavedEstimates.of(square(), spec("y ~ 1 | firm + year", ""), 2, 1);
    // y = 17 ± 6 (firm) ± 2 (year) ± 1.
    assertThat(saved.effect("year", "2009")).isZero();
    assertThat(saved.effect("year", "2010")).isCloseTo(-4, within(1e-12));
    assertThat(saved.effect("firm", "a")).isCloseTo(13, within(1e-12));
    assertThat(saved.effect("firm", "b")).isCloseTo(25, within(1e-12));
    assertThat(saved.rows().keySet()).containsExactly(0, 1, 2, 3);
    assertThat(saved.rows().get(0)).containsExactly(new double[] {9, 1}, within(1e-12));
    assertThat(saved.rows().get(2)).containsExactly(new double[] {21, -1}, within(1e-12));
    assertThat(Objects.requireNonNull(saved.effects().get(List.of("year", "2009"))).rows())
        .isEqualTo(2);
  }

  /** Firms 0–5 in cities c2, c10, c9 and firms 6–11 in d1, d3, d2: two components. */
  private static EnginePanel twoIslands() {
    int rows = 96;
    EnginePanel panel = EnginePanel.of(rows).unit("firm", "t");
    int[] city = IntStream.range(0, rows).map(r -> (r / 8 + r % 8 / 3) % 3).toArray();
    List<String> west = List.of("2", "10", "9");
    List<String> east = List.of("31", "33", "32");
    panel.withLabels("firm", labels(rows, r -> "f" + r / 8));
    panel.withLabels("year", labels(rows, r -> "" + (2000 + r % 8)));
    panel.withLabels("city", labels(rows, r -> (r < 48 ? west : east).get(city[r])));
    panel.with("t", IntStream.range(0, rows).mapToDouble(r -> r % 8).toArray());
    panel.with("x", IntStream.range(0, rows).mapToDouble(r -> r * 37 % 11).toArray());
    panel.with("w", IntStream.range(0, rows).mapToDouble(r -> 1 + r % 3).toArray());
    return panel.with(
        "y",
        IntStream.range(0, rows)
            .mapToDouble(r -> 1e3 + r * 53 % 17 + Math.floorDiv(r, 8))
            .toArray());
  }

  private static String[] labels(int rows, IntFunction<String> of) {
    return IntStream.range(0, rows).mapToObj(of).toArray(String[]::new);
  }

  @Test
  void threeEffectsOnTwoIslandsAddUpWithWeightsWhateverTheBlocks() {
    DenseModel model =
        DenseModel.of(
                "y",
                List.of("x"),
                DenseModel.Effect.of("firm"),
                DenseModel.Effect.of("year"),
                DenseModel.Effect.of("city"))
            .weightedBy("w");
    SavedEstimates one = SavedEstimates.of(twoIslands(), model.spec(), 1, 1);
    one.assertIdentity(twoIslands(), model, 1e-9);
    one.assertDense(twoIslands(), model, 1e-7);
    SavedEstimates four = SavedEstimates.of(twoIslands(), model.spec(), 4, 9);
    one.assertSameEffects(four, 1e-10, 1);
  }

  @Test
  void eachComponentHasOneReferenceItsFirstLevelByNumber() {
    SavedEstimates saved = SavedEstimates.of(twoIslands(), spec("y ~ x | firm + city", "w"), 3, 2);
    List<String> zero =
        saved.effects().values().stream()
            .filter(e -> e.estimate() == 0)
            .map(LevelEffect::level)
            .toList();
    assertThat(new TreeSet<>(zero)).containsExactly("2", "31");
  }

  @Test
  void withoutAUnitTheFirstEffectHoldsTheConstant() {
    EnginePanel flat = twoIslands().rearranged("", "");
    DenseModel model =
        DenseModel.of(
            "y", List.of("x"), DenseModel.Effect.of("city"), DenseModel.Effect.of("firm"));
    SavedEstimates saved = SavedEstimates.of(flat, model.spec(), 3, 4);
    saved.assertIdentity(flat, model, 1e-9);
    assertThat(saved.effect("firm", "f0")).isZero();
    assertThat(saved.effect("firm", "f10")).isZero();
    assertThat(saved.effect("city", "2")).isGreaterThan(900);
  }

  @Test
  void aModelWithoutEffectsHasResidualsAndNoEffects() {
    DenseModel model = DenseModel.of("y", List.of("x"));
    SavedEstimates saved = SavedEstimates.of(twoIslands(), model.spec(), 3, 4);
    saved.assertIdentity(twoIslands(), model, 1e-9);
    assertThat(saved.effects()).isEmpty();
  }

  @Test
  void threeEffectsWithMoreLevelsThanTheRuleIsSolvedForAreRefused() {
    int rows = 4800;
    EnginePanel panel = EnginePanel.of(rows).unit("firm", "t");
    panel.withLabels("firm", labels(rows, r -> "f" + r / 3));
    panel.withLabels("city", labels(rows, r -> "c" + (r / 3 + r % 3) % 1600));
    panel.withLabels("year", labels(rows, r -> "y" + r % 3));
    panel.with("t", IntStream.range(0, rows).mapToDouble(r -> r % 3).toArray());
    panel.with("x", IntStream.range(0, rows).mapToDouble(r -> r * 37 % 101).toArray());
    panel.with("y", IntStream.range(0, rows).mapToDouble(r -> r * 53 % 97).toArray());
    assertThatThrownBy(() -> SavedEstimates.of(panel, spec("y ~ x | firm + year + city", ""), 2, 1))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("model m: fixed effects can be saved of two effects")
        .hasMessageContaining(
            "1500 levels and slopes across units that hang together; there are 1603");
    DenseModel two =
        DenseModel.of(
            "y", List.of("x"), DenseModel.Effect.of("firm"), DenseModel.Effect.of("city"));
    SavedEstimates.of(panel, two.spec(), 2, 1).assertIdentity(panel, two, 1e-9);
  }
}
