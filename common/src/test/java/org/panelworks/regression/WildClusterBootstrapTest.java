package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.panelworks.linalg.LabelHash;
import org.panelworks.panel.PanelBlocks;

/**
 * Every statistic of the wild cluster bootstrap against the dense dummy-variable regression of the
 * same bootstrap sample.
 */
class WildClusterBootstrapTest {
  private static final int FIRMS = 9;
  private static final int YEARS = 5;
  private static final int ROWS = FIRMS * YEARS;
  private static final int DRAWS = 12;

  /** Firms of three regions, which now and then change their sector and skip the third year. */
  private static EnginePanel panel(long seed) {
    Random random = new Random(seed);
    EnginePanel panel = EnginePanel.of(ROWS).unit("firm", "t");
    panel.withLabels("firm", labels(r -> "f" + r / YEARS));
    panel.withLabels("region", labels(r -> "g" + r / YEARS % 3));
    panel.withLabels("year", labels(r -> "y" + r % YEARS));
    panel.withLabels("sector", labels(r -> "s" + (r / YEARS + random.nextInt(4) / 3) % 4));
    panel.with("t", numbers(r -> 2000 + r % YEARS));
    panel.with("x", numbers(r -> random.nextGaussian() + r % 4));
    panel.with("z", numbers(r -> random.nextGaussian() + 3));
    panel.with("w", numbers(r -> 0.5 + random.nextDouble()));
    double[] x = panel.numbers("x");
    panel.with(
        "y",
        numbers(r -> 0.3 * x[r] + (1 + r % 3) * random.nextGaussian() + Math.floorDiv(r, YEARS)));
    byte[] dropped = new byte[ROWS];
    for (int r = 2; r < ROWS; r += 3 * YEARS) {
      dropped[r] = 1;
    }
    return panel.droppedAt(dropped);
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

  private static DenseModel model(String effects, String way, String weights) {
    List<DenseModel.Effect> list = new ArrayList<>();
    if (!effects.isEmpty()) {
      for (String effect : effects.split(" ", -1)) {
        String[] parts = effect.replace("]", "").split("\\[", -1);
        list.add(
            new DenseModel.Effect(
                List.of(parts[0].split("\\^", -1)), List.of(parts).subList(1, parts.length), true));
      }
    }
    return DenseModel.of("y", List.of("x", "z"), list.toArray(DenseModel.Effect[]::new))
        .weightedBy(weights)
        .clustered(List.of(way.split("\\^", -1)))
        .under(SmallSample.REGHDFE, Singletons.KEEP);
  }

  private static WildBootstrap bootstrap(
      WildBootstrap.Weights weights, WildBootstrap.Residuals residuals) {
    return new WildBootstrap(
        List.of("x", "z"), List.of(), weights, residuals, WildBootstrap.Tail.SYMMETRIC, DRAWS, 7);
  }

  private static RegressionResult fit(PanelBlocks blocks, ModelSpec spec) {
    return PanelRegression.of(PanelRegression.Options.defaults())
        .fit(blocks, List.of(spec))
        .models()
        .get(0);
  }

  /**
   * Weighted residuals of y on the dummies and on other regressors, over the rows in the sample.
   */
  private static double[] residuals(EnginePanel panel, DenseModel model, List<String> regressors) {
    double[] root =
        numbers(
            r ->
                !panel.inSample(r)
                    ? 0
                    : model.weights().isEmpty() ? 1 : Math.sqrt(panel.numbers("w")[r]));
    List<double[]> columns = new ArrayList<>();
    columns.add(numbers(r -> 1));
    for (DenseModel.Effect effect : model.effects()) {
      for (String level : Arrays.stream(cells(panel, effect.columns())).distinct().toList()) {
        String[] cells = cells(panel, effect.columns());
        columns.add(numbers(r -> cells[r].equals(level) ? 1 : 0));
        for (String slope : effect.slopes()) {
          columns.add(numbers(r -> cells[r].equals(level) ? panel.numbers(slope)[r] - 2002 : 0));
        }
      }
    }
    regressors.forEach(name -> columns.add(panel.numbers(name).clone()));
    List<double[]> basis = new ArrayList<>();
    for (double[] column : columns) {
      Arrays.setAll(column, r -> column[r] * root[r]);
      double before = dot(column, column);
      project(basis, column);
      double after = dot(column, column);
      if (after > 1e-18 * before) {
        Arrays.setAll(column, r -> column[r] / Math.sqrt(after));
        basis.add(column);
      }
    }
    double[] rest = numbers(r -> root[r] * panel.numbers("y")[r]);
    project(basis, rest);
    return numbers(r -> root[r] == 0 ? 0 : rest[r] / root[r]);
  }

  private static void project(List<double[]> basis, double[] column) {
    for (int sweep = 0; sweep < 3; sweep++) {
      for (double[] q : basis) {
        double along = dot(q, column);
        Arrays.setAll(column, r -> column[r] - along * q[r]);
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int r = 0; r < a.length; r++) {
      sum += a[r] * b[r];
    }
    return sum;
  }

  private static String[] cells(EnginePanel panel, List<String> columns) {
    return labels(
        r -> String.join(" ", columns.stream().map(name -> panel.labels(name)[r]).toList()));
  }

  /** The clusters' places among the weights: in the order of their hashes. */
  private static Map<String, Integer> places(EnginePanel panel, String way) {
    List<String> clusters =
        Arrays.stream(cells(panel, List.of(way)))
            .distinct()
            .sorted(
                Comparator.comparingLong(
                    label ->
                        way.equals(panel.unit())
                            ? LabelHash.combine(LabelHash.of(label), 0)
                            : LabelHash.of(label)))
            .toList();
    Map<String, Integer> places = new HashMap<>();
    clusters.forEach(cluster -> places.put(cluster, places.size()));
    return places;
  }

  private static double statistic(EnginePanel panel, DenseModel model, String term, double null0)
      throws DenseRegression.Refused {
    DenseRegression.Outcome outcome = DenseRegression.of(panel, model);
    int place = outcome.terms().indexOf(term);
    return (outcome.estimates()[place] - null0) / Math.sqrt(outcome.vcov()[place][place]);
  }

  private static void drawsAreThoseOfDenseRegressions(
      EnginePanel panel, DenseModel model, WildBootstrap options) throws DenseRegression.Refused {
    String way = model.cluster().get(0).get(0);
    RegressionResult result = fit(panel.blocks(3, 5), model.spec().with(List.of(options)));
    Map<String, Integer> places = places(panel, way);
    WildDraws weights = WildDraws.of(options, places.size());
    assertThat(result.wildTests()).hasSize(2);
    for (WildTest test : result.wildTests()) {
      assertThat(test.clusters()).isEqualTo(places.size());
      assertThat(test.statistic())
          .isCloseTo(
              statistic(panel, model, test.term(), 0), within(1e-9 * scale(test.statistic())));
      List<String> kept = new ArrayList<>(model.regressors());
      double null0 = 0;
      if (options.residuals() == WildBootstrap.Residuals.RESTRICTED) {
        kept.remove(test.term());
      } else {
        null0 = result.coefficients().get(place(result, test.term())).estimate();
      }
      double[] u = residuals(panel, model, kept);
      assertThat(test.draws()).hasSize(weights.count());
      for (int b = 0; b < weights.count(); b++) {
        double[] v = weights.draw(b);
        String[] clusters = panel.labels(way);
        double[] y = panel.numbers("y");
        EnginePanel drawn =
            panel
                .copy()
                .with(
                    "y", numbers(r -> y[r] - u[r] + v[places.getOrDefault(clusters[r], 0)] * u[r]));
        double expected = statistic(drawn, model, test.term(), null0);
        assertThat(test.draws()[b])
            .as("%s draw %d", test.term(), b)
            .isCloseTo(expected, within(1e-9 * scale(expected)));
      }
    }
  }

  private static double scale(double value) {
    return Math.max(1, Math.abs(value));
  }

  private static int place(RegressionResult result, String term) {
    return result.coefficients().stream()
        .map(RegressionResult.Coefficient::term)
        .toList()
        .indexOf(term);
  }

  @ParameterizedTest
  @CsvSource({
    "'', region, firm",
    "'', sector, ''",
    "firm, firm, firm",
    "region, firm, firm",
    "firm year, firm, firm",
    "firm year, region, firm",
    "firm year, sector, firm",
    "firm, year, firm",
    "firm year, year, firm",
    "firm sector^year, region, firm",
    "firm region^year, region, firm",
    "firm sector year, year, firm",
    "firm[t] year, firm, firm",
    "firm[t] year, year, firm",
    "firm^sector year, sector, firm",
    "firm year, region, ''",
    "firm year, year, region",
  })
  void everyDrawIsARegression(String effects, String way, String unit)
      throws DenseRegression.Refused {
    EnginePanel panel = panel(3).rearranged(unit, unit.equals("firm") ? "t" : "");
    for (String weights : new String[] {"", "w"}) {
      DenseModel model = model(effects, way, weights);
      drawsAreThoseOfDenseRegressions(
          panel,
          model,
          bootstrap(WildBootstrap.Weights.RADEMACHER, WildBootstrap.Residuals.RESTRICTED));
      drawsAreThoseOfDenseRegressions(
          panel,
          model,
          bootstrap(WildBootstrap.Weights.WEBB, WildBootstrap.Residuals.UNRESTRICTED));
    }
  }
}
