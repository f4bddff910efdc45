package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panelworks.DataException;
import org.panelworks.EstimationException;
import org.panelworks.SettingsException;

/** What the estimator refuses, and what it leaves out by name. */
class EngineRefusalTest {
  private static final int FIRMS = 6;
  private static final int YEARS = 4;
  private static final int ROWS = FIRMS * YEARS;

  private static EnginePanel panel() {
    Random random = new Random(3);
    EnginePanel panel = EnginePanel.of(ROWS).unit("firm", "t");
    panel.withLabels("firm", labels("f", r -> r / YEARS));
    panel.withLabels("year", labels("y", r -> r % YEARS));
    panel.withLabels("all", labels("only ", r -> 1));
    panel.with("t", numbers(r -> r % YEARS));
    panel.with("x", numbers(r -> random.nextGaussian()));
    panel.with("x2", numbers(r -> random.nextGaussian()));
    panel.with("y", numbers(r -> random.nextGaussian() + r % 3));
    panel.with("size", numbers(r -> 0.1 * Math.floorDiv(r, YEARS)));
    return panel;
  }

  private interface OfRow<T> {
    T at(int row);
  }

  private static String[] labels(String prefix, OfRow<Integer> number) {
    String[] labels = new String[ROWS];
    Arrays.setAll(labels, r -> prefix + number.at(r));
    return labels;
  }

  private static double[] numbers(OfRow<Number> number) {
    double[] numbers = new double[ROWS];
    Arrays.setAll(numbers, r -> number.at(r).doubleValue());
    return numbers;
  }

  private static ModelSpec model(String formula, Vcov vcov, String predicate, String weights) {
    return new ModelSpec(
        "(7)",
        Formula.parse(formula),
        predicate,
        weights,
        vcov,
        SmallSample.REGHDFE,
        Singletons.DROP,
        0.95);
  }

  private static Vcov cluster(String column) {
    return new Vcov.Cluster(List.of(new Dimension(List.of(column))));
  }

  private static RegressionResult fit(EnginePanel panel, ModelSpec model) {
    return PanelRegression.of(PanelRegression.Options.defaults())
        .fit(panel.blocks(3, 1), List.of(model))
        .models()
        .get(0);
  }

  private static RegressionResult fit(EnginePanel panel, String formula) {
    return fit(panel, model(formula, new Vcov.Iid(), "", ""));
  }

  @Test
  void oneClusterIsRefused() {
    assertThatThrownBy(() -> fit(panel(), model("y ~ x | firm", cluster("all"), "", "")))
        .isInstanceOf(EstimationException.class)
        .hasMessageContainingAll("(7)", "all", "one cluster");
  }

  @Test
  void oneClusterAmongTheRowsOfTheConditionIsRefused() {
    EnginePanel panel = panel().with("first", numbers(r -> r < YEARS ? 1 : 0));
    assertThatThrownBy(() -> fit(panel, model("y ~ x", cluster("firm"), "first", "")))
        .isInstanceOf(EstimationException.class)
        .hasMessageContainingAll("firm", "one cluster");
  }

  @Test
  void modelsWithoutDegreesOfFreedomAreRefused() {
    EnginePanel panel = panel().with("few", numbers(r -> r < 3 ? 1 : 0));
    assertThatThrownBy(() -> fit(panel, model("y ~ x + x2", new Vcov.Iid(), "few", "")))
        .isInstanceOf(EstimationException.class)
        .hasMessageContainingAll("(7)", "no degrees of freedom", "3 rows", "3 parameters");
  }

  /** Four rows, two slopes of firms and one of x: n − K = 1, less one for the nested effect. */
  @Test
  void clusteringWithoutADegreeOfFreedomForTheNestedEffectIsRefused() {
    EnginePanel panel =
        panel().with("few", numbers(r -> r >= YEARS && r < 3 * YEARS && r % YEARS < 2 ? 1 : 0));
    assertThatThrownBy(
            () -> fit(panel, model("y ~ x | firm + firm[[size]]", cluster("firm"), "few", "")))
        .isInstanceOf(EstimationException.class)
        .hasMessageContainingAll("(7)", "no degrees of freedom");
  }

