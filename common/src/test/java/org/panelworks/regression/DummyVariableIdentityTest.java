package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.panelworks.DataException;
import org.panelworks.EstimationException;
import org.panelworks.panel.PanelBlocks;

/**
 * Absorbing fixed effects is the regression on dummy variables: random small panels with random
 * models against {@link DenseRegression}. A failing panel is named by its seed.
 */
class DummyVariableIdentityTest {
  private static final PanelRegression ENGINE =
      PanelRegression.of(PanelRegression.Options.defaults());
  private static final int SEEDS = 120;
  private static final int MODELS = 8;

  /** A model with its dense outcome. */
  private record Solved(DenseModel model, DenseRegression.Outcome outcome) {}

  private static List<RegressionResult> fit(PanelBlocks blocks, List<DenseModel> models) {
    return ENGINE.fit(blocks, models.stream().map(DenseModel::spec).toList()).models();
  }

  private static List<Solved> solvable(RandomStudy study) {
    List<Solved> solved = new ArrayList<>();
    for (DenseModel model : study.models()) {
      try {
        DenseRegression.Outcome outcome = DenseRegression.of(study.panel(), model);
        // Without residuals there is nothing but rounding to compare.
        if (outcome.rank() < outcome.rows()) {
          solved.add(new Solved(model, outcome));
        }
      } catch (DenseRegression.Refused e) {
        assertRefused(study, model, e);
      }
    }
    return solved;
  }

  private static void assertRefused(RandomStudy study, DenseModel model, Exception why) {
    assertThatThrownBy(() -> fit(study.panel().blocks(3, 1), List.of(model)))
        .as(model + ": " + why.getMessage())
        .isInstanceOfAny(EstimationException.class, DataException.class)
        .hasMessageContaining(model.toString());
  }

  private static List<DenseModel> models(List<Solved> solved) {
    return solved.stream().map(Solved::model).toList();
  }

  private static Stream<DynamicTest> eachSeed(java.util.function.LongConsumer check) {
    return LongStream.range(0, SEEDS)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> check.accept(seed)));
  }

  @TestFactory
  Stream<DynamicTest> aloneAndTogetherModelsAreTheDenseRegression() {
    return eachSeed(
        seed -> {
          RandomStudy study = RandomStudy.of(seed, MODELS);
          List<Solved> solved = solvable(study);
          List<RegressionResult> together = fit(study.panel().blocks(3, seed), models(solved));
          for (int m = 0; m < solved.size(); m++) {
            Solved one = solved.get(m);
            Agreement.withDense(together.get(m), one.outcome(), one.model(), 1e-8);
            RegressionResult alone =
                fit(study.panel().blocks(1, seed), List.of(one.model())).get(0);
            Agreement.withDense(alone, one.outcome(), one.model(), 1e-8);
            Agreement.between(alone, together.get(m), 1e-9);
          }
        });
  }

  @Test
  void mostRandomModelsAreEstimableSoThatTheComparisonMeansSomething() {
    int estimable = 0;
    for (int seed = 0; seed < 40; seed++) {
      estimable += solvable(RandomStudy.of(seed, MODELS)).size();
    }
    assertThat(estimable).isGreaterThan(40 * MODELS / 2);
  }

  /** Effects within units and across them are taken out by different means. */
  @TestFactory
  Stream<DynamicTest> whichColumnIsTheUnitDoesNotMatter() {
    return eachSeed(
        seed -> {
          RandomStudy study = RandomStudy.of(seed, MODELS);
          List<DenseModel> models = models(solvable(study));
          List<RegressionResult> byFirm = fit(study.panel().blocks(2, seed), models);
          for (String unit : List.of("", "year", "sector")) {
            PanelBlocks blocks = study.panel().rearranged(unit, "").blocks(2, seed);
            List<RegressionResult> other = fit(blocks, models);
            for (int m = 0; m < models.size(); m++) {
              Agreement.between(byFirm.get(m), other.get(m), 1e-9);
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> blocksRowsAndNamesOfLevelsDoNotMatter() {
    return eachSeed(
        seed -> {
          RandomStudy study = RandomStudy.of(seed, MODELS);
          List<DenseModel> models = models(solvable(study));
          List<RegressionResult> first = fit(study.panel().blocks(1, seed), models);
          EnginePanel renamed =
              study.panel().renamed(label -> "公司 " + new StringBuilder(label).reverse() + "^1");
          for (PanelBlocks blocks :
              List.of(
                  study.panel().blocks(3, seed + 1),
                  study.panel().blocks(8, seed + 2),
                  renamed.blocks(3, seed + 3))) {
            List<RegressionResult> other = fit(blocks, models);
            for (int m = 0; m < models.size(); m++) {
              Agreement.between(first.get(m), other.get(m), 1e-10);
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> shiftingAUnitChangesNoSlopeWhereItsEffectIsAbsorbed() {
    return eachSeed(
        seed -> {
          RandomStudy study = RandomStudy.of(seed, MODELS);
          EnginePanel shifted = study.panel().copy();
          String[] firm = shifted.labels("firm");
          for (String column : List.of("y", "x1", "x2")) {
            double[] values = shifted.numbers(column).clone();
            for (int r = 0; r < values.length; r++) {
              values[r] += 128 * (firm[r].hashCode() % 7);
            }
            shifted.with(column, values);
          }
          List<DenseModel> models =
              models(solvable(study)).stream()
                  .filter(m -> !m.regressors().contains("sum"))
                  .filter(m -> m.effects().stream().anyMatch(DummyVariableIdentityTest::isFirm))
                  .toList();
          List<RegressionResult> before = fit(study.panel().blocks(2, seed), models);
          List<RegressionResult> after = fit(shifted.blocks(2, seed), models);
          for (int m = 0; m < models.size(); m++) {
            Agreement.between(before.get(m), after.get(m), 1e-9);
          }
        });
  }

  private static boolean isFirm(DenseModel.Effect effect) {
    return effect.columns().contains("firm") && effect.constant();
  }
}
