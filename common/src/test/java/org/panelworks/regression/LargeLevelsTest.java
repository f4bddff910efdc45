package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.panelworks.linalg.PairSums;

/**
 * Effects across units of more levels than are solved for densely. The same effect within units is
 * taken out exactly, unit by unit, so that arranging the panel by another unit gives the expected
 * values.
 */
class LargeLevelsTest {
  private static final int MANY = PairSums.DENSE_LIMIT + 50;

  private static List<RegressionResult> fit(EnginePanel panel, String unit, DenseModel... models) {
    return PanelRegression.of(PanelRegression.Options.defaults())
        .fit(
            panel.rearranged(unit, "").blocks(3, 2),
            List.of(models).stream().map(DenseModel::spec).toList())
        .models();
  }

  /** Rows with a firm, a city and a year, and columns that all three move. */
  private static EnginePanel panel(List<int[]> cells, double effects, long seed) {
    Random random = new Random(seed);
    int rows = cells.size();
    double[] ofFirm = random.doubles(5000, -effects, effects).toArray();
    double[] ofCity = random.doubles(5000, -effects, effects).toArray();
    double[] x = new double[rows];
    double[] y = new double[rows];
    double[] onlyFirm = new double[rows];
    double[] both = new double[rows];
    double[] weight = new double[rows];
    for (int r = 0; r < rows; r++) {
      double firm = ofFirm[cells.get(r)[0]];
      double city = ofCity[cells.get(r)[1]];
      x[r] = firm - city + random.nextGaussian();
      y[r] = x[r] + 2 * firm + city + random.nextGaussian();
      onlyFirm[r] = firm;
      both[r] = firm + 3 * city;
      weight[r] = 0.2 + random.nextDouble();
    }
    return EnginePanel.of(rows)
        .withLabels("firm", cells.stream().map(c -> "f" + c[0]).toArray(String[]::new))
        .withLabels("city", cells.stream().map(c -> "c" + c[1]).toArray(String[]::new))
        .withLabels("year", cells.stream().map(c -> "y" + c[2]).toArray(String[]::new))
        .with("x", x)
        .with("y", y)
        .with("onlyFirm", onlyFirm)
        .with("both", both)
        .with("weight", weight);
  }

  /** Firm k is in cities k and k + 1, three years each: the longest path through the graph. */
  private static List<int[]> chain(int firms) {
    List<int[]> cells = new ArrayList<>();
    for (int k = 0; k < firms; k++) {
      for (int year = 0; year < 6; year++) {
        cells.add(new int[] {k, year < 3 ? k : k + 1, year});
      }
    }
    return cells;
  }

  private static List<int[]> scattered(int firms, int cities) {
    Random random = new Random(5);
    List<int[]> cells = new ArrayList<>();
    for (int k = 0; k < firms; k++) {
      for (int year = 0; year < 5; year++) {
        cells.add(new int[] {k, random.nextInt(cities), year});
      }
    }
    return cells;
  }

  private static DenseModel model(String... effects) {
    DenseModel model =
        DenseModel.of(
            "y",
            List.of("x"),
            List.of(effects).stream().map(DenseModel.Effect::of).toArray(DenseModel.Effect[]::new));
    return model.under(SmallSample.FIXEST, Singletons.KEEP).clustered(List.of("firm"));
  }

  /** Firms within the unit, cities by conjugate gradients; then the other way about. */
  @Test
  void aLongChainIsSolvedFromEitherEnd() {
    EnginePanel panel = panel(chain(MANY), 1, 1);
    DenseModel model = model("firm", "city");
    DenseModel weighted = model.weightedBy("weight");
    List<RegressionResult> firms = fit(panel, "firm", model, weighted);
    List<RegressionResult> none = fit(panel, "", model, weighted);
    for (int m = 0; m < 2; m++) {
      Agreement.between(firms.get(m), none.get(m), 1e-9);
    }
    assertThat(firms.get(0).fixedEffects().get(1).levels()).isEqualTo(MANY + 1L);
    assertThat(firms.get(0).observations()).isEqualTo(6L * MANY);
  }

