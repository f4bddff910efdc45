package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.panelworks.EstimationException;
import org.panelworks.SettingsException;
import org.panelworks.panel.PanelBlocks;

/** P-values of the wild cluster bootstrap: by hand, their size, what they depend on, refusals. */
class WildBootstrapTest {
  private static final int ROWS = 60;

  private static String[] labels(int rows, IntFunction<String> label) {
    String[] labels = new String[rows];
    Arrays.setAll(labels, label);
    return labels;
  }

  private static double[] numbers(int rows, IntToDoubleFunction number) {
    double[] numbers = new double[rows];
    Arrays.setAll(numbers, number);
    return numbers;
  }

  private static EnginePanel panel() {
    Random random = new Random(5);
    EnginePanel panel = EnginePanel.of(ROWS).unit("firm", "t");
    panel.withLabels("firm", labels(ROWS, r -> "f" + r / 5));
    panel.withLabels("year", labels(ROWS, r -> "y" + r % 5));
    panel.withLabels("one", labels(ROWS, r -> "all"));
    panel.with("t", numbers(ROWS, r -> r % 5));
    panel.with("x", numbers(ROWS, r -> random.nextGaussian()));
    panel.with("z", numbers(ROWS, r -> random.nextGaussian()));
    panel.with("firmwide", numbers(ROWS, r -> Math.floorDiv(r, 5)));
    double[] x = panel.numbers("x");
    panel.with("y", numbers(ROWS, r -> 0.4 * x[r] + random.nextGaussian() * (1 + r % 3)));
    return panel;
  }

  private static WildBootstrap of(
      WildBootstrap.Weights weights, WildBootstrap.Tail tail, int replications, long seed) {
    return new WildBootstrap(
        List.of("x"),
        List.of(),
        weights,
        WildBootstrap.Residuals.RESTRICTED,
        tail,
        replications,
        seed);
  }

  private static ModelSpec spec(String formula, Vcov vcov, WildBootstrap... bootstraps) {
    return ModelSpec.of("(2)", Formula.parse(formula), vcov).with(List.of(bootstraps));
  }

  private static Vcov by(String... ways) {
    return new Vcov.Cluster(
        Arrays.stream(ways).map(way -> new Dimension(List.of(way.split("\\^", -1)))).toList());
  }

  private static List<WildTest> tests(PanelBlocks blocks, ModelSpec spec) {
    return result(blocks, spec).wildTests();
  }

  private static RegressionResult result(PanelBlocks blocks, ModelSpec spec) {
    return PanelRegression.of(PanelRegression.Options.defaults())
        .fit(blocks, List.of(spec))
        .models()
        .get(0);
  }

  /**
   * The mean of 1, 2 and 4: of the eight sums ±1 ± 2 ± 4 two are as far out as 7. With b = 7/3 and
   * residuals −4/3, −1/3 and 5/3, t = 7 / √(42/9); of the draw (−1, 1, 1), b* = 5/3 and residuals
   * −8/3, 1/3, 7/3 give t* = 5 / √(114/9).
   */
  @Test
  void aMeanOfThreeClustersByHand() {
    EnginePanel panel = EnginePanel.of(3);
    panel.withLabels("g", "a", "b", "c").with("y", 1, 2, 4).with("x", 1, 1, 1);
    ModelSpec spec =
        spec(
                "y ~ 0 + x",
                by("g"),
                of(WildBootstrap.Weights.RADEMACHER, WildBootstrap.Tail.SYMMETRIC, 99, 1))
            .with(SmallSample.NONE);
    WildTest test = tests(panel.oneBlock(), spec).get(0);
    assertThat(test.enumerated()).isTrue();
    assertThat(test.replications()).isEqualTo(8);
    assertThat(test.pValue()).isEqualTo(0.25);
    assertThat(test.ties()).isEqualTo(2);
    assertThat(test.undefined()).isZero();
    assertThat(test.statistic()).isCloseTo(7 / Math.sqrt(42 / 9.0), within(1e-12));
    assertThat(test.draws()[0]).isCloseTo(test.statistic(), within(1e-12));
    assertThat(Arrays.stream(test.draws()))
        .anySatisfy(t -> assertThat(t).isCloseTo(5 / Math.sqrt(114 / 9.0), within(1e-12)));
  }

