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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panelworks.EstimationException;
import org.panelworks.SettingsException;

/**
 * Covariances against what defines them: jackknives against estimates without the row or cluster,
 * serial ones against those that they become at no lag and at all lags.
 */
class CovarianceFamilyTest {
  private static final int FIRMS = 7;
  private static final int YEARS = 6;
  private static final int ROWS = FIRMS * YEARS;

  /** Firms of three regions over six years, the third of which lies two years after the second. */
  private static EnginePanel panel() {
    Random random = new Random(11);
    EnginePanel panel = EnginePanel.of(ROWS).unit("firm", "t");
    panel.withLabels("firm", labels(r -> "f" + r / YEARS));
    panel.withLabels("region", labels(r -> "g" + r / YEARS % 3));
    panel.withLabels("t", labels(r -> Integer.toString(year(r))));
    panel.withLabels("half", labels(r -> r % YEARS < 3 ? "early" : "late"));
    panel.with("t", numbers(CovarianceFamilyTest::year));
    panel.with("x", numbers(r -> random.nextGaussian() + r % 4));
    panel.with("z", numbers(r -> random.nextGaussian()));
    panel.with("w", numbers(r -> 0.5 + random.nextDouble()));
    double[] x = panel.numbers("x");
    panel.with(
        "y", numbers(r -> x[r] + (1 + r % 3) * random.nextGaussian() + Math.floorDiv(r, YEARS)));
    panel.with("group", numbers(r -> r % 5 < 2 ? 1 : 0));
    return panel;
  }

  private static int year(int row) {
    return 2000 + row % YEARS + (row % YEARS > 1 ? 1 : 0);
  }

  private static String[] labels(IntFunction<String> label) {
    String[] labels = new String[ROWS];
    Arrays.setAll(labels, label);
    return labels;
  }

  private static double[] numbers(IntToDoubleFunction number) {
    double[] numbers = new double[ROWS];
    Arrays.setAll(numbers, number);
    return numbers;
  }

  private static Dimension by(String column) {
    return new Dimension(List.of(column));
  }

  private static RegressionResult fit(
      EnginePanel panel, String formula, Vcov vcov, SmallSample rule, String predicate) {
    return fit(panel, formula, vcov, rule, predicate, "w");
  }

  private static RegressionResult fit(
      EnginePanel panel,
      String formula,
      Vcov vcov,
      SmallSample rule,
      String predicate,
      String weights) {
    ModelSpec spec =
        new ModelSpec(
            "(3)", Formula.parse(formula), predicate, weights, vcov, rule, Singletons.KEEP, 0.95);
    return PanelRegression.of(PanelRegression.Options.defaults())
        .fit(panel.blocks(3, 5), List.of(spec))
        .models()
        .get(0);
  }

  private static double[] estimates(RegressionResult result) {
    return result.coefficients().stream()
        .mapToDouble(RegressionResult.Coefficient::estimate)
        .toArray();
  }

