package org.panelworks.figure;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Points over two axes, with cut lines that make quadrants, and a line through the points in their
 * order where one is wanted.
 *
 * @param title what is shown
 * @param xLabel the name of the horizontal axis
 * @param yLabel the name of the vertical axis
 * @param points up to {@link #MOST_LABELS} of them are named
 * @param xCut where a vertical line cuts; empty for none
 * @param yCut where a horizontal line cuts; empty for none
 * @param quadrants names of the upper left, upper right, lower left and lower right; empty for none
 * @param joined whether a line joins the points
 */
public record ScatterPlot(
    String title,
    String xLabel,
    String yLabel,
    List<Point> points,
    OptionalDouble xCut,
    OptionalDouble yCut,
    List<String> quadrants,
    boolean joined) {
  static final int MOST_LABELS = 60;

  public ScatterPlot {
    points = List.copyOf(points);
    quadrants = List.copyOf(quadrants);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a plot needs a point");
    }
    if (!quadrants.isEmpty() && (quadrants.size() != 4 || xCut.isEmpty() || yCut.isEmpty())) {
      throw new IllegalArgumentException("quadrants are four, between two cut lines");
    }
  }

  /** A plain scatter, without cut lines. */
  public static ScatterPlot of(String title, String xLabel, String yLabel, List<Point> points) {
    OptionalDouble none = OptionalDouble.empty();
    return new ScatterPlot(title, xLabel, yLabel, points, none, none, List.of(), false);
  }

  /** The same points joined by a line. */
  public ScatterPlot withLine() {
    return new ScatterPlot(title, xLabel, yLabel, points, xCut, yCut, quadrants, true);
  }

  /**
   * A point.
   *
   * @param name shown beside it, or when it is pointed at
   */
  public record Point(String name, double x, double y) {
    public Point {
      if (!Double.isFinite(x) || !Double.isFinite(y)) {
        throw new IllegalArgumentException("a point must be finite, got " + x + ", " + y);
      }
    }
  }

  /** The figure as one svg element. */
  public String svg() {
    ChartAxis xAxis = axis(points.stream().mapToDouble(Point::x).toArray());
    ChartAxis yAxis = axis(points.stream().mapToDouble(Point::y).toArray());
    Chart chart = new Chart(title, xAxis, yAxis);
    String dashes = "stroke=\"#888\" stroke-dasharray=\"4 4\"";
    xCut.ifPresent(x -> chart.line(x, yAxis.low(), x, yAxis.high(), dashes));
    yCut.ifPresent(y -> chart.line(xAxis.low(), y, xAxis.high(), y, dashes));
    chart.frame(xLabel, yLabel);
    if (!quadrants.isEmpty()) {
      corner(chart, xAxis.low(), yAxis.high(), "start", 16, quadrants.get(0));
      corner(chart, xAxis.high(), yAxis.high(), "end", 16, quadrants.get(1));
      corner(chart, xAxis.low(), yAxis.low(), "start", -8, quadrants.get(2));
      corner(chart, xAxis.high(), yAxis.low(), "end", -8, quadrants.get(3));
    }
    for (int i = 1; joined && i < points.size(); i++) {
      Point from = points.get(i - 1);
      Point to = points.get(i);
      chart.line(from.x(), from.y(), to.x(), to.y(), "stroke=\"#1f5a99\"");
    }
    boolean named = points.size() <= MOST_LABELS;
    for (Point point : points) {
      String where =
          String.format(Locale.ROOT, "%s (%.4g, %.4g)", point.name(), point.x(), point.y());
      chart.disc(point.x(), point.y(), named ? 4 : 2.4, "#1f5a99", where);
      if (named) {
        chart.text(chart.x(point.x()) + 6, chart.y(point.y()) - 6, "start", point.name());
      }
    }
    return chart.svg();
  }

  private static ChartAxis axis(double[] values) {
    double low = values[0];
    double high = values[0];
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return ChartAxis.around(low, high);
  }

  private static void corner(
      Chart chart, double x, double y, String anchor, int down, String name) {
    chart.text(chart.x(x) + (anchor.equals("start") ? 8 : -8), chart.y(y) + down, anchor, name);
  }
}