  /** Upwards only the sample itself, so twice 1 in 8. */
  @Test
  void theEqualTailPValueIsTwiceTheSmallerTail() {
    EnginePanel panel = EnginePanel.of(3);
    panel.withLabels("g", "a", "b", "c").with("y", 1, 2, 4).with("x", 1, 1, 1);
    ModelSpec spec =
        spec(
            "y ~ 0 + x",
            by("g"),
            of(WildBootstrap.Weights.RADEMACHER, WildBootstrap.Tail.EQUAL_TAIL, 7, 1));
    WildTest test = tests(panel.oneBlock(), spec).get(0);
    assertThat(test.enumerated()).isTrue();
    assertThat(test.pValue()).isEqualTo(0.25);
  }

  @Test
  void drawsAreEnumeratedOnlyWhereAllAreWanted() {
    EnginePanel panel = EnginePanel.of(3);
    panel.withLabels("g", "a", "b", "c").with("y", 1, 2, 4).with("x", 1, 1, 1);
    for (WildBootstrap options :
        List.of(
            of(WildBootstrap.Weights.RADEMACHER, WildBootstrap.Tail.SYMMETRIC, 6, 1),
            of(WildBootstrap.Weights.WEBB, WildBootstrap.Tail.SYMMETRIC, 99, 1))) {
      WildTest test = tests(panel.oneBlock(), spec("y ~ 0 + x", by("g"), options)).get(0);
      assertThat(test.enumerated()).isFalse();
      assertThat(test.replications()).isEqualTo(options.replications());
    }
  }

  @Test
  void theStatisticIsTheModelsOwn() {
    RegressionResult result =
        result(
            panel().oneBlock(),
            spec("y ~ x + z | firm + year", by("firm"), WildBootstrap.of("z", "x")));
    assertThat(result.wildTests()).extracting(WildTest::term).containsExactly("z", "x");
    for (int k = 0; k < 2; k++) {
      double t = result.coefficients().get(1 - k).statistic();
      assertThat(result.wildTests().get(k).statistic()).isCloseTo(t, within(1e-12 * Math.abs(t)));
    }
  }

  @Test
  void aNamedClusterServesAModelThatIsClusteredOtherwise() {
    WildBootstrap named =
        new WildBootstrap(
            List.of("x"),
            List.of(new Dimension(List.of("firm"))),
            WildBootstrap.Weights.RADEMACHER,
            WildBootstrap.Residuals.RESTRICTED,
            WildBootstrap.Tail.SYMMETRIC,
            199,
            3);
    WildTest own =
        tests(
                panel().oneBlock(),
                spec(
                    "y ~ x | firm",
                    by("firm"),
                    of(WildBootstrap.Weights.RADEMACHER, WildBootstrap.Tail.SYMMETRIC, 199, 3)))
            .get(0);
    for (Vcov vcov : List.of(new Vcov.Robust(), by("firm", "year"))) {
      WildTest test = tests(panel().oneBlock(), spec("y ~ x | firm", vcov, named)).get(0);
      assertThat(test.draws()).containsExactly(own.draws());
      assertThat(test.statistic()).isEqualTo(own.statistic());
      assertThat(test.clusters()).isEqualTo(12);
    }
  }

  @Test
  void blocksAndTheirOrderDoNotShow() {
    for (String way : new String[] {"firm", "year", "firm^year"}) {
      for (WildBootstrap.Weights weights : WildBootstrap.Weights.values()) {
        ModelSpec spec =
            spec(
                "y ~ x + z | firm + year",
                by(way),
                of(weights, WildBootstrap.Tail.SYMMETRIC, 60, 11));
        WildTest one = tests(panel().oneBlock(), spec).get(0);
        WildTest three = tests(panel().blocks(3, 8), spec).get(0);
        WildTest travelled =
            tests(new SerialisingBlocks(panel().schema(), panel().blockList(4, 2), 6), spec).get(0);
        assertThat(three.draws()).containsExactly(one.draws(), within(1e-11));
        assertThat(travelled.draws()).containsExactly(one.draws(), within(1e-11));
        assertThat(three.pValue()).isEqualTo(one.pValue());
      }
    }
  }

