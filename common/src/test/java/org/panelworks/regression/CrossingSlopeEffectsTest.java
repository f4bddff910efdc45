package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.panelworks.EstimationException;
import org.panelworks.SettingsException;

/**
 * Estimated constants and slopes of groups that cross units are those of the regression on dummy
 * variables and their products with the numbers.
 */
class CrossingSlopeEffectsTest {
  private static final int SEEDS = 6;

  /**
   * Firms over years in cities; {@code t} is the year, {@code z} a number of its own, {@code idle}
   * one that is the same in all rows of city c1 and zero in those of c2.
   *
   * @param moving share of the rows in which a firm is anywhere, 0 for firms that stay
   */
  private static EnginePanel panel(int firms, int years, int cities, double moving, long seed) {
    Random random = new Random(seed);
    int rows = firms * years;
    int[] city =
        IntStream.range(0, rows)
            .map(r -> random.nextDouble() < moving ? random.nextInt(cities) : r / years % cities)
            .toArray();
    double[] slope = random.doubles(cities, -1, 1).toArray();
    double[] t = IntStream.range(0, rows).mapToDouble(r -> 2001 + r % years).toArray();
    double[] x = IntStream.range(0, rows).mapToDouble(r -> random.nextGaussian()).toArray();
    double[] z = IntStream.range(0, rows).mapToDouble(r -> 50 + random.nextGaussian()).toArray();
    return EnginePanel.of(rows)
        .withLabels("firm", labels(rows, r -> "f" + r / years))
        .withLabels("year", labels(rows, r -> "" + (2001 + r % years)))
        .withLabels("city", labels(rows, r -> "c" + city[r]))
        .with("t", t)
        .with("x", x)
        .with("z", z)
        .with("idle", numbers(rows, r -> city[r] == 1 ? 7 : city[r] == 2 ? 0 : z[r] - x[r]))
        .with("w", numbers(rows, r -> 0.1 + random.nextDouble()))
        .with(
            "y",
            numbers(
                rows,
                r ->
                    x[r]
                        + r / years % 5
                        + city[r] % 7
                        + slope[city[r]] * (t[r] - 2000 + z[r])
                        + random.nextGaussian()))
        .unit("firm", "");
  }

  private static String[] labels(int rows, IntFunction<String> of) {
    return IntStream.range(0, rows).mapToObj(of).toArray(String[]::new);
  }

  private static double[] numbers(int rows, IntFunction<Double> of) {
    return IntStream.range(0, rows).mapToDouble(of::apply).toArray();
  }

  private static DenseModel.Effect slopes(String column, String... by) {
    return new DenseModel.Effect(List.of(column), List.of(by), true);
  }

  private static DenseModel.Effect slopesOnly(String column, String... by) {
    return new DenseModel.Effect(List.of(column), List.of(by), false);
  }

  /** Constants of the year 0 cancel against slopes times 2,001 and more. */
  private static final double IDENTITY = 1e-8;

  private static final DenseModel.Effect FIRM = DenseModel.Effect.of("firm");
  private static final DenseModel.Effect YEAR = DenseModel.Effect.of("year");
  private static final DenseModel.Effect CITY = DenseModel.Effect.of("city");

  private static DenseModel model(DenseModel.Effect... effects) {
    return DenseModel.of("y", List.of("x"), effects).under(SmallSample.FIXEST, Singletons.KEEP);
  }

  private static final List<DenseModel> KINDS =
      List.of(
          model(slopes("city", "t")),
          model(slopesOnly("city", "t")),
          model(slopesOnly("city", "t")).without(slopesOnly("city", "t")),
          model(FIRM, slopes("city", "t")),
          model(FIRM, slopesOnly("city", "t")),
          model(slopes("city", "t"), YEAR),
          model(slopesOnly("city", "t"), YEAR),
          model(YEAR, slopes("city", "t")),
          model(FIRM, slopes("city", "t"), YEAR),
          model(FIRM, slopesOnly("city", "t"), YEAR),
          model(FIRM, YEAR, slopes("city", "t")),
          model(FIRM, YEAR, slopesOnly("city", "t")),
          model(FIRM, YEAR, slopes("city", "t", "z")),
          model(FIRM, slopes("city", "idle", "z"), YEAR),
          model(slopesOnly("city", "idle"), YEAR),
          model(slopesOnly("city", "t"), FIRM, CITY),
          model(slopesOnly("city", "t"), YEAR, CITY, slopes("city", "z")),
          model(slopes("firm", "t"), slopes("city", "z"), slopesOnly("year", "z")),
          model(slopesOnly("firm", "t"), slopes("city", "t"), YEAR));

