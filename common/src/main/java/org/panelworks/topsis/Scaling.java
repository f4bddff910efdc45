package org.panelworks.topsis;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.panelworks.DataException;

/**
 * The min-max values r of the indicators in each scope: (x − min) / (max − min) for a positive
 * indicator, (max − x) / (max − min) for a negative one, 0 for one that is constant in the scope.
 */
final class Scaling implements Serializable {
  private static final long serialVersionUID = 1L;

  private final boolean[] negative;
  private final long[] count;
  private final double[][] least;
  private final double[][] most;
  private final boolean[][] constant;

  /** Where r is 0, [indicators][scopes]. */
  private final double[][] worst;

  /** From there to where r is 1, [indicators][scopes]; infinite where constant, so that r is 0. */
  private final double[][] way;

  /** Mean of r, [scopes][indicators]. */
  private final double[][] mean;

  /** Mean of x, [scopes][indicators]. */
  private final double[][] rawMean;

  /**
   * Scales.
   *
   * @param ranges of each scope
   */
  Scaling(List<Indicator> indicators, List<IndicatorRanges> ranges) {
    int scopes = ranges.size();
    int m = indicators.size();
    this.negative = new boolean[m];
    this.count = new long[scopes];
    this.least = new double[scopes][m];
    this.most = new double[scopes][m];
    this.constant = new boolean[scopes][m];
    this.worst = new double[m][scopes];
    this.way = new double[m][scopes];
    this.mean = new double[scopes][m];
    this.rawMean = new double[scopes][m];
    for (int j = 0; j < m; j++) {
      negative[j] = indicators.get(j).direction() == Direction.NEGATIVE;
      for (int s = 0; s < scopes; s++) {
        take(ranges.get(s), s, j, indicators.get(j).column());
      }
    }
  }

  private void take(IndicatorRanges ranges, int s, int j, String column) {
    count[s] = ranges.count();
    least[s][j] = ranges.least(j);
    most[s][j] = ranges.most(j);
    constant[s][j] = ranges.isConstant(j);
    rawMean[s][j] = ranges.mean(j);
    double range = most[s][j] - least[s][j];
    worst[j][s] = negative[j] ? most[s][j] : least[s][j];
    way[j][s] = constant[s][j] ? Double.POSITIVE_INFINITY : negative[j] ? -range : range;
    double relative = constant[s][j] ? 0 : ranges.relativeMean(j);
    mean[s][j] = negative[j] && !constant[s][j] ? 1 - relative : relative;
    if (Double.isInfinite(most[s][j] - least[s][j])) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "indicator `%s` spans from %s to %s, more than a number holds: rescale it",
              column,
              least[s][j],
              most[s][j]));
    }
  }

  int scopes() {
    return count.length;
  }

  int indicators() {
    return negative.length;
  }

  /** Rows of a scope. */
  long count(int scope) {
    return count[scope];
  }

  boolean isConstant(int scope, int indicator) {
    return constant[scope][indicator];
  }

  boolean isNegative(int indicator) {
    return negative[indicator];
  }

  double least(int scope, int indicator) {
    return least[scope][indicator];
  }

  double most(int scope, int indicator) {
    return most[scope][indicator];
  }

  double range(int scope, int indicator) {
    return most[scope][indicator] - least[scope][indicator];
  }

  /** The largest absolute value. */
  double size(int scope, int indicator) {
    return Math.max(Math.abs(least[scope][indicator]), Math.abs(most[scope][indicator]));
  }

  /** Mean of r. */
  double mean(int scope, int indicator) {
    return mean[scope][indicator];
  }

  /** Mean of x. */
  double rawMean(int scope, int indicator) {
    return rawMean[scope][indicator];
  }

  /** Where an indicator's r is 0 in each scope, [scopes]; borrowed. */
  double[] worst(int indicator) {
    return worst[indicator];
  }

  /**
   * How far it is in each scope from there to where r is 1, [scopes], negative for a negative
   * indicator, so that r is |(x − worst) / way|; infinite where it is constant; borrowed.
   */
  double[] way(int indicator) {
    return way[indicator];
  }

  /**
   * The values of an indicator as r, [rows].
   *
   * @param scopes the scope of each row, [rows]
   */
  double[] scaled(double[] values, int indicator, int[] scopes) {
    double[] from = worst[indicator];
    double[] over = way[indicator];
    double[] scaled = new double[values.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = Math.abs((values[i] - from[scopes[i]]) / over[scopes[i]]);
    }
    return scaled;
  }
}
