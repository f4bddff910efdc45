package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.panelworks.EstimationException;

/**
 * Large effects across units on graphs that plain iterations cannot cope with. The iterations are
 * counted and must stay few; the values are those of another arrangement of the same model.
 */
class HardGraphsTest {
  private static final Absorption.Solver DRIVER = Absorption.Solver.CONJUGATE_GRADIENTS;

  static List<RegressionResult> fit(
      EnginePanel panel, String unit, Absorbing absorbing, DenseModel... models) {
    return PanelRegression.of(new PanelRegression.Options(1e-9, absorbing))
        .fit(
            panel.rearranged(unit, "").blocks(3, 2),
            List.of(models).stream().map(DenseModel::spec).toList())
        .models();
  }

  private static List<RegressionResult> fit(EnginePanel panel, String unit, DenseModel... models) {
    return fit(panel, unit, Absorbing.defaults(), models);
  }

  static DenseModel model(String... effects) {
    return DenseModel.of(
            "y",
            List.of("x"),
            List.of(effects).stream().map(DenseModel.Effect::of).toArray(DenseModel.Effect[]::new))
        .under(SmallSample.FIXEST, Singletons.KEEP)
        .clustered(List.of("a"));
  }

  /** Rows in levels of the groupings a, b, c, … with columns that all of them move. */
  static EnginePanel panel(List<int[]> cells, long seed) {
    Random random = new Random(seed);
    int rows = cells.size();
    double[] x = new double[rows];
    double[] y = new double[rows];
    double[] weight = new double[rows];
    for (int r = 0; r < rows; r++) {
      double effect = 0;
      for (int level : cells.get(r)) {
        effect = Math.sin(1.0 + 7.7 * level) - effect / 2;
      }
      x[r] = effect + random.nextGaussian();
      y[r] = x[r] - 2 * effect + random.nextGaussian();
      weight[r] = 0.2 + random.nextDouble();
    }
    EnginePanel panel = EnginePanel.of(rows).with("x", x).with("y", y).with("weight", weight);
    for (int d = 0; d < cells.get(0).length; d++) {
      int at = d;
      String name = String.valueOf((char) ('a' + d));
      panel.withLabels(name, cells.stream().map(c -> name + c[at]).toArray(String[]::new));
    }
    return panel;
  }

  static void few(RegressionResult result, Absorption.Solver solver, int most) {
    assertThat(result.absorption().solver()).isEqualTo(solver);
    assertThat(result.absorption().iterations()).isBetween(1, most);
    assertThat(result.absorption().residual()).isLessThanOrEqualTo(1e-10);
  }

  /**
   * Firm k is in cities k and k + 1: with its own jump between them, so that the two effects are
   * those of firm^city, which are taken out exactly.
   */
  @Test
  void aChainOf200000CitiesTakesNextToNoIterations() {
    List<int[]> cells = new ArrayList<>();
    for (int k = 0; k < 199_999; k++) {
      for (int year = 0; year < 4; year++) {
        cells.add(new int[] {k, k + year / 2});
      }
    }
    EnginePanel panel = panel(cells, 1);
    DenseModel joint =
        DenseModel.of("y", List.of("x"), DenseModel.Effect.of("a", "b"))
            .under(SmallSample.NONE, Singletons.KEEP)
            .clustered(List.of("a"));
    DenseModel two = model("a", "b").under(SmallSample.NONE, Singletons.KEEP);
    List<RegressionResult> results = fit(panel, "a", two, joint);
    few(results.get(0), DRIVER, 5);
    assertThat(results.get(0).absorption().unknowns()).isEqualTo(200_000);
    assertThat(results.get(1).absorption().solver()).isEqualTo(Absorption.Solver.NONE);
    RegressionResult.Coefficient one = results.get(0).coefficients().get(0);
    RegressionResult.Coefficient other = results.get(1).coefficients().get(0);
    Agreement.close("b", one.estimate(), other.estimate(), 1e-9 * Math.abs(other.estimate()));
    Agreement.close("s.e.", one.stdError(), other.stdError(), 1e-9 * other.stdError());
  }

  /** Each firm in one city or, one in three, in two: mostly trees, in many components. */
  static List<int[]> lowMobility(int firms, int cities, long seed) {
    Random random = new Random(seed);
    List<int[]> cells = new ArrayList<>();
    for (int k = 0; k < firms; k++) {
      int home = random.nextInt(cities);
      int other = random.nextInt(3) == 0 ? random.nextInt(cities) : home;
      for (int year = 0; year < 4; year++) {
        cells.add(new int[] {k, year < 2 ? home : other, year});
      }
    }
    return cells;
  }

