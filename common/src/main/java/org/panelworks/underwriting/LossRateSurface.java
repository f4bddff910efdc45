package org.panelworks.underwriting;

import java.util.Arrays;
import org.panelworks.SettingsException;

/**
 * The largest acceptable loss rate over a grid of both attitudes.
 *
 * @param u1 the grid's values, ascending, in (0, 1)
 * @param u2 likewise
 * @param largest [u1][u2]; negative where no cover is possible
 */
public record LossRateSurface(double[] u1, double[] u2, double[][] largest) {
  private static final int MOST = 200;

  /** The surface over a grid. */
  public static LossRateSurface of(Grid first, Grid second) {
    double[] u1 = first.values();
    double[] u2 = second.values();
    double[][] largest = new double[u1.length][u2.length];
    for (int i = 0; i < u1.length; i++) {
      for (int j = 0; j < u2.length; j++) {
        largest[i][j] = new RiskAttitudes(u1[i], u2[j]).largestLossRate();
      }
    }
    return new LossRateSurface(u1, u2, largest);
  }

  /** Number of points of the grid at which no cover is possible. */
  public long infeasible() {
    return Arrays.stream(largest).flatMapToDouble(Arrays::stream).filter(v -> v < 0).count();
  }

  /**
   * Equally spaced values.
   *
   * @param from the first, in (0, 1)
   * @param to the last, in (from, 1)
   * @param points their number, 2 to 200
   */
  public record Grid(double from, double to, int points) {
    public Grid {
      if (!(from > 0 && from < to && to < 1)) {
        throw new SettingsException(
            "the grid must run from a lower to a higher value in (0, 1), got "
                + from
                + " to "
                + to);
      }
      if (points < 2 || points > MOST) {
        throw new SettingsException("the grid must have 2 to " + MOST + " points, got " + points);
      }
    }

    double[] values() {
      double[] values = new double[points];
      for (int i = 0; i < points; i++) {
        values[i] = i == points - 1 ? to : from + i * (to - from) / (points - 1);
      }
      return values;
    }
  }
}
