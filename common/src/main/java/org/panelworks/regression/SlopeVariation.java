package org.panelworks.regression;

import java.io.Serializable;
import java.util.Arrays;

/** In how many levels of a grouping a number is the same in every row, and in how many zero. */
final class SlopeVariation implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] low;
  private final double[] high;
  private long constantWithin;
  private long zeroWithin;

  /**
   * Nothing seen yet.
   *
   * @param levels levels of a grouping that crosses units; 0 for one within units
   */
  SlopeVariation(int levels) {
    low = new double[levels];
    high = new double[levels];
    clear(low, high);
  }

  private static void clear(double[] low, double[] high) {
    Arrays.fill(low, Double.POSITIVE_INFINITY);
    Arrays.fill(high, Double.NEGATIVE_INFINITY);
  }

  /** Adds a run of rows: {@code number} their levels, {@code count} how many within the run. */
  void add(int[] number, int count, boolean crossing, double[] values, UnitRun run) {
    double[] lowest = crossing ? low : new double[count];
    double[] highest = crossing ? high : new double[count];
    if (!crossing) {
      clear(lowest, highest);
    }
    for (int r = 0; r < run.size(); r++) {
      double value = values[run.row(r)];
      lowest[number[r]] = Math.min(lowest[number[r]], value);
      highest[number[r]] = Math.max(highest[number[r]], value);
    }
    if (!crossing) {
      constantWithin += constant(lowest, highest);
      zeroWithin += zero(lowest, highest);
    }
  }

  SlopeVariation merge(SlopeVariation other) {
    for (int l = 0; l < low.length; l++) {
      low[l] = Math.min(low[l], other.low[l]);
      high[l] = Math.max(high[l], other.high[l]);
    }
    constantWithin += other.constantWithin;
    zeroWithin += other.zeroWithin;
    return this;
  }

  /** Levels in which the number is the same in every row. */
  long constant() {
    return constantWithin + constant(low, high);
  }

  /** Levels in which the number is zero in every row. */
  long zero() {
    return zeroWithin + zero(low, high);
  }

  private static long constant(double[] low, double[] high) {
    long constant = 0;
    for (int l = 0; l < low.length; l++) {
      constant += low[l] >= high[l] ? 1 : 0;
    }
    return constant;
  }

  private static long zero(double[] low, double[] high) {
    long zero = 0;
    for (int l = 0; l < low.length; l++) {
      zero += low[l] >= 0 && high[l] <= 0 ? 1 : 0;
    }
    return zero;
  }
}
