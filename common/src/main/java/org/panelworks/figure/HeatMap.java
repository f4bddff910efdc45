package org.panelworks.figure;

import java.util.List;
import java.util.Locale;

/**
 * Numbers of units by times as a grid of shades, each cell with its number.
 *
 * @param title what is shown
 * @param rows names of the rows, from the top
 * @param columns names of the columns
 * @param values [rows][columns], NaN where there is none
 * @param decimals of the numbers in the cells
 */
public record HeatMap(
    String title, List<String> rows, List<String> columns, double[][] values, int decimals) {
  private static final double NARROWEST = 46;
  private static final double HIGH = 20;
  private static final int TOP = 56;
  private static final double NAME = 11;
  private static final int BAR = 200;

  /** Light to dark, by lightness alone readable in print. */
  private static final int[][] SHADES = {
    {247, 251, 255}, {198, 219, 239}, {107, 174, 214}, {33, 113, 181}, {8, 48, 107}
  };

  public HeatMap {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    if (values.length != rows.size() || rows.isEmpty() || columns.isEmpty()) {
      throw new IllegalArgumentException("a heat map needs as many rows of values as names");
    }
  }

  /** The figure as one svg element. */
  public String svg() {
    double names = rows.stream().mapToDouble(name -> Svg.width(name, NAME)).max().orElse(0);
    int left = (int) Math.ceil(names) + 16;
    double cell = cell();
    double wide = cell * columns.size();
    int bottom = TOP + (int) (rows.size() * HIGH);
    Svg svg = new Svg(Svg.wideEnough(left + Math.max(wide, BAR) + 16, title), bottom + 54, title);
    svg.title(left + wide / 2, 22, title);
    for (int c = 0; c < columns.size(); c++) {
      svg.text(left + (c + 0.5) * cell, TOP - 8, "middle", NAME, "#222", columns.get(c));
    }
    double[] ends = ends();
    for (int r = 0; r < rows.size(); r++) {
      double y = TOP + r * HIGH;
      svg.text(left - 8, y + 14, "end", NAME, "#222", rows.get(r));
      for (int c = 0; c < columns.size(); c++) {
        cell(svg, left + c * cell, y, cell, r, c, ends);
      }
    }
    svg.frame(left, TOP, wide, rows.size() * HIGH);
    scale(svg, left, bottom + 16, ends);
    return svg.finish();
  }

  /** The width of a cell, in which its column's name has room. */
  private double cell() {
    double names = columns.stream().mapToDouble(name -> Svg.width(name, NAME)).max().orElse(0);
    return Math.max(NARROWEST, names + 6);
  }

  private double[] ends() {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double[] row : values) {
      for (double value : row) {
        least = value < least ? value : least;
        most = value > most ? value : most;
      }
    }
    return new double[] {least, most};
  }

  private void cell(Svg svg, double x, double y, double wide, int row, int column, double[] ends) {
    double value = values[row][column];
    if (Double.isNaN(value)) {
      svg.text(x + wide / 2, y + 14, "middle", 10, "#888", "–");
      return;
    }
    double share = ends[1] > ends[0] ? (value - ends[0]) / (ends[1] - ends[0]) : 0.5;
    String number = number(value);
    svg.box(
        x, y, wide, HIGH, shade(share), rows.get(row) + ", " + columns.get(column) + ": " + value);
    svg.text(x + wide / 2, y + 14, "middle", 10, share > 0.55 ? "#fff" : "#222", number);
  }

  private String number(double value) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private void scale(Svg svg, double x, double y, double[] ends) {
    int steps = 40;
    for (int i = 0; i < steps; i++) {
      svg.box(
          x + (double) i * BAR / steps,
          y,
          (double) BAR / steps + 0.3,
          10,
          shade((i + 0.5) / steps),
          "");
    }
    svg.frame(x, y, BAR, 10);
    svg.text(x, y + 24, "start", 10, "#222", number(ends[0]));
    svg.text(x + BAR, y + 24, "end", 10, "#222", number(ends[1]));
  }

  private static String shade(double share) {
    return Svg.mixed(SHADES, share);
  }
}