  /**
   * In a chain every firm has its own jump between its two cities, so that firm and city effects
   * together are those of firm^city, which are taken out exactly.
   */
  @Test
  void theChainIsTheModelOfItsCells() {
    DenseModel joint =
        DenseModel.of("y", List.of("x"), DenseModel.Effect.of("firm", "city"))
            .under(SmallSample.NONE, Singletons.KEEP);
    DenseModel two =
        DenseModel.of("y", List.of("x"), DenseModel.Effect.of("firm"), DenseModel.Effect.of("city"))
            .under(SmallSample.NONE, Singletons.KEEP);
    for (double effects : new double[] {0, 1e6}) {
      EnginePanel huge = panel(chain(MANY), 1, 2);
      double[] y = huge.numbers("y").clone();
      for (int r = 0; r < y.length; r++) {
        int firm = r / 6;
        y[r] += effects * (Math.sin(firm) + Math.cos(firm + (r % 6 < 3 ? 0 : 1)));
      }
      huge.with("y", y);
      List<DenseModel> kinds = List.of(two.robustly(), two.clustered(List.of("firm")));
      for (DenseModel kind : kinds) {
        DenseModel other = kind.robust() ? joint.robustly() : joint.clustered(List.of("firm"));
        RegressionResult a = fit(huge, "firm", kind).get(0);
        RegressionResult b = fit(huge, "firm", other).get(0);
        closeSlopes(a, b, 1e-9);
      }
    }
  }

  private static void closeSlopes(RegressionResult a, RegressionResult b, double tolerance) {
    RegressionResult.Coefficient one = a.coefficients().get(0);
    RegressionResult.Coefficient other = b.coefficients().get(0);
    Agreement.close(
        "estimate", one.estimate(), other.estimate(), tolerance * Math.abs(other.estimate()));
    Agreement.close("s.e.", one.stdError(), other.stdError(), tolerance * other.stdError());
  }

  /** Two large effects by conjugate gradients against one of them taken out unit by unit. */
  @Test
  void aScatteredGraphIsSolvedLikeTheDenseOne() {
    EnginePanel panel = panel(scattered(1700, 300), 1, 3);
    DenseModel[] models = {
      model("firm", "city"),
      model("firm", "city", "year"),
      model("city", "firm").weightedBy("weight")
    };
    List<RegressionResult> dense = fit(panel, "firm", models);
    List<RegressionResult> iterated = fit(panel, "", models);
    for (int m = 0; m < models.length; m++) {
      Agreement.between(dense.get(m), iterated.get(m), 1e-9);
    }
  }

  @Test
  void columnsThatLargeEffectsExplainAreLeftOutByName() {
    EnginePanel panel = panel(scattered(1700, 300), 1, 4);
    DenseModel model =
        DenseModel.of(
            "y",
            List.of("onlyFirm", "x", "both"),
            DenseModel.Effect.of("firm"),
            DenseModel.Effect.of("city"));
    for (String unit : List.of("firm", "")) {
      RegressionResult result = fit(panel, unit, model).get(0);
      assertThat(result.coefficients()).extracting("term").containsExactly("x");
      assertThat(result.dropped().collinear())
          .extracting("term")
          .containsExactlyInAnyOrder("onlyFirm", "both");
    }
  }

  /** A trend within each firm is rounding once the firm's slope is out; it must not stall. */
  @Test
  void columnsThatTheUnitsSlopesExplainDoNotStallTheSolver() {
    EnginePanel panel = panel(scattered(900, 2 * MANY), 1, 6);
    double[] trend = new double[panel.rows()];
    double[] t = new double[panel.rows()];
    for (int r = 0; r < t.length; r++) {
      t[r] = 2000 + r % 5;
      trend[r] = 0.1 * t[r] * Math.floorDiv(r, 5);
    }
    panel.with("trend", trend).with("t", t);
    DenseModel model =
        DenseModel.of(
                "y",
                List.of("trend", "x"),
                new DenseModel.Effect(List.of("firm"), List.of("t"), true),
                DenseModel.Effect.of("city"))
            .under(SmallSample.FIXEST, Singletons.KEEP);
    RegressionResult result = fit(panel, "firm", model).get(0);
    assertThat(result.fixedEffects().get(1).levels()).isGreaterThan(PairSums.DENSE_LIMIT);
    assertThat(result.coefficients()).extracting("term").containsExactly("x");
    assertThat(result.dropped().collinear()).extracting("term").containsExactly("trend");
  }

  /** A third of the cities lie with a single firm: their own equations are nothing but rounding. */
  @Test
  void citiesOfOneFirmOnlyDoNotStallTheSolver() {
    List<int[]> cells = scattered(900, 2 * MANY);
    for (int k = 900; k < 1800; k++) {
      for (int year = 0; year < 5; year++) {
        cells.add(new int[] {k, 4000 + k % 1000, year});
      }
    }
    EnginePanel panel = panel(cells, 1, 7);
    DenseModel model = model("firm", "city");
    RegressionResult within = fit(panel, "firm", model).get(0);
    RegressionResult none = fit(panel, "", model).get(0);
    RegressionResult byCity = fit(panel, "city", model).get(0);
    Agreement.between(within, none, 1e-9);
    Agreement.between(within, byCity, 1e-9);
  }
}
