package org.panelworks.jobs.topsis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  /** Mean obstacle degrees of the criteria, or of the indicators where there are no criteria. */
  void obstacles(EvaluationMeans means) {
    int m = model.options().indicators().size();
    List<String> criteria = model.options().criteria();
    int from = criteria.isEmpty() ? 0 : m;
    List<String> parts = criteria.isEmpty() ? model.options().columns() : criteria;
    boolean hasTime = model.times().isPresent();
    if (model.times().size() > UnitYears.MOST_TIMES) {
      return;
    }
    List<String> bars = new ArrayList<>();
    double[][] values = new double[model.times().size()][parts.size()];
    for (int time = 0; time < values.length; time++) {
      bars.add(hasTime ? "" + model.times().time(time) : "All");
      System.arraycopy(means.obstacles(time), from, values[time], 0, parts.size());
    }
    String title =
        "Mean obstacle degree by "
            + (criteria.isEmpty() ? "indicator" : "criterion")
            + (hasTime ? " and year" : "");
    StackedBars plot =
        new StackedBars(title, hasTime ? "Year" : "", "Obstacle degree", bars, parts, values);
    results.figure("topsis-obstacles", title, plot.svg());
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