  @Test
  void theSeedSettlesTheDraws() {
    double[][] draws = new double[2][];
    for (int seed = 0; seed < 2; seed++) {
      ModelSpec spec =
          spec(
              "y ~ x | firm",
              by("firm"),
              of(WildBootstrap.Weights.WEBB, WildBootstrap.Tail.SYMMETRIC, 50, seed));
      draws[seed] = tests(panel().oneBlock(), spec).get(0).draws();
      assertThat(tests(panel().oneBlock(), spec).get(0).draws()).containsExactly(draws[seed]);
    }
    assertThat(draws[0]).isNotEqualTo(draws[1]);
  }

  /** Both distributions have mean 0 and variance 1. */
  @Test
  void weightsHaveMeanZeroAndVarianceOne() {
    for (WildBootstrap.Weights weights : WildBootstrap.Weights.values()) {
      WildDraws draws = WildDraws.of(of(weights, WildBootstrap.Tail.SYMMETRIC, 2_000, 4), 40);
      double sum = 0;
      double squares = 0;
      for (int b = 0; b < draws.count(); b++) {
        for (double v : draws.draw(b)) {
          sum += v;
          squares += v * v;
        }
      }
      assertThat(sum / 80_000).isCloseTo(0, within(0.015));
      assertThat(squares / 80_000).isCloseTo(1, within(0.01));
    }
  }

  /**
   * Twelve clusters of very unequal size, a regressor and errors that are the same within them: the
   * bootstrap rejects a true hypothesis about as often as it says, the t test too often.
   */
  @Test
  void theBootstrapHoldsItsSizeWhereTheTTestDoesNot() {
    int trials = 400;
    int byBootstrap = 0;
    int byT = 0;
    for (int trial = 0; trial < trials; trial++) {
      RegressionResult result =
          result(
              unequalClusters(trial).oneBlock(),
              spec(
                  "y ~ x",
                  by("g"),
                  of(WildBootstrap.Weights.RADEMACHER, WildBootstrap.Tail.SYMMETRIC, 199, trial)));
      byBootstrap += result.wildTests().get(0).pValue() <= 0.05 ? 1 : 0;
      byT += result.coefficients().get(1).pValue() <= 0.05 ? 1 : 0;
    }
    assertThat((double) byBootstrap / trials).isBetween(0.03, 0.08);
    assertThat((double) byT / trials).isGreaterThan(0.10);
  }

  private static EnginePanel unequalClusters(long seed) {
    Random random = new Random(seed);
    double[] x = numbers(12, g -> random.nextGaussian());
    double[] common = numbers(12, g -> random.nextGaussian());
    int rows = 12 * 13 / 2 * 2;
    int[] cluster = new int[rows];
    for (int r = 0, g = 0, left = 2; r < rows; r++) {
      cluster[r] = g;
      if (--left == 0) {
        g++;
        left = 2 * (g + 1);
      }
    }
    return EnginePanel.of(rows)
        .withLabels("g", labels(rows, r -> "g" + cluster[r]))
        .with("x", numbers(rows, r -> x[cluster[r]] + 0.3 * random.nextGaussian()))
        .with("y", numbers(rows, r -> common[cluster[r]] + random.nextGaussian()));
  }

  private static void refused(
      Class<? extends Exception> kind, EnginePanel panel, ModelSpec spec, String... words) {
    assertThatThrownBy(() -> tests(panel.oneBlock(), spec))
        .isInstanceOf(kind)
        .hasMessageContainingAll(words);
  }

