package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Nine digits of every coefficient and standard error, and of the residual sum of squares, where
 * means and fixed effects are huge beside the noise: against {@link ExactRegression}.
 */
class EngineNumericsTest {
  private static final double NINE_DIGITS = 1e-9;

  /**
   * What the columns of a panel look like.
   *
   * @param firmInX size of the firms' effects in the regressors
   * @param yearInX size of the years' effects in the regressors
   * @param noise of the regressors
   */
  private record Shape(
      double meanX,
      double meanY,
      double firmInX,
      double firmInY,
      double yearInX,
      double yearInY,
      double noise,
      double scale) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "means %.0e %.0e, firm effects %.0e %.0e, year effects %.0e %.0e, noise %.0e, scale %.0e",
          meanX,
          meanY,
          firmInX,
          firmInY,
          yearInX,
          yearInY,
          noise,
          scale);
    }
  }

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(1e6, 1e6, 1, 1, 1, 1, 1, 1),
          new Shape(1e9, 1e9, 1, 1, 1, 1, 1, 1),
          new Shape(0, 0, 1, 1e6, 1, 1, 1, 1),
          new Shape(0, 0, 1e6, 1e6, 1, 1, 100, 1),
          new Shape(1e6, 1e9, 1e6, 1e6, 1, 1, 100, 1),
          new Shape(0, 0, 1, 1e6, 1e4, 1e6, 1, 1),
          new Shape(1e6, 1e6, 1e6, 1e6, 1e6, 1e6, 100, 1),
          new Shape(1, 1, 1, 1, 1, 1, 1, 1e-8),
          new Shape(1, 1, 1, 1, 1, 1, 1, 1e8));

  private static EnginePanel panel(Shape shape) {
    Random random = new Random(11);
    List<int[]> cells = new ArrayList<>();
    for (int firm = 0; firm < 9; firm++) {
      for (int year = 0; year < 6; year++) {
        if (random.nextInt(6) > 0) {
          cells.add(new int[] {firm, year});
        }
      }
    }
    int rows = cells.size();
    double[][] firmEffect = new double[3][9];
    double[][] yearEffect = new double[3][6];
    for (int c = 0; c < 3; c++) {
      firmEffect[c] = random.doubles(9, -1.7, 1.7).toArray();
      yearEffect[c] = random.doubles(6, -1.7, 1.7).toArray();
    }
    double[] x1 = new double[rows];
    double[] x2 = new double[rows];
    double[] y = new double[rows];
    double[] weight = new double[rows];
    double[] slope = new double[rows];
    for (int r = 0; r < rows; r++) {
      int f = cells.get(r)[0];
      int t = cells.get(r)[1];
      double u = shape.noise() * random.nextGaussian();
      double v = shape.noise() * random.nextGaussian();
      x1[r] = shape.meanX() + shape.firmInX() * firmEffect[0][f];
      x1[r] = (x1[r] + shape.yearInX() * yearEffect[0][t] + u) * shape.scale();
      x2[r] = shape.meanX() + shape.firmInX() * firmEffect[1][f];
      x2[r] = x2[r] + shape.yearInX() * yearEffect[1][t] + v + u / 2;
      y[r] = shape.meanY() + shape.firmInY() * firmEffect[2][f];
      y[r] = y[r] + shape.yearInY() * yearEffect[2][t];
      y[r] = (y[r] + (u - v) / shape.noise() + random.nextGaussian()) / shape.scale();
      weight[r] = 0.1 + random.nextDouble();
      slope[r] = 2.0e7 + 365.0 * t + random.nextInt(300);
    }
    return EnginePanel.of(rows)
        .withLabels("firm", cells.stream().map(c -> "f" + c[0]).toArray(String[]::new))
        .withLabels("year", cells.stream().map(c -> "y" + c[1]).toArray(String[]::new))
        .withLabels(
            "city", cells.stream().map(c -> "c" + (c[0] + c[1] / 3) % 4).toArray(String[]::new))
        .with("x1", x1)
        .with("x2", x2)
        .with("y", y)
        .with("weight", weight)
        .with("slope", slope)
        .unit("firm", "");
  }

  private static List<DenseModel> models() {
    DenseModel.Effect firm = DenseModel.Effect.of("firm");
    DenseModel.Effect year = DenseModel.Effect.of("year");
    List<DenseModel> shapes =
        List.of(
            DenseModel.of("y", List.of("x1", "x2"), firm),
            DenseModel.of("y", List.of("x1", "x2"), firm, year),
            DenseModel.of("y", List.of("x1", "x2"), firm, year, DenseModel.Effect.of("city")),
            DenseModel.of("y", List.of("x1", "x2"), firm, year).weightedBy("weight"));
    List<DenseModel> models = new ArrayList<>();
    for (DenseModel shape : shapes) {
      DenseModel plain = shape.under(SmallSample.NONE, Singletons.KEEP);
      models.add(plain);
      models.add(plain.robustly());
      models.add(plain.clustered(List.of("firm")));
    }
    return models;
  }

  @TestFactory
  Stream<DynamicTest> nineDigitsHoldWhereEffectsAreHuge() {
    return SHAPES.stream()
        .flatMap(
            shape ->
                Stream.of("firm", "", "year")
                    .map(
                        unit ->
                            DynamicTest.dynamicTest(
                                shape + ", unit " + unit,
                                () -> agreesWithExact(panel(shape), unit, models()))));
  }

  @Test
  void nineDigitsHoldWithoutFixedEffectsWhereMeansAreHuge() {
    DenseModel plain =
        DenseModel.of("y", List.of("x1", "x2")).under(SmallSample.NONE, Singletons.KEEP);
    for (Shape shape : SHAPES.subList(0, 2)) {
      agreesWithExact(
          panel(shape),
          "firm",
          List.of(plain, plain.robustly(), plain.clustered(List.of("year")).weightedBy("weight")));
    }
  }

  @Test
  void nineDigitsHoldWhereASlopeIsADateWithALargeMean() {
    DenseModel.Effect trend = new DenseModel.Effect(List.of("firm"), List.of("slope"), true);
    DenseModel plain =
        DenseModel.of("y", List.of("x1", "x2"), trend, DenseModel.Effect.of("year"))
            .under(SmallSample.NONE, Singletons.KEEP);
    agreesWithExact(
        panel(SHAPES.get(0)),
        "firm",
        List.of(plain, plain.robustly(), plain.clustered(List.of("firm"))));
  }

  private static void agreesWithExact(EnginePanel panel, String unit, List<DenseModel> models) {
    List<RegressionResult> results =
        PanelRegression.of(PanelRegression.Options.defaults())
            .fit(
                panel.rearranged(unit, "").blocks(3, 5),
                models.stream().map(DenseModel::spec).toList())
            .models();
    for (int m = 0; m < results.size(); m++) {
      ExactRegression.Outcome exact = ExactRegression.of(panel, models.get(m));
      RegressionResult result = results.get(m);
      assertThat(result.coefficients()).as(result.name()).hasSize(exact.estimates().length);
      digits(result.name() + " rss", result.stats().rss(), exact.rss());
      for (int k = 0; k < exact.estimates().length; k++) {
        RegressionResult.Coefficient c = result.coefficients().get(k);
        digits(result.name() + " " + c.term(), c.estimate(), exact.estimates()[k]);
        digits(result.name() + " s.e. " + c.term(), c.stdError(), Math.sqrt(exact.vcov()[k][k]));
      }
    }
  }

  private static void digits(String what, double actual, double exact) {
    assertThat(actual).as(what).isCloseTo(exact, Offset.offset(NINE_DIGITS * Math.abs(exact)));
  }
}
