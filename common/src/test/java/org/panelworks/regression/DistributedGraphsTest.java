package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.panelworks.EstimationException;

/**
 * Large effects across units with more pairs of levels than the driver may hold: the numbers are
 * those of the driver, and the iterations are counted and stay few beside its own.
 */
class DistributedGraphsTest {
  private static final Absorption.Solver DRIVER = Absorption.Solver.CONJUGATE_GRADIENTS;
  private static final Absorption.Solver DISTRIBUTED =
      Absorption.Solver.DISTRIBUTED_CONJUGATE_GRADIENTS;
  private static final Absorbing TIGHT = new Absorbing(1_000, 20_000);

  /** Fits by the driver and from the blocks; returns the latter. */
  private static List<RegressionResult> same(
      EnginePanel panel, String unit, int most, DenseModel... models) {
    List<RegressionResult> driver = HardGraphsTest.fit(panel, unit, Absorbing.defaults(), models);
    List<RegressionResult> blocks = HardGraphsTest.fit(panel, unit, TIGHT, models);
    for (int m = 0; m < models.length; m++) {
      HardGraphsTest.few(driver.get(m), DRIVER, 150);
      HardGraphsTest.few(blocks.get(m), DISTRIBUTED, most);
      assertThat(blocks.get(m).absorption().iterations())
          .isLessThanOrEqualTo(3 * driver.get(m).absorption().iterations() + 5);
      Agreement.between(driver.get(m), blocks.get(m), 1e-9);
    }
    return blocks;
  }

  private static DenseModel model(String... effects) {
    return HardGraphsTest.model(effects);
  }

  @Test
  void beyondTheDriversCellsTheSameNumbersComeFromTheBlocks() {
    EnginePanel panel = HardGraphsTest.panel(HardGraphsTest.lowMobility(4_000, 2_500, 3), 5);
    for (String unit : List.of("a", "")) {
      same(panel, unit, 100, model("a", "b", "c"), model("a", "b").weightedBy("weight"));
    }
  }

  /** Firm k is in plants k and k + 1; the forests are the whole chain. */
  @Test
  void aChainOfPlantsTakesNextToNoIterations() {
    List<int[]> cells = new ArrayList<>();
    for (int k = 0; k < 20_000; k++) {
      for (int year = 0; year < 4; year++) {
        cells.add(new int[] {k, k + year / 2});
      }
    }
    EnginePanel panel = HardGraphsTest.panel(cells, 1);
    for (String unit : List.of("a", "")) {
      same(panel, unit, 5, model("a", "b").under(SmallSample.NONE, Singletons.KEEP));
    }
  }

  /** Firms that move within towns of thirty plants, and one in forty to the next town's. */
  private static List<int[]> chainOfTowns(int towns, int firms) {
    Random random = new Random(12);
    List<int[]> cells = new ArrayList<>();
    for (int k = 0; k < firms; k++) {
      int town = random.nextInt(towns);
      for (int year = 0; year < 4; year++) {
        int at = year > 1 && k % 40 == 0 ? Math.min(town + 1, towns - 1) : town;
        cells.add(new int[] {k, 30 * at + random.nextInt(30), k % 7 * 10 + year});
      }
    }
    return cells;
  }

  @Test
  void denseTownsOnALongRoadTakeFewIterations() {
    EnginePanel panel = HardGraphsTest.panel(chainOfTowns(70, 14_000), 13);
    for (String unit : List.of("a", "")) {
      same(
          panel,
          unit,
          150,
          model("a", "b"),
          model("a", "b", "c"),
          model("a", "b").weightedBy("weight"));
    }
  }

  @Test
  void citiesInTheOrderOfAMapTakeFewIterations() {
    EnginePanel panel = HardGraphsTest.panel(HardGraphsTest.square(45, 2_000), 7);
    same(panel, "a", 150, model("a", "b"), model("a", "b", "c"));
    same(panel, "", 150, model("a", "b"), model("a", "b", "c").weightedBy("weight"));
  }

