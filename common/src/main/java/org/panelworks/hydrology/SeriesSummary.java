package org.panelworks.hydrology;

import java.util.Arrays;

/**
 * Descriptive statistics of the values that are there.
 *
 * @param count number of values
 * @param mean NaN without a value, as are the following
 * @param sd standard deviation, divisor n − 1; NaN for a single value
 * @param min the least
 * @param median the mean of the middle two of an even number
 * @param max the greatest
 */
public record SeriesSummary(
    int count, double mean, double sd, double min, double median, double max) {

  /** The statistics of values, NaN where missing. */
  public static SeriesSummary of(double[] values) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    int n = sorted.length;
    if (n == 0) {
      double none = Double.NaN;
      return new SeriesSummary(0, none, none, none, none, none);
    }
    double mean = Arrays.stream(sorted).sum() / n;
    double squares = Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum();
    return new SeriesSummary(
        n,
        mean,
        n > 1 ? Math.sqrt(squares / (n - 1)) : Double.NaN,
        sorted[0],
        (sorted[(n - 1) / 2] + sorted[n / 2]) / 2,
        sorted[n - 1]);
  }
}
