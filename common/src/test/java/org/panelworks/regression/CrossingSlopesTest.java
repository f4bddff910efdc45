package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.panelworks.linalg.PairSums;

/**
 * Slopes by groups that cross units, dense and by iterations, against dummy variables and against
 * the same model on the panel arranged so that the group is the unit.
 */
class CrossingSlopesTest {
  private static EnginePanel panel(int firms, int years, int cities, double far, long seed) {
    Random random = new Random(seed);
    int rows = firms * years;
    double[] slopes = random.doubles(cities, -1, 1).toArray();
    String[] firm = new String[rows];
    String[] city = new String[rows];
    String[] year = new String[rows];
    double[][] numbers = new double[5][rows];
    for (int r = 0; r < rows; r++) {
      int place = random.nextInt(3) == 0 ? random.nextInt(cities) : r / years % cities;
      firm[r] = "f" + r / years;
      city[r] = "c" + place;
      year[r] = "y" + r % years;
      double t = far + r % years;
      double z = random.nextGaussian() + far * Math.cos(place);
      double x = random.nextGaussian() + slopes[place] * (r % years);
      numbers[0][r] = t;
      numbers[1][r] = z;
      numbers[2][r] = x;
      numbers[3][r] =
          x + place % 7 + slopes[place] * (t - far + z / (1 + far)) + random.nextGaussian();
      numbers[4][r] = 0.1 + random.nextDouble();
    }
    return EnginePanel.of(rows)
        .withLabels("firm", firm)
        .withLabels("city", city)
        .withLabels("year", year)
        .with("t", numbers[0])
        .with("z", numbers[1])
        .with("x", numbers[2])
        .with("y", numbers[3])
        .with("weight", numbers[4]);
  }

  private static RegressionResult fit(EnginePanel panel, String unit, DenseModel model) {
    return PanelRegression.of(PanelRegression.Options.defaults())
        .fit(panel.rearranged(unit, "").blocks(3, 4), List.of(model.spec()))
        .models()
        .get(0);
  }

  private static DenseModel.Effect slopes(String column, boolean constant, String... by) {
    return new DenseModel.Effect(List.of(column), List.of(by), constant);
  }

  private static final List<DenseModel> KINDS =
      List.of(
          DenseModel.of("y", List.of("x"), slopes("city", true, "t")),
          DenseModel.of("y", List.of("x"), slopes("city", false, "z")),
          DenseModel.of("y", List.of("x"), slopes("city", true, "t", "z")),
          DenseModel.of("y", List.of("x"), DenseModel.Effect.of("firm"), slopes("city", true, "t")),
          DenseModel.of(
              "y", List.of("x"), DenseModel.Effect.of("firm"), slopes("city", false, "z")),
          DenseModel.of(
              "y",
              List.of("x"),
              slopes("firm", true, "t"),
              slopes("city", false, "z"),
              DenseModel.Effect.of("year")),
          DenseModel.of(
              "y", List.of("x"), slopes("year", true, "z"), DenseModel.Effect.of("city")));

  @ParameterizedTest
  @EnumSource(SmallSample.class)
  void slopesOfFewLevelsAreThoseOfDummyVariables(SmallSample rule) throws DenseRegression.Refused {
    for (double far : new double[] {0, 2000}) {
      EnginePanel panel = panel(12, 7, 4, far, 3);
      for (DenseModel kind : KINDS) {
        for (DenseModel model :
            List.of(
                kind.under(rule, rule.defaultSingletons()),
                kind.under(rule, rule.defaultSingletons()).weightedBy("weight"),
                kind.under(rule, rule.defaultSingletons()).clustered(List.of("city")),
                kind.under(rule, rule.defaultSingletons()).clustered(List.of("firm")))) {
          DenseRegression.Outcome outcome = DenseRegression.of(panel, model);
          for (String unit : List.of("firm", "city", "")) {
            RegressionResult result = fit(panel, unit, model);
            Agreement.withDense(result, outcome, model, 1e-8);
          }
        }
      }
    }
  }

  @Test
  void slopesOfManyLevelsAreThoseOfTheSameGroupAsTheUnit() {
    for (double far : new double[] {0, 2000}) {
      EnginePanel panel = panel(2_400, 7, 1_600, far, 5);
      for (DenseModel kind : KINDS.subList(0, 3)) {
        for (DenseModel model : List.of(kind.robustly(), kind.weightedBy("weight"))) {
          RegressionResult iterated = fit(panel, "", model);
          assertThat(iterated.absorption().solver())
              .isEqualTo(Absorption.Solver.CONJUGATE_GRADIENTS);
          assertThat(iterated.absorption().unknowns()).isGreaterThan(PairSums.DENSE_LIMIT);
          Agreement.between(iterated, fit(panel, "city", model), 1e-9);
        }
      }
    }
  }

  @Test
  void slopesOfManyLevelsBesideEffectsOfManyLevelsConverge() {
    EnginePanel panel = panel(2_400, 8, 1_600, 2000, 6);
    for (DenseModel kind : KINDS.subList(3, 5)) {
      DenseModel model = kind.under(SmallSample.FIXEST, Singletons.KEEP).robustly();
      RegressionResult byFirm = fit(panel, "firm", model);
      RegressionResult byCity = fit(panel, "city", model);
      RegressionResult none = fit(panel, "", model);
      assertThat(byFirm.absorption().iterations()).isBetween(1, 1_000);
      Agreement.between(byFirm, none, 1e-9);
      Agreement.between(byFirm, byCity, 1e-9);
    }
  }

  /**
   * By hand: of four cities, t is constant in one and z zero in two. Under reghdfe city[t] costs 4
   * constants and 3 slopes, city[[z]] 2 slopes beside the model's constant; fixest counts all.
   */
  @Test
  void slopesThatTheirOwnLevelCannotIdentifyAreLetOffByReghdfeOnly() {
    EnginePanel panel = panel(20, 5, 4, 0, 7);
    double[] t = panel.numbers("t").clone();
    double[] z = panel.numbers("z").clone();
    for (int r = 0; r < t.length; r++) {
      String city = panel.labels("city")[r];
      t[r] = city.equals("c0") ? 3 : t[r];
      z[r] = city.equals("c1") || city.equals("c2") ? 0 : z[r];
    }
    panel.with("t", t).with("z", z);
    DenseModel both = DenseModel.of("y", List.of("x"), slopes("city", true, "t"));
    DenseModel only = DenseModel.of("y", List.of("x"), slopes("city", false, "z"));
    for (String unit : List.of("firm", "city", "")) {
      assertThat(degrees(panel, unit, both, SmallSample.REGHDFE)).isEqualTo(100 - 1 - 4 - 3);
      assertThat(degrees(panel, unit, only, SmallSample.REGHDFE)).isEqualTo(100 - 2 - 2);
      assertThat(degrees(panel, unit, both, SmallSample.FIXEST)).isEqualTo(100 - 1 - 4 - 4);
      assertThat(degrees(panel, unit, only, SmallSample.FIXEST)).isEqualTo(100 - 2 - 4);
    }
  }

  private static long degrees(EnginePanel panel, String unit, DenseModel model, SmallSample rule) {
    return fit(panel, unit, model.under(rule, Singletons.KEEP)).stats().dfResidual();
  }
}