  private static void close(double[][] actual, double[][] expected) {
    assertThat(actual).hasNumberOfRows(expected.length);
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected.length; j++) {
        double scale = Math.sqrt(expected[i][i] * expected[j][j]);
        assertThat(actual[i][j]).as("%d %d", i, j).isCloseTo(expected[i][j], within(1e-9 * scale));
      }
    }
  }

  private static void addOuter(double[][] sum, double[] change) {
    for (int i = 0; i < change.length; i++) {
      for (int j = 0; j < change.length; j++) {
        sum[i][j] += change[i] * change[j];
      }
    }
  }

  /** Σ (b(g) − b)(b(g) − b)' over groups of rows, each left out by a condition. */
  private static double[][] leftOut(String formula, IntFunction<String> group, int width) {
    EnginePanel panel = panel();
    double[] all = estimates(fit(panel, formula, new Vcov.Iid(), SmallSample.NONE, ""));
    double[][] sum = new double[width][width];
    for (String out : Arrays.stream(labels(group)).distinct().toList()) {
      EnginePanel kept =
          panel.copy().with("kept", numbers(r -> group.apply(r).equals(out) ? 0 : 1));
      double[] change = estimates(fit(kept, formula, new Vcov.Iid(), SmallSample.NONE, "kept"));
      for (int k = 0; k < width; k++) {
        change[k] -= all[k];
      }
      addOuter(sum, change);
    }
    return sum;
  }

  private static double[][] times(double factor, double[][] matrix) {
    return Arrays.stream(matrix)
        .map(row -> Arrays.stream(row).map(v -> v * factor).toArray())
        .toArray(double[][]::new);
  }

  @Test
  void aWaldTestOfAllSlopesIsTheModelsF() {
    RegressionResult result =
        fit(panel(), "y ~ x + z | firm", new Vcov.Robust(), SmallSample.FIXEST, "");
    WaldTest both = result.wald(List.of("z", "x"));
    assertThat(both.statistic()).isCloseTo(result.stats().f(), within(1e-10));
    assertThat(both.pValue()).isCloseTo(result.stats().fPValue(), within(1e-12));
    assertThat(both.df1()).isEqualTo(2);
    WaldTest one = result.wald(List.of("x"));
    RegressionResult.Coefficient x = result.coefficients().get(0);
    assertThat(one.statistic()).isCloseTo(x.statistic() * x.statistic(), within(1e-9));
    assertThat(one.pValue()).isCloseTo(x.pValue(), within(1e-12));
    assertThat(one.df2()).isEqualTo(result.stats().dfT());
  }

  @Test
  void aWaldTestOfNoTermOfTheModelIsRefused() {
    RegressionResult result = fit(panel(), "y ~ x + z", new Vcov.Robust(), SmallSample.FIXEST, "");
    assertThatThrownBy(() -> result.wald(List.of("x", "zz")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll("(3)", "zz", "did you mean `z`?");
    assertThatThrownBy(() -> result.wald(List.of("x", "x")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void hc3IsTheJackknifeOverRows() {
    RegressionResult hc3 =
        fit(panel(), "y ~ x + z", new Vcov.Robust(Vcov.Hc.HC3), SmallSample.REGHDFE, "");
    close(hc3.vcov(), leftOut("y ~ x + z", Integer::toString, 3));
    assertThat(hc3.covariance().type()).isEqualTo("hc3");
  }

  /** Neyman's variance of a difference of means: HC2 is unbiased for it. */
  @Test
  void hc2OfTwoGroupsIsTheSumOfTheirMeansVariances() {
    EnginePanel panel = panel();
    RegressionResult hc2 =
        fit(panel, "y ~ group", new Vcov.Robust(Vcov.Hc.HC2), SmallSample.FIXEST, "", "");
    double expected = 0;
    for (double which : new double[] {0, 1}) {
      double[] y = new double[ROWS];
      int n = 0;
      for (int r = 0; r < ROWS; r++) {
        if (panel.numbers("group")[r] == which) {
          y[n++] = panel.numbers("y")[r];
        }
      }
      double mean = Arrays.stream(y, 0, n).average().orElseThrow();
      double squares = Arrays.stream(y, 0, n).map(v -> (v - mean) * (v - mean)).sum();
      expected += squares / (n - 1) / n;
    }
    assertThat(hc2.vcov()[1][1]).isCloseTo(expected, within(1e-12 * expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"y ~ x + z", "y ~ x + z | firm", "y ~ x + z | region"})
  void theClusterJackknifeLeavesEachClusterOut(String formula) {
    RegressionResult jackknife =
        fit(panel(), formula, new Vcov.ClusterJackknife(by("region")), SmallSample.REGHDFE, "");
    double[][] sum = leftOut(formula, r -> "g" + r / YEARS % 3, jackknife.coefficients().size());
    close(jackknife.vcov(), times(2.0 / 3, sum));
    assertThat(jackknife.stats().dfT()).isEqualTo(2);
    assertThat(jackknife.covariance().clusterCounts()).containsExactly(3L);
  }

  @Test
  void theClusterJackknifeOverUnitsLeavesEachUnitOut() {
    RegressionResult jackknife =
        fit(
            panel(),
            "y ~ x + z | firm",
            new Vcov.ClusterJackknife(by("firm")),
            SmallSample.NONE,
            "");
    close(jackknife.vcov(), times(6.0 / 7, leftOut("y ~ x + z | firm", r -> "f" + r / YEARS, 2)));
  }

  @Test
  void theClusterJackknifeRefusesEffectsThatCrossClusters() {
    assertThatThrownBy(
            () ->
                fit(
                    panel(),
                    "y ~ x | firm + half",
                    new Vcov.ClusterJackknife(by("firm")),
                    SmallSample.REGHDFE,
                    ""))
        .isInstanceOf(EstimationException.class)
        .hasMessageContainingAll("(3)", "nested in firm", "half is not");
  }

  @Test
  void theClusterJackknifeRefusesATermOfOneCluster() {
    EnginePanel panel = panel().with("own", numbers(r -> r / YEARS == 4 ? r % 5 : 0));
    assertThatThrownBy(
            () ->
                fit(
                    panel,
                    "y ~ own | firm",
                    new Vcov.ClusterJackknife(by("firm")),
                    SmallSample.REGHDFE,
                    ""))
        .isInstanceOf(EstimationException.class)
        .hasMessageContainingAll("(3)", "without a cluster of firm", "1 of 7");
  }

  @Test
  void withoutLagsDriscollKraayIsClusteredByTime() {
    RegressionResult serial =
        fit(panel(), "y ~ x + z | firm", new Vcov.DriscollKraay("t", 0), SmallSample.NONE, "");
    RegressionResult cluster =
        fit(panel(), "y ~ x + z | firm", new Vcov.Cluster(List.of(by("t"))), SmallSample.NONE, "");
    close(serial.vcov(), cluster.vcov());
    assertThat(serial.covariance().lags()).hasValue(0);
    assertThat(serial.covariance().clusterCounts()).containsExactly((long) YEARS);
  }

  @Test
  void withoutLagsNeweyWestIsRobust() {
    RegressionResult serial =
        fit(panel(), "y ~ x + z | firm", new Vcov.NeweyWest("firm", "t", 0), SmallSample.NONE, "");
    close(
        serial.vcov(),
        fit(panel(), "y ~ x + z | firm", new Vcov.Robust(), SmallSample.NONE, "").vcov());
  }

  /** A step of one from the second year to the third, although two calendar years lie between. */
  @Test
  void lagsAreStepsBetweenObservedTimes() {
    EnginePanel even = panel().copy().with("t", numbers(r -> 10 + r % YEARS));
    even.withLabels("t", labels(r -> Integer.toString(10 + r % YEARS)));
    for (Vcov vcov :
        List.<Vcov>of(new Vcov.DriscollKraay("t", 2), new Vcov.NeweyWest("firm", "t", 2))) {
      close(
          fit(panel(), "y ~ x + z | firm", vcov, SmallSample.REGHDFE, "").vcov(),
          fit(even, "y ~ x + z | firm", vcov, SmallSample.REGHDFE, "").vcov());
    }
  }

  @Test
  void theAutomaticLagIsTheFourthRootOfThePeriods() {
    RegressionResult serial =
        fit(panel(), "y ~ x", new Vcov.DriscollKraay("t", Vcov.AUTOMATIC), SmallSample.REGHDFE, "");
    assertThat(serial.covariance().lags()).hasValue(1);
  }

  @Test
  void asManyLagsAsPeriodsAreRefused() {
    assertThatThrownBy(
            () -> fit(panel(), "y ~ x", new Vcov.DriscollKraay("t", YEARS), SmallSample.NONE, ""))
        .isInstanceOf(EstimationException.class)
        .hasMessageContainingAll("(3)", "6 lags", "there are 6");
  }

  @Test
  void serialCovariancesGoByThePanelsUnitAndTime() {
    assertThatThrownBy(
            () -> fit(panel(), "y ~ x", new Vcov.NeweyWest("region", "t", 1), SmallSample.NONE, ""))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll("newey-west", "unit, firm, not region");
    assertThatThrownBy(
            () ->
                fit(
                    panel().rearranged("firm", ""),
                    "y ~ x",
                    new Vcov.DriscollKraay("t", 1),
                    SmallSample.NONE,
                    ""))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll("driscoll-kraay", "the panel has none");
  }

  @Test
  void hc2AndHc3WantNoFixedEffectsAndNoRowAlone() {
    assertThatThrownBy(
            () -> fit(panel(), "y ~ x | firm", new Vcov.Robust(Vcov.Hc.HC2), SmallSample.NONE, ""))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll("(3)", "hc2", "without fixed effects");
    EnginePanel panel = panel().with("lone", numbers(r -> r == 7 ? 1 : 0));
    assertThatThrownBy(
            () -> fit(panel, "y ~ x + lone", new Vcov.Robust(Vcov.Hc.HC3), SmallSample.NONE, ""))
        .isInstanceOf(EstimationException.class)
        .hasMessageContainingAll("(3)", "hc3", "1 row determines a coefficient alone");
  }
}
