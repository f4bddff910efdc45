package org.panelworks.stats;

/**
 * The two order statistics that a quantile combines: (1 − weight) · x[lower] + weight · x[upper].
 *
 * @param lower rank counted from 0
 * @param upper {@code lower} or the rank after it
 * @param weight in [0, 1)
 */
record QuantilePosition(long lower, long upper, double weight) {

  /** The quantile; never outside the two values, whatever the rounding. */
  double combine(double low, double high) {
    if (weight == 0 || low == high) {
      return low;
    }
    return Math.min(high, Math.max(low, (1 - weight) * low + weight * high));
  }
}
