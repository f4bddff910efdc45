package org.panelworks.jobs.topsis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.panelworks.figure.HeatMap;
import org.panelworks.figure.LinePlot;
import org.panelworks.figure.StackedBars;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.topsis.EvaluationMeans;
import org.panelworks.topsis.ScoreMethod;
import org.panelworks.topsis.TopsisModel;

/** Trends of units, heat map of units and years, stacked obstacles by criterion and year. */
final class TopsisFigures {
  /** Lines in one figure that a reader can still follow. */
  private static final int MOST_LINES = 32;

  private static final int MOST_ROWS = 80;

  private final TopsisModel model;
  private final Results results;

  TopsisFigures(TopsisModel model, Results results) {
    this.model = model;
    this.results = results;
  }

  static String scoreName(TopsisModel model) {
    return model.options().method() == ScoreMethod.ENTROPY_INDEX ? "Composite index" : "Closeness";
  }

  /**
   * Mean obstacle degrees of the criteria, or of the indicators where there are no criteria; of
   * more than have a fill of their own the largest, and the others together.
   */
  void obstacles(EvaluationMeans means) {
    int m = model.options().indicators().size();
    List<String> criteria = model.options().criteria();
    int from = criteria.isEmpty() ? 0 : m;
    List<String> names = criteria.isEmpty() ? model.options().columns() : criteria;
    boolean hasTime = model.times().isPresent();
    if (model.times().size() > UnitYears.MOST_TIMES) {
      return;
    }
    int[] shown = largest(means.overallObstacles(), from, names.size());
    List<String> parts = new ArrayList<>();
    Arrays.stream(shown).forEach(part -> parts.add(names.get(part)));
    if (shown.length < names.size()) {
      parts.add("other (" + (names.size() - shown.length) + ")");
    }
    List<String> bars = new ArrayList<>();
    double[][] values = new double[model.times().size()][];
    for (int time = 0; time < values.length; time++) {
      bars.add(hasTime ? "" + model.times().time(time) : "All");
      double[] degrees = means.obstacles(time);
      values[time] = parts(Arrays.copyOfRange(degrees, from, from + names.size()), shown);
    }
    String title =
        "Mean obstacle degree by "
            + (criteria.isEmpty() ? "indicator" : "criterion")
            + (hasTime ? " and year" : "");
    StackedBars plot =
        new StackedBars(title, hasTime ? "Year" : "", "Obstacle degree", bars, parts, values);
    results.figure("topsis-obstacles", title, plot.svg());
  }

  /** The parts with a fill of their own, in their order. */
  private static int[] largest(double[] overall, int from, int size) {
    IntStream all = IntStream.range(0, size);
    if (size <= StackedBars.MOST_PARTS) {
      return all.toArray();
    }
    return all.boxed()
        .sorted((a, b) -> Double.compare(overall[from + b], overall[from + a]))
        .limit(StackedBars.MOST_PARTS - 1)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  /** The degrees of the parts shown, then of all others together where there are such. */
  private static double[] parts(double[] degrees, int[] shown) {
    double[] parts = new double[Math.min(degrees.length, shown.length + 1)];
    double others = Arrays.stream(degrees).sum();
    for (int i = 0; i < shown.length; i++) {
      parts[i] = degrees[shown[i]];
      others -= parts[i];
    }
    if (parts.length > shown.length) {
      parts[shown.length] = others;
    }
    return parts;
  }

  void scores(UnitYears units) {
    if (!units.hasTime() || units.times().size() < 2) {
      return;
    }
    int place = model.columns().scorePlace(0);
    if (units.units().size() > MOST_ROWS) {
      warn("heat map and trends", MOST_ROWS);
      return;
    }
    List<String> order = units.byMean(place);
    double[][] values = new double[order.size()][units.times().size()];
    for (int row = 0; row < values.length; row++) {
      for (int column = 0; column < values[row].length; column++) {
        values[row][column] = units.value(order.get(row), units.times().get(column), place);
      }
    }
    String name = scoreName(model);
    List<String> years = units.times().stream().map(String::valueOf).toList();
    String title = name + " by unit and year";
    results.figure("topsis-heatmap", title, new HeatMap(title, order, years, values, 3).svg());
    if (order.size() > MOST_LINES) {
      warn("trends", MOST_LINES);
      return;
    }
    double[] x = units.times().stream().mapToDouble(Long::doubleValue).toArray();
    List<LinePlot.Series> lines = new ArrayList<>();
    for (int row = 0; row < values.length; row++) {
      lines.add(new LinePlot.Series(order.get(row), x, values[row]));
    }
    String trends = name + " over the years";
    LinePlot plot = new LinePlot(trends, "Year", name, LinePlot.Naming.AT_END, lines);
    results.figure("topsis-trends", trends, plot.svg());
  }

  private void warn(String what, int most) {
    results.warning(
        String.format(
            Locale.ROOT,
            "topsis: the figure of %s is left out: it shows up to %d units",
            what,
            most));
  }
}
