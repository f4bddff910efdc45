package org.panelworks.topsis;

import java.io.Serializable;
import java.util.Arrays;
import org.panelworks.linalg.CompensatedArray;

/** Count, minimum, maximum and sum of each indicator over some rows; mergeable. */
final class IndicatorRanges implements Serializable {
  private static final long serialVersionUID = 1L;

  private long count;
  private final double[] least;
  private final double[] most;

  /** Sums are taken of differences from a first value, so that an offset costs no digit. */
  private final double[] origin;

  private final CompensatedArray sum;

  IndicatorRanges(int indicators) {
    this.least = new double[indicators];
    this.most = new double[indicators];
    this.origin = new double[indicators];
    this.sum = new CompensatedArray(indicators);
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(most, Double.NEGATIVE_INFINITY);
    Arrays.fill(origin, Double.NaN);
  }

  void countRows(long rows) {
    count += rows;
  }

  /** What sums of an indicator are taken from: its first value, once it has one. */
  double origin(int indicator, double first) {
    if (Double.isNaN(origin[indicator])) {
      origin[indicator] = first;
    }
    return origin[indicator];
  }

  /** Adds the range of some values and the sum of their differences from the origin. */
  void add(int indicator, double low, double high, double differences) {
    least[indicator] = Math.min(least[indicator], low);
    most[indicator] = Math.max(most[indicator], high);
    sum.add(indicator, differences);
  }

  IndicatorRanges merge(IndicatorRanges other) {
    for (int j = 0; j < least.length; j++) {
      if (other.count > 0 && count == 0) {
        origin[j] = other.origin[j];
      } else if (other.count > 0) {
        sum.add(j, other.count * (other.origin[j] - origin[j]));
      }
      least[j] = Math.min(least[j], other.least[j]);
      most[j] = Math.max(most[j], other.most[j]);
    }
    sum.merge(other.sum);
    count += other.count;
    return this;
  }

  long count() {
    return count;
  }

  double least(int indicator) {
    return least[indicator];
  }

  double most(int indicator) {
    return most[indicator];
  }

  /** Whether the indicator does not vary beyond the rounding of its values. */
  boolean isConstant(int indicator) {
    double size = Math.max(Math.abs(least[indicator]), Math.abs(most[indicator]));
    return most[indicator] - least[indicator] <= 4 * Math.ulp(size);
  }

  /** The mean as a share of the way from the minimum to the maximum, in [0, 1]. */
  double relativeMean(int indicator) {
    double range = most[indicator] - least[indicator];
    double mean = (origin[indicator] - least[indicator]) + sum.value(indicator) / count;
    return Math.max(0, Math.min(1, mean / range));
  }

  /** The mean. */
  double mean(int indicator) {
    return origin[indicator] + sum.value(indicator) / count;
  }
}
