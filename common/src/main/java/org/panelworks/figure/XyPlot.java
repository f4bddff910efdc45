package org.panelworks.figure;

import java.util.List;

/**
 * A scatter of memberships in two sets over the unit square, with its diagonal: points above it (x
 * ≤ y) speak for x as a sufficient condition of y, points below it (x ≥ y) for a necessary one.
 *
 * @param title what is shown
 * @param xLabel the set on the horizontal axis
 * @param yLabel the set on the vertical axis
 * @param points the cases; up to {@link #MOST_LABELS} of them are named where there is room
 */
public record XyPlot(String title, String xLabel, String yLabel, List<Point> points) {
  static final int MOST_LABELS = 60;

  public XyPlot {
    points = List.copyOf(points);
  }

  /**
   * A case.
   *
   * @param name shown beside the point, or when it is pointed at
   * @param x membership in [0, 1]
   * @param y membership in [0, 1]
   * @param marked whether it stands out: a deviant case
   */
  public record Point(String name, double x, double y, boolean marked) {
    public Point {
      if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
        throw new IllegalArgumentException(
            "a point must lie in the unit square, got " + x + ", " + y);
      }
    }
  }

  /** The figure as one svg element. */
  public String svg() {
    return new XyDrawing(this).svg();
  }
}