  @TestFactory
  Stream<DynamicTest> effectsAreThoseOfTheDenseRegressionWhateverTheBlocks() {
    return IntStream.range(0, SEEDS)
        .boxed()
        .flatMap(
            seed ->
                KINDS.stream()
                    .flatMap(kind -> Stream.of(kind, kind.weightedBy("w")))
                    .map(
                        model ->
                            DynamicTest.dynamicTest(
                                "seed " + seed + " " + model, () -> check(seed, model))));
  }

  private static void check(int seed, DenseModel model) {
    // Firms that move, and firms that stay, whose constants hold those of the cities.
    EnginePanel firms = panel(10 + seed, 6, 4, seed % 2 * 0.3, seed);
    for (EnginePanel panel : List.of(firms, firms.rearranged("", ""))) {
      SavedEstimates saved = SavedEstimates.of(panel, model.spec(), 3, seed);
      saved.assertIdentity(panel, model, IDENTITY);
      saved.assertDense(panel, model, 1e-8);
      SavedEstimates one = SavedEstimates.of(panel, model.spec(), 1, seed + 50);
      SavedEstimates eight = SavedEstimates.of(panel, model.spec(), 8, seed + 90);
      // A constant beside slopes is that of year 0, far from all rows.
      saved.assertSameEffects(one, 1e-10, 100);
      saved.assertSameEffects(eight, 1e-10, 100);
    }
  }

  /**
   * Two groups over three years: y = 3 + 2t in a, 10 − t in b, 3 more in the last year, whose rows
   * are two that deviate to either side.
   */
  private static EnginePanel byHand() {
    return EnginePanel.of(8)
        .withLabels("group", "a", "a", "a", "a", "b", "b", "b", "b")
        .withLabels("year", "1", "2", "3", "3", "1", "2", "3", "3")
        .with("t", 1, 2, 3, 3, 1, 2, 3, 3)
        .with("y", 5, 7, 9 + 3 - 1, 9 + 3 + 1, 9, 8, 7 + 3 + 2, 7 + 3 - 2);
  }

  private static SavedEstimates byHand(String effects) {
    ModelSpec spec =
        new ModelSpec(
            "m",
            Formula.parse("y ~ 1 | " + effects),
            "",
            "",
            new Vcov.Iid(),
            SmallSample.FIXEST,
            Singletons.KEEP,
            0.95);
    return SavedEstimates.of(byHand(), spec, 2, 1);
  }

  private static void assertByHand(
      SavedEstimates saved, String effect, String[] levels, double... wanted) {
    double[] found = Stream.of(levels).mapToDouble(l -> saved.effect(effect, l)).toArray();
    assertThat(found).as(effect).containsExactly(wanted, within(1e-12));
  }

  @Test
  void aTrendCommonToAllGroupsStaysWithTheEffectThatIsNamedFirst() {
    String[] groups = {"a", "b"};
    String[] years = {"1", "2", "3"};
    SavedEstimates trends = byHand("group[t] + year");
    assertByHand(trends, "group", groups, 3, 10);
    assertByHand(trends, "group[[t]]", groups, 2, -1);
    assertByHand(trends, "year", years, 0, 0, 3);
    SavedEstimates levels = byHand("year + group[t]");
    assertByHand(levels, "year", years, 5, 7, 12);
    assertByHand(levels, "group", groups, 0, 7);
    assertByHand(levels, "group[[t]]", groups, 0, -3);
  }