  @Test
  void aGraphThatEveryoneCrossesTakesFewIterations() {
    Random random = new Random(14);
    List<int[]> cells = new ArrayList<>();
    for (int k = 0; k < 15_000; k++) {
      for (int year = 0; year < 5; year++) {
        cells.add(new int[] {k, random.nextInt(1_600)});
      }
    }
    EnginePanel panel = HardGraphsTest.panel(cells, 15);
    same(panel, "a", 80, model("a", "b"), model("a", "b").weightedBy("weight"));
    same(panel, "", 80, model("a", "b"));
  }

  @Test
  void slopesOfEachCityAreSolvedForAlong() {
    EnginePanel panel = HardGraphsTest.panel(chainOfTowns(30, 5_000), 16);
    double[] t = new double[20_000];
    double[] z = new double[t.length];
    Random random = new Random(17);
    for (int r = 0; r < t.length; r++) {
      t[r] = r % 4;
      z[r] = random.nextGaussian();
    }
    panel.with("t", t).with("z", z);
    DenseModel.Effect slopes = new DenseModel.Effect(List.of("b"), List.of("t", "z"), true);
    DenseModel model =
        DenseModel.of("y", List.of("x"), DenseModel.Effect.of("a"), slopes)
            .under(SmallSample.FIXEST, Singletons.KEEP)
            .clustered(List.of("a"));
    same(panel, "a", 400, model);
    same(panel, "", 400, model);
  }

  @Test
  void separateComponentsAreSolvedTogetherAndCounted() {
    List<int[]> cells = new ArrayList<>();
    for (int part = 0; part < 40; part++) {
      for (int[] cell : HardGraphsTest.square(8, 5)) {
        cells.add(new int[] {cell[0] + 1000 * part, cell[1] + 100 * part, cell[2]});
      }
    }
    EnginePanel panel = HardGraphsTest.panel(cells, 8);
    DenseModel model = model("a", "b").under(SmallSample.REGHDFE, Singletons.KEEP).robustly();
    RegressionResult result = same(panel, "a", 100, model).get(0);
    assertThat(result.fixedEffects().get(1).redundant()).isEqualTo(40);
    same(panel, "", 100, model);
  }

  @Test
  void theBlocksDoNotMatter() {
    EnginePanel panel = HardGraphsTest.panel(chainOfTowns(60, 8_000), 18);
    DenseModel model = model("a", "b").weightedBy("weight");
    for (String unit : List.of("a", "")) {
      List<RegressionResult> results = new ArrayList<>();
      for (int parts : new int[] {1, 3, 8}) {
        results.addAll(
            PanelRegression.of(new PanelRegression.Options(1e-9, TIGHT))
                .fit(panel.rearranged(unit, "").blocks(parts, parts), List.of(model.spec()))
                .models());
        RegressionResult last = results.get(results.size() - 1);
        Agreement.between(results.get(0), last, 1e-10);
        assertThat(last.absorption().iterations())
            .isCloseTo(results.get(0).absorption().iterations(), within(1));
      }
    }
  }

  @Test
  void moreLevelsThanThreePairsFitForAreRefused() {
    assertThat(CrossingForests.forests(ofLevels(40_000_000), 10_000_000, "models m")).isEqualTo(3);
    assertThat(CrossingForests.forests(ofLevels(2_000_000), 10_000_000, "models m")).isEqualTo(5);
    assertThat(CrossingForests.forests(ofLevels(200_000), 10_000_000, "models m")).isEqualTo(8);
    assertThatThrownBy(() -> CrossingForests.forests(ofLevels(50_000_000), 1, "models m"))
        .isInstanceOf(EstimationException.class)
        .hasMessageContainingAll("models m", "50000000 levels", "the panel's unit");
  }

  private static CrossingParts ofLevels(int levels) {
    CrossingFactor factor = new CrossingFactor(0, 0, levels, List.of(), new double[0]);
    return new CrossingParts(
        List.of(), List.of(), List.of(new CrossingParts.Graph(List.of(factor))));
  }

  @Test
  void whatDoesNotConvergeIsRefusedByTheNameOfTheModel() {
    EnginePanel panel = HardGraphsTest.panel(HardGraphsTest.square(45, 2_000), 7);
    DenseModel model = model("a", "b", "c");
    assertThatThrownBy(() -> HardGraphsTest.fit(panel, "a", new Absorbing(1_000, 3), model))
        .isInstanceOf(EstimationException.class)
        .hasMessageContainingAll(model.toString(), "did not converge", "more driver-cells");
  }
}
