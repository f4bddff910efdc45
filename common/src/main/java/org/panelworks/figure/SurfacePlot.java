package org.panelworks.figure;

import java.util.Arrays;
import java.util.Locale;

/**
 * A surface over a grid, seen from above: the greater, the darker; where it is negative, the region
 * is hatched and called infeasible.
 *
 * @param title what is shown
 * @param xLabel the name of the horizontal axis
 * @param yLabel the name of the vertical axis
 * @param x the grid's values, ascending, equally spaced, [x]
 * @param y likewise, [y]
 * @param values [x][y], in percent of the legend
 * @param infeasible what the hatched region is called
 */
public record SurfacePlot(
    String title,
    String xLabel,
    String yLabel,
    double[] x,
    double[] y,
    double[][] values,
    String infeasible) {
  private static final int SHADES = 6;

  /** The figure as one svg element. */
  public String svg() {
    double dx = (x[x.length - 1] - x[0]) / (x.length - 1);
    double dy = (y[y.length - 1] - y[0]) / (y.length - 1);
    Chart chart =
        new Chart(
            title,
            ChartAxis.over(x[0] - dx / 2, x[x.length - 1] + dx / 2),
            ChartAxis.over(y[0] - dy / 2, y[y.length - 1] + dy / 2));
    double greatest =
        Arrays.stream(values).flatMapToDouble(Arrays::stream).filter(v -> v >= 0).max().orElse(0);
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        cell(chart, i, j, dx, dy, greatest);
      }
    }
    chart.frame(xLabel, yLabel);
    legend(chart, greatest);
    return chart.svg();
  }

  private void cell(Chart chart, int i, int j, double dx, double dy, double greatest) {
    double left = chart.x(x[i] - dx / 2);
    double top = chart.y(y[j] + dy / 2);
    double width = chart.x(x[i] + dx / 2) - left;
    double height = chart.y(y[j] - dy / 2) - top;
    boolean feasible = values[i][j] >= 0;
    chart.shape(
        "rect",
        "x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"%s\"%s",
        left,
        top,
        width + 0.3,
        height + 0.3,
        feasible ? color(values[i][j], greatest) : "#e3e3e3",
        feasible ? "" : " class=\"infeasible\"");
    if (!feasible) {
      chart.shape(
          "path",
          "d=\"M%.2f %.2f l%.2f %.2f\" stroke=\"#aaa\" stroke-width=\"0.6\"",
          left,
          top + height,
          width,
          -height);
    }
  }

  private void legend(Chart chart, double greatest) {
    double left = chart.margin();
    for (int s = 0; s <= SHADES; s++) {
      double value = greatest * (SHADES - s) / SHADES;
      double top = chart.top() + 18.0 * s;
      chart.shape(
          "rect",
          "x=\"%.1f\" y=\"%.1f\" width=\"16\" height=\"18\" fill=\"%s\"",
          left,
          top,
          color(value, greatest));
      chart.text(left + 22, top + 13, "start", String.format(Locale.ROOT, "%.3g", value));
    }
    double top = chart.top() + 18.0 * (SHADES + 2);
    chart.shape(
        "rect", "x=\"%.1f\" y=\"%.1f\" width=\"16\" height=\"18\" fill=\"#e3e3e3\"", left, top);
    chart.text(left + 22, top + 13, "start", infeasible);
  }

  /** From a light to a dark blue. */
  private static String color(double value, double greatest) {
    double share = greatest > 0 ? value / greatest : 0;
    return String.format(
        Locale.ROOT,
        "#%02x%02x%02x",
        Math.round(222 - 191 * share),
        Math.round(235 - 145 * share),
        Math.round(247 - 94 * share));
  }
}