  @Test
  void firmsInOneOrTwoCitiesTakeFewIterations() {
    EnginePanel panel = panel(lowMobility(20_000, 5_000, 3), 4);
    DenseModel[] models = {
      model("a", "b"), model("a", "b", "c"), model("a", "b").weightedBy("weight")
    };
    List<RegressionResult> byFirm = fit(panel, "a", models);
    List<RegressionResult> byCity = fit(panel, "b", models);
    List<RegressionResult> pairs = fit(panel, "", models);
    for (int m = 0; m < models.length; m++) {
      few(byFirm.get(m), DRIVER, 60);
      few(byCity.get(m), DRIVER, 60);
      few(pairs.get(m), DRIVER, 60);
      Agreement.between(byFirm.get(m), pairs.get(m), 1e-9);
      Agreement.between(byFirm.get(m), byCity.get(m), 1e-9);
    }
  }

  /** Cities on a square, firms that move next door: distances grow with the square's side. */
  static List<int[]> square(int side, int jobs) {
    Random random = new Random(9);
    List<int[]> cells = new ArrayList<>();
    int firm = 0;
    for (int city = 0; city < side * side; city++) {
      for (int step : new int[] {1, side}) {
        int next = (city + 1) % side == 0 && step == 1 ? city : (city + step) % (side * side);
        for (int year = 0; year < 4; year++) {
          cells.add(new int[] {firm, year < 2 ? city : next, random.nextInt(jobs)});
        }
        firm++;
      }
    }
    return cells;
  }

  @Test
  void citiesInTheOrderOfAMapTakeFewIterationsWhateverTheMapsSize() {
    for (int side : new int[] {40, 120}) {
      EnginePanel panel = panel(square(side, 5), 6);
      RegressionResult byFirm = fit(panel, "a", model("a", "b")).get(0);
      RegressionResult pairs = fit(panel, "", model("a", "b")).get(0);
      few(byFirm, DRIVER, 60);
      few(pairs, DRIVER, 60);
      Agreement.between(byFirm, pairs, 1e-9);
    }
  }

  @Test
  void twoAndThreeLargeEffectsAcrossUnitsTakeFewIterations() {
    EnginePanel panel = panel(square(50, 2_000), 7);
    DenseModel[] models = {model("a", "b", "c"), model("a", "b", "c").weightedBy("weight")};
    List<RegressionResult> byFirm = fit(panel, "a", models);
    List<RegressionResult> none = fit(panel, "", models);
    for (int m = 0; m < models.length; m++) {
      few(byFirm.get(m), DRIVER, 150);
      few(none.get(m), DRIVER, 150);
      Agreement.between(byFirm.get(m), none.get(m), 1e-9);
    }
  }

  /** Firm k is in cities k, k + 1 and k + 2 of a ring, which numbers far from the mean cross. */
  @Test
  void aRingOfOverlappingCitiesTakesFewIterations() {
    List<int[]> cells = new ArrayList<>();
    for (int k = 0; k < 1_600; k++) {
      for (int year = 0; year < 3; year++) {
        cells.add(new int[] {k, (k + year) % 1_600, year});
      }
    }
    EnginePanel panel = panel(cells, 1);
    double[] x = new double[cells.size()];
    for (int r = 0; r < x.length; r++) {
      x[r] = r * 37 % 101;
    }
    panel.with("x", x);
    for (DenseModel model : List.of(model("a", "b"), model("a", "b", "c"))) {
      RegressionResult byFirm = fit(panel, "a", model).get(0);
      RegressionResult pairs = fit(panel, "", model).get(0);
      few(byFirm, DRIVER, 60);
      few(pairs, DRIVER, 60);
      Agreement.between(byFirm, pairs, 1e-9);
    }
  }

  /** Components that share no level; the rule of reghdfe counts them. */
  @Test
  void separateComponentsAreSolvedTogetherAndCounted() {
    List<int[]> cells = new ArrayList<>();
    for (int part = 0; part < 40; part++) {
      for (int[] cell : square(8, 5)) {
        cells.add(new int[] {cell[0] + 1000 * part, cell[1] + 100 * part, cell[2]});
      }
    }
    EnginePanel panel = panel(cells, 8);
    DenseModel model = model("a", "b").under(SmallSample.REGHDFE, Singletons.KEEP).robustly();
    RegressionResult byFirm = fit(panel, "a", model).get(0);
    RegressionResult none = fit(panel, "", model).get(0);
    few(byFirm, DRIVER, 60);
    Agreement.between(byFirm, none, 1e-9);
    assertThat(byFirm.fixedEffects().get(1).redundant()).isEqualTo(40);
  }

  @Test
  void whatDoesNotConvergeIsRefusedByTheNameOfTheModel() {
    EnginePanel panel = panel(square(45, 2_000), 7);
    DenseModel model = model("a", "b", "c");
    assertThatThrownBy(() -> fit(panel, "a", new Absorbing(10_000_000, 3), model))
        .isInstanceOf(EstimationException.class)
        .hasMessageContainingAll(model.toString(), "b + c", "did not converge", "3 iterations");
  }
}
