package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases that once gave a wrong number or none. */
class EngineRepairTest {
  private static RegressionResult fit(EnginePanel panel, DenseModel model) {
    return PanelRegression.of(PanelRegression.Options.defaults())
        .fit(panel.blocks(2, 4), List.of(model.spec()))
        .models()
        .get(0);
  }

  private static EnginePanel panel(int firms, int years, long seed) {
    Random random = new Random(seed);
    int rows = firms * years;
    String[] firm = new String[rows];
    String[] year = new String[rows];
    double[] x = new double[rows];
    double[] z = new double[rows];
    double[] y = new double[rows];
    for (int r = 0; r < rows; r++) {
      firm[r] = "f" + r / years;
      year[r] = "y" + r % years;
      x[r] = 5 + random.nextGaussian();
      z[r] = random.nextGaussian();
      y[r] = 100 + x[r] + random.nextGaussian();
    }
    return EnginePanel.of(rows)
        .withLabels("firm", firm)
        .withLabels("year", year)
        .with("x", x)
        .with("z", z)
        .with("y", y)
        .unit("firm", "");
  }

  /** Nothing in y ~ 0 + x | firm[[z]] spans the constant, so no mean may be taken out. */
  @Test
  void slopesAloneWithoutAConstantAreNotCentred() throws DenseRegression.Refused {
    EnginePanel panel = panel(8, 5, 1);
    DenseModel model =
        DenseModel.of("y", List.of("x"))
            .without(new DenseModel.Effect(List.of("firm"), List.of("z"), false));
    Agreement.withDense(fit(panel, model), DenseRegression.of(panel, model), model, 1e-10);
  }

  @Test
  void withinRSquaredOfSlopesAloneIsAgainstTheConstantAndTheSlopes()
      throws DenseRegression.Refused {
    EnginePanel panel = panel(8, 5, 1);
    DenseModel model =
        DenseModel.of(
            "y", List.of("x"), new DenseModel.Effect(List.of("firm"), List.of("z"), false));
    Agreement.withDense(fit(panel, model), DenseRegression.of(panel, model), model, 1e-10);
  }

  @Test
  void anEffectMayStandBesideItsOwnSlopes() throws DenseRegression.Refused {
    EnginePanel panel = panel(8, 6, 2);
    DenseModel model =
        DenseModel.of(
            "y",
            List.of("x"),
            DenseModel.Effect.of("firm"),
            new DenseModel.Effect(List.of("firm"), List.of("z"), false));
    RegressionResult result = fit(panel, model);
    Agreement.withDense(result, DenseRegression.of(panel, model), model, 1e-10);
    assertThat(result.stats().dfResidual()).isEqualTo(48 - 1 - 8 - 8);
  }

  /** With many correlated indicators the product of pivots is tiny where none of them is. */
  @Test
  void theJointTestOfAHundredIndicatorsIsDefined() {
    int levels = 101;
    EnginePanel panel = panel(levels, 4, 3);
    String[] group = panel.labels("firm");
    List<String> names = new ArrayList<>();
    for (int level = 1; level < levels; level++) {
      double[] indicator = new double[group.length];
      for (int r = 0; r < indicator.length; r++) {
        indicator[r] = group[r].equals("f" + level) ? 1 : 0;
      }
      names.add("d" + level);
      panel.with("d" + level, indicator);
    }
    RegressionResult result = fit(panel, DenseModel.of("y", names));
    double r2 = result.stats().r2();
    double expected = r2 / 100 / ((1 - r2) / (404 - 101));
    Agreement.close("F", result.stats().f(), expected, 1e-9 * expected);
    assertThat(result.stats().fPValue()).isBetween(0.0, 1.0);
  }

  /** Fewer clusters than slopes: their covariance has no inverse. */
  @Test
  void theJointTestOfMoreSlopesThanClustersIsUndefined() {
    EnginePanel panel = panel(3, 12, 4);
    Random random = new Random(9);
    List<String> names = new ArrayList<>();
    for (int k = 0; k < 5; k++) {
      names.add("x" + k);
      panel.with("x" + k, random.doubles(36).toArray());
    }
    RegressionResult result = fit(panel, DenseModel.of("y", names).clustered(List.of("firm")));
    assertThat(result.stats().f()).isNaN();
  }