  /** Eight rows, four firms, two years: two regressors use up what is left, clustering or not. */
  @Test
  void fitStatisticsAreUndefinedWhereEveryRowHasItsParameter() {
    EnginePanel panel = panel().with("few", numbers(r -> r < 4 * YEARS && r % YEARS < 2 ? 1 : 0));
    RegressionResult result =
        fit(panel, model("y ~ x + x2 + t:x + t:x2 | firm", cluster("firm"), "few", ""));
    assertThat(result.stats().dfResidual()).isZero();
    assertThat(result.stats().adjR2()).isNaN();
    assertThat(result.stats().rmse()).isNaN();
    assertThat(result.stats().rss()).isNotNegative();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, -7.3, 1e9 / 3, 1e-7})
  void constantResponsesAreRefused(double value) {
    Random random = new Random(8);
    EnginePanel panel =
        panel()
            .with("flat", numbers(r -> value))
            .with("w", numbers(r -> 1e4 * random.nextDouble() + 1e-3));
    for (String formula : List.of("flat ~ x", "flat ~ x | firm", "flat ~ x | year")) {
      for (String weights : List.of("", "w")) {
        assertThatThrownBy(() -> fit(panel, model(formula, new Vcov.Iid(), "", weights)))
            .as(formula)
            .isInstanceOf(EstimationException.class)
            .hasMessageContainingAll("(7)", "response flat is constant", "24 rows");
      }
    }
  }

  @Test
  void responsesThatTheFixedEffectsExplainAreRefused() {
    EnginePanel panel =
        panel().with("sum", numbers(r -> 0.3 * Math.floorDiv(r, YEARS) + 0.7 * (r % YEARS)));
    for (String formula : List.of("size ~ x | firm", "sum ~ x | firm + year")) {
      assertThatThrownBy(() -> fit(panel, formula))
          .isInstanceOf(EstimationException.class)
          .hasMessageContainingAll("(7)", "fixed effects explain the response", "in full");
    }
  }

  @Test
  void aRegressorConstantWithinFirmsAloneIsRefusedByName() {
    assertThatThrownBy(() -> fit(panel(), "y ~ size | firm + year"))
        .isInstanceOf(EstimationException.class)
        .hasMessageContainingAll("(7)", "size", "absorbed by the fixed effects", "firm + year");
  }

  @Test
  void aRegressorConstantWithinFirmsBesideOthersIsLeftOutByName() {
    RegressionResult result = fit(panel(), "y ~ size + x | firm + year");
    assertThat(result.coefficients()).extracting("term").containsExactly("x");
    assertThat(result.dropped().collinear()).extracting("term").containsExactly("size");
    assertThat(result.dropped().collinear().get(0).reason())
        .contains("absorbed by the fixed effects firm + year");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, -7.3, 1e9 / 3, 1e-7})
  void constantRegressorsAreLeftOutByName(double value) {
    Random random = new Random(8);
    EnginePanel panel =
        panel()
            .with("flat", numbers(r -> value))
            .with("w", numbers(r -> 1e8 * random.nextDouble() + 1e-3));
    for (String formula : List.of("y ~ flat + x", "y ~ flat + x | firm", "y ~ flat + x | year")) {
      for (String weights : List.of("", "w")) {
        RegressionResult result = fit(panel, model(formula, new Vcov.Iid(), "", weights));
        assertThat(result.dropped().collinear())
            .as(formula)
            .containsExactly(
                new RegressionResult.DroppedTerm("flat", "constant over the rows used"));
      }
    }
  }

  @Test
  void variationBesideTinyWeightsIsNotConstancy() {
    EnginePanel panel = panel().with("w", numbers(r -> 1e-20)).with("shifted", numbers(r -> 0));
    double[] x = panel.numbers("x");
    panel.with("shifted", Arrays.stream(x).map(v -> 1e6 + v).toArray());
    RegressionResult weighted = fit(panel, model("y ~ shifted | firm", new Vcov.Iid(), "", "w"));
    RegressionResult plain = fit(panel, "y ~ shifted | firm");
    Agreement.close(
        "slope",
        weighted.coefficients().get(0).estimate(),
        plain.coefficients().get(0).estimate(),
        1e-10);
  }

  @Test
  void emptySamplesAreRefusedWithWhatIsMissing() {
    double[] gone = numbers(r -> r < 20 ? Double.NaN : 1);
    EnginePanel panel = panel().with("gone", gone);
    panel.withLabels("region", labels("r", r -> 1));
    Arrays.fill(panel.labels("region"), 20, ROWS, EnginePanel.MISSING);
    assertThatThrownBy(() -> fit(panel, "y ~ gone + x | firm + region"))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("(7)", "no rows left", "24 rows", "gone 20", "region 4");
  }

  @Test
  void missingAndZeroWeightsAreCountedApart() {
    EnginePanel panel = panel().with("w", numbers(r -> r == 3 ? Double.NaN : r == 9 ? 0 : 1));
    RegressionResult result = fit(panel, model("y ~ x | firm", new Vcov.Iid(), "", "w"));
    assertThat(result.observations()).isEqualTo(ROWS - 2);
    assertThat(result.dropped().missing()).isEqualTo(1);
    assertThat(result.dropped().zeroWeight()).isEqualTo(1);
    assertThat(result.dropped().missingByColumn()).containsEntry("w", 1L).hasSize(1);
  }

  @Test
  void negativeWeightsAreRefusedAndCounted() {
    EnginePanel panel = panel().with("w", numbers(r -> r == 3 || r == 5 ? -1e-9 : 1));
    assertThatThrownBy(() -> fit(panel, model("y ~ x | firm", new Vcov.Iid(), "", "w")))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("(7)", "weights w", "negative", "2 rows");
  }

  @Test
  void indicatorsThatAreZeroInEveryRowUsedAreLeftOutByName() {
    EnginePanel panel = panel();
    double[] y = panel.numbers("y").clone();
    for (int r = 0; r < ROWS; r++) {
      y[r] = r % YEARS == 2 ? Double.NaN : y[r];
    }
    RegressionResult result = fit(panel.with("y", y), "y ~ x + i(year) | firm");
    assertThat(result.coefficients())
        .extracting("term")
        .containsExactly("x", "year::y1", "year::y3");
    assertThat(result.dropped().collinear())
        .containsExactly(new RegressionResult.DroppedTerm("year::y2", "zero in every row used"));
  }

  @Test
  void lagsWithoutUnitOrTimeAreRefusedBeforeAnyRowIsRead() {
    for (EnginePanel panel : List.of(panel().rearranged("", ""), panel().rearranged("firm", ""))) {
      assertThatThrownBy(
              () ->
                  PanelRegression.of(PanelRegression.Options.defaults())
                      .fit(
                          new UnreadableBlocks(panel.schema()),
                          List.of(model("y ~ l(x, 1)", new Vcov.Iid(), "", ""))))
          .isInstanceOf(SettingsException.class)
          .hasMessageContainingAll("(7)", "y ~ l(x, 1)", "unit", "time");
    }
  }
}
