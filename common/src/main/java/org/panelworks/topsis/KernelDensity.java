package org.panelworks.topsis;

import java.util.Arrays;

/**
 * Kernel density with a Gaussian kernel and Silverman's bandwidth h = 0.9 min(s, IQR / 1.34)
 * n^(−1/5) (Silverman 1986, eq. 3.31; R's {@code bw.nrd0}, quartiles of type 7). Where the
 * quartiles are equal the standard deviation alone is used; values that are all equal, or a single
 * one, have no density (bandwidth NaN).
 */
public final class KernelDensity {
  private static final double REACH = 3;

  private KernelDensity() {}

  /**
   * The bandwidth.
   *
   * @param values at least one, in any order
   */
  public static double bandwidth(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double mean = Arrays.stream(sorted).sum() / n;
    double squares = Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum();
    double deviation = Math.sqrt(squares / (n - 1));
    if (n < 2 || sorted[n - 1] == sorted[0]) {
      return Double.NaN;
    }
    double range = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.34;
    double spread = range > 0 ? Math.min(deviation, range) : deviation;
    return 0.9 * spread * Math.pow(n, -0.2);
  }

  private static double quantile(double[] sorted, double p) {
    double place = (sorted.length - 1) * p;
    int low = (int) Math.floor(place);
    int high = Math.min(low + 1, sorted.length - 1);
    return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
  }

  /** Density at some points, [points]; NaN everywhere where the bandwidth is. */
  public static double[] at(double[] points, double[] values, double bandwidth) {
    double[] density = new double[points.length];
    double scale = 1 / (values.length * bandwidth * Math.sqrt(2 * Math.PI));
    for (int i = 0; i < points.length; i++) {
      double sum = 0;
      for (double value : values) {
        double z = (points[i] - value) / bandwidth;
        sum += Math.exp(-z * z / 2);
      }
      density[i] = scale * sum;
    }
    return density;
  }

  /** Equally spaced points from three bandwidths below the least value to three above the most. */
  public static double[] grid(double least, double most, double bandwidth, int points) {
    double from = least - REACH * bandwidth;
    double to = most + REACH * bandwidth;
    double[] grid = new double[points];
    for (int i = 0; i < points; i++) {
      grid[i] = from + (to - from) * i / (points - 1);
    }
    return grid;
  }
}