  /** Year effects ten thousand times what they leave hide that c = a + b from the first sums. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void collinearityUnderHugeEffectsIsFound(long seed) {
    EnginePanel panel = panel(40, 8, 5);
    Random random = new Random(seed);
    String[] year = panel.labels("year");
    double[] a = new double[panel.rows()];
    double[] b = new double[panel.rows()];
    double[] c = new double[panel.rows()];
    for (int r = 0; r < a.length; r++) {
      double effect = 2e4 * Math.sin((double) seed * year[r].charAt(1));
      a[r] = effect + random.nextGaussian();
      b[r] = 0.37 * effect + random.nextGaussian();
      c[r] = 0.731 * a[r] - 1.917 * b[r];
    }
    panel.with("a", a).with("b", b).with("c", c);
    DenseModel model =
        DenseModel.of(
            "y",
            List.of("a", "b", "c"),
            DenseModel.Effect.of("firm"),
            DenseModel.Effect.of("year"));
    RegressionResult result = fit(panel, model);
    assertThat(result.coefficients()).extracting("term").containsExactly("a", "b");
    assertThat(result.dropped().collinear().get(0).reason()).contains("linear combination");
  }

  /** Slopes are of the deviations from the level's own values, however far from zero they lie. */
  @Test
  void slopesOfAVariableFarFromZeroKeepTheirDigits() {
    EnginePanel panel = panel(8, 7, 7);
    double[] far = panel.numbers("z").clone();
    for (int r = 0; r < far.length; r++) {
      far[r] = 1e9 + Math.round(far[r] * 1024) / 1024.0;
    }
    panel.with("far", far);
    DenseModel.Effect trend = new DenseModel.Effect(List.of("firm"), List.of("far"), true);
    DenseModel model =
        DenseModel.of("y", List.of("x"), trend).under(SmallSample.NONE, Singletons.KEEP);
    ExactRegression.Outcome exact = ExactRegression.of(panel, model);
    RegressionResult result = fit(panel, model);
    Agreement.close("x", result.coefficients().get(0).estimate(), exact.estimates()[0], 1e-11);
    Agreement.close(
        "s.e.", result.coefficients().get(0).stdError(), Math.sqrt(exact.vcov()[0][0]), 1e-11);
  }

  @Test
  void aPerfectFitHasItsCoefficientsAndNoNegativeSumOfSquares() {
    EnginePanel panel = panel(8, 7, 8);
    double[] x = panel.numbers("x");
    double[] z = panel.numbers("z");
    double[] exact = new double[x.length];
    for (int r = 0; r < x.length; r++) {
      exact[r] = 2 * x[r] - 3 * z[r] + 10 * (r / 7);
    }
    panel.with("exact", exact);
    RegressionResult result =
        fit(panel, DenseModel.of("exact", List.of("x", "z"), DenseModel.Effect.of("firm")));
    Agreement.close("x", result.coefficients().get(0).estimate(), 2, 1e-12);
    Agreement.close("z", result.coefficients().get(1).estimate(), -3, 1e-12);
    assertThat(result.stats().rss()).isBetween(0.0, 1e-20);
    assertThat(result.coefficients().get(0).stdError()).isBetween(0.0, 1e-10);
  }

  /**
   * With several ways of clusters the constant's variance can be negative where that of the centred
   * columns is not: the covariance is repaired as the columns stand. Seed 506 is such a panel.
   */
  @Test
  void negativeVariancesAreRepairedAsTheColumnsStand() throws DenseRegression.Refused {
    RandomStudy study = RandomStudy.of(506, 8);
    int repaired = 0;
    for (DenseModel model : study.models()) {
      if (model.estimatesConstant()
          && model.cluster().size() > 1
          && !model.cluster().contains(List.of("all"))) {
        DenseRegression.Outcome dense = DenseRegression.of(study.panel(), model);
        RegressionResult result = fit(study.panel(), model);
        Agreement.withDense(result, dense, model, 1e-8);
        repaired += result.covariance().repaired() ? 1 : 0;
      }
    }
    assertThat(repaired).isPositive();
  }
}
