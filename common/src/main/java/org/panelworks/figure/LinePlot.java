package org.panelworks.figure;

import java.util.List;

/**
 * Lines over a number or a time: trends of units, densities of years.
 *
 * @param title what is shown
 * @param xLabel of the horizontal axis
 * @param yLabel of the vertical axis
 * @param naming where the lines are named
 * @param series at least one with a value
 */
public record LinePlot(
    String title, String xLabel, String yLabel, Naming naming, List<Series> series) {

  /** Where the lines are named. */
  public enum Naming {
    /** At their ends: for times, each a tick. */
    AT_END,
    /** In a legend, in colours that grow darker along their order: for lines that end together. */
    LEGEND
  }

  public LinePlot {
    series = List.copyOf(series);
    boolean any = false;
    for (Series one : series) {
      for (double y : one.y()) {
        any |= !Double.isNaN(y);
      }
    }
    if (!any) {
      throw new IllegalArgumentException("a line plot needs a value");
    }
  }

  /**
   * A line.
   *
   * @param name as it is shown
   * @param x ascending, [points]
   * @param y NaN where the line is broken, [points]
   */
  public record Series(String name, double[] x, double[] y) {
    public Series {
      if (x.length != y.length || x.length == 0) {
        throw new IllegalArgumentException("a line needs as many x as y, and at least one");
      }
    }
  }

  /** The figure as one svg element. */
  public String svg() {
    return new LineDrawing(this).svg();
  }
}