  /** The number s is t in each row, so that the slope that is named later is 0. */
  @Test
  void slopesAreThoseOfTheModelsOwnFormulaBesideOthersOfItsGroup() {
    EnginePanel panel = panel(12, 6, 4, 0.3, 8);
    panel.with("s", panel.numbers("t").clone());
    List<ModelSpec> specs =
        List.of(
            model(FIRM, slopes("city", "t", "s")).spec(),
            model(FIRM, slopes("city", "s", "t")).spec());
    PanelRegression.Fit fit =
        PanelRegression.of(PanelRegression.Options.defaults()).fit(panel.blocks(3, 1), specs);
    List<ModelEstimates.Effects> effects =
        fit.estimates().fixedEffects(panel.blocks(3, 1), List.of(0, 1));
    for (int m = 0; m < specs.size(); m++) {
      String later = m == 0 ? "city[[s]]" : "city[[t]]";
      assertThat(effects.get(m).crossing())
          .filteredOn(effect -> effect.effect().contains("[["))
          .hasSize(8)
          .allSatisfy(
              effect ->
                  assertThat(effect.estimate() == 0).isEqualTo(effect.effect().equals(later)));
    }
  }

  @Test
  void oneGroupingNamedTwiceIsOneEffectByItsFirstName() {
    EnginePanel panel = panel(12, 6, 4, 0.3, 3);
    DenseModel.Effect one = DenseModel.Effect.of("city", "year");
    DenseModel.Effect other = new DenseModel.Effect(List.of("year", "city"), List.of("z"), false);
    DenseModel model = model(FIRM, one, other);
    SavedEstimates saved = SavedEstimates.of(panel, model.spec(), 3, 1);
    saved.assertIdentity(panel, model, IDENTITY);
    saved.assertDense(panel, model, 1e-8);
  }

  @Test
  void manyLevelsAreThoseOfTheSameGroupAsTheUnit() {
    EnginePanel panel = panel(2_400, 7, 1_600, 0.3, 5);
    for (DenseModel model :
        List.of(model(slopes("city", "t")), model(slopesOnly("city", "z")).weightedBy("w"))) {
      SavedEstimates across = SavedEstimates.of(panel, model.spec(), 3, 4);
      assertThat(across.result().absorption().solver())
          .isEqualTo(Absorption.Solver.CONJUGATE_GRADIENTS);
      SavedEstimates within = SavedEstimates.of(panel.rearranged("city", ""), model.spec(), 3, 4);
      across.assertSameEffects(within, 1e-9, 2000);
    }
  }

  @Test
  void manyLevelsOfUnitsThatStayAreSolvedForLevelByLevel() {
    EnginePanel panel = panel(3_200, 7, 1_600, 0, 6);
    DenseModel model = model(FIRM, slopes("city", "t"));
    SavedEstimates saved = SavedEstimates.of(panel, model.spec(), 3, 4);
    saved.assertIdentity(panel, model, IDENTITY);
    assertThat(saved.effects().values())
        .allMatch(effect -> !effect.effect().equals("city") || effect.estimate() == 0);
    SavedEstimates byCity = SavedEstimates.of(panel.rearranged("city", ""), model.spec(), 3, 4);
    saved
        .effects()
        .forEach(
            (level, effect) -> {
              if (level.get(0).equals("city[[t]]")) {
                assertThat(effect.estimate())
                    .isCloseTo(byCity.effect("city[[t]]", level.get(1)), within(1e-9));
              }
            });
  }

  @Test
  void moreLevelsThatHangTogetherThanTheRuleIsSolvedForAreRefused() {
    EnginePanel panel = panel(2_400, 7, 800, 0.3, 6);
    ModelSpec spec = model(FIRM, slopes("city", "t")).spec();
    assertThatThrownBy(() -> SavedEstimates.of(panel, spec, 3, 4))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll(
            "model",
            "fixed effects can be saved of two effects without slopes",
            "at most 1500 levels and slopes across units that hang together; there are 1600");
    Absorbing few = new Absorbing(5_000, 20_000);
    assertThatThrownBy(
            () -> SavedEstimates.of(new PanelRegression.Options(1e-9, few), panel, spec, 3, 4))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll("fixed effects can be saved", "driver-cells");
  }

  @Test
  void slopesSoFarFromZeroThatRoundingHidesWhatIsIdentifiedAreRefused() {
    EnginePanel panel = panel(12, 6, 4, 0.3, 3);
    DenseModel model = model(FIRM, slopesOnly("city", "far"), YEAR);
    panel.with("far", numbers(panel.rows(), r -> 2e6 + panel.numbers("t")[r]));
    assertThatThrownBy(() -> SavedEstimates.of(panel, model.spec(), 3, 1))
        .isInstanceOf(EstimationException.class)
        .hasMessageContainingAll("model y ~ x", "is lost in rounding");
  }
}