  @Test
  void termsThatAreNoCoefficientsAreRefused() {
    Class<SettingsException> kind = SettingsException.class;
    refused(
        kind,
        panel(),
        spec("y ~ x + z", by("firm"), WildBootstrap.of("zz")),
        "(2)",
        "names zz, which is no term",
        "did you mean `z`?");
    refused(
        kind,
        panel(),
        spec("y ~ x + firmwide | firm", by("firm"), WildBootstrap.of("firmwide")),
        "(2)",
        "firmwide, which was left out as collinear");
    refused(
        kind,
        panel(),
        spec("y ~ x", by("firm"), WildBootstrap.of("(Intercept)")),
        "the constant is not bootstrapped");
  }

  @Test
  void withoutOneClusteringOneMustBeNamed() {
    for (Vcov vcov : List.of(new Vcov.Iid(), new Vcov.Robust(), by("firm", "year"))) {
      assertThatThrownBy(() -> spec("y ~ x", vcov, WildBootstrap.of("x")))
          .isInstanceOf(SettingsException.class)
          .hasMessageContainingAll("(2)", "wild bootstrap of x", "must name its cluster");
    }
  }

  @Test
  void oneClusterIsRefused() {
    refused(
        EstimationException.class,
        panel(),
        spec("y ~ x", by("one"), WildBootstrap.of("x")),
        "(2)",
        "one has one cluster");
  }

  @Test
  void replicationsAndTermsAreBounded() {
    for (int replications : new int[] {0, -1, 1_000_001}) {
      assertThatThrownBy(
              () -> of(WildBootstrap.Weights.WEBB, WildBootstrap.Tail.SYMMETRIC, replications, 1))
          .isInstanceOf(SettingsException.class)
          .hasMessageContainingAll("replications", "1000000", "got " + replications);
    }
    assertThatThrownBy(() -> WildBootstrap.of("x", "x"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("twice");
    assertThatThrownBy(WildBootstrap::of)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("must name a term");
  }

  @Test
  void manyLevelsThatCrossTheClustersAreRefused() {
    int rows = 6_200;
    Random random = new Random(1);
    EnginePanel panel = EnginePanel.of(rows).unit("firm", "");
    panel.withLabels("firm", labels(rows, r -> "f" + r / 20));
    panel.withLabels("city", labels(rows, r -> "c" + r % 1550));
    panel.with("x", numbers(rows, r -> random.nextGaussian()));
    panel.with("y", numbers(rows, r -> random.nextGaussian()));
    refused(
        EstimationException.class,
        panel,
        spec("y ~ x | firm + city", by("firm"), WildBootstrap.of("x")),
        "(2)",
        "wild bootstrap over firm",
        "at most 1500 levels",
        "there are 1550");
  }

  @Test
  void manyPairsOfClustersThatShareAUnitAreRefused() {
    int rows = 2_002;
    Random random = new Random(1);
    EnginePanel panel = EnginePanel.of(rows).unit("firm", "");
    panel.withLabels("firm", labels(rows, r -> "f" + r / 1001));
    panel.withLabels("day", labels(rows, r -> "d" + r % 1001));
    panel.with("x", numbers(rows, r -> random.nextGaussian()));
    panel.with("y", numbers(rows, r -> random.nextGaussian()));
    refused(
        EstimationException.class,
        panel,
        spec("y ~ x | firm", by("day"), WildBootstrap.of("x")),
        "(2)",
        "wild bootstrap over day",
        "1000000 pairs of clusters that share a unit; there are more");
  }

  /** One row has the regressor and is fitted in every sample, so that no score is left. */
  @Test
  void drawsWithoutVarianceAreCountedAsUndefined() {
    EnginePanel panel = EnginePanel.of(4);
    panel.withLabels("g", "a", "a", "b", "b").with("y", 1, 3, 2, 5).with("x", 1, 0, 0, 0);
    WildTest test =
        tests(
                panel.oneBlock(),
                spec(
                    "y ~ 0 + x",
                    by("g"),
                    of(WildBootstrap.Weights.RADEMACHER, WildBootstrap.Tail.SYMMETRIC, 9, 1)))
            .get(0);
    assertThat(test.undefined()).isEqualTo(4);
    assertThat(test.pValue()).isNaN();
  }
}
