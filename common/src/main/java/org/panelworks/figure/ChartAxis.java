package org.panelworks.figure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * One axis of a chart: its range and its ticks, at round numbers.
 *
 * @param low least value shown
 * @param high greatest value shown, above {@code low}
 * @param step distance of the ticks, one, two or five times a power of ten
 */
record ChartAxis(double low, double high, BigDecimal step) {
  private static final int MOST_TICKS = 6;

  /** An axis that shows exactly a range; a range of a single value is widened around it. */
  static ChartAxis over(double low, double high) {
    double pad = low < high ? 0 : low == 0 ? 1 : Math.abs(low) / 2;
    double from = low - pad;
    double to = high + pad;
    double rough = (to - from) / MOST_TICKS;
    BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(Math.log10(rough)));
    BigDecimal step = power.multiply(BigDecimal.TEN);
    for (int factor : new int[] {5, 2, 1}) {
      BigDecimal candidate = power.multiply(BigDecimal.valueOf(factor));
      if (candidate.doubleValue() >= rough) {
        step = candidate;
      }
    }
    return new ChartAxis(from, to, step.stripTrailingZeros());
  }

  /** An axis that runs from tick to tick and shows a range. */
  static ChartAxis around(double low, double high) {
    ChartAxis exact = over(low, high);
    double unit = exact.step.doubleValue();
    return new ChartAxis(
        Math.floor(exact.low / unit) * unit, Math.ceil(exact.high / unit) * unit, exact.step);
  }

  /** The ticks as they are printed, from the least. */
  List<BigDecimal> ticks() {
    List<BigDecimal> ticks = new ArrayList<>();
    double unit = step.doubleValue();
    long first = (long) Math.ceil(low / unit - 1e-9);
    long last = (long) Math.floor(high / unit + 1e-9);
    for (long i = first; i <= last; i++) {
      ticks.add(step.multiply(BigDecimal.valueOf(i)));
    }
    return ticks;
  }

  /** Where a value stands between the ends, 0 to 1. */
  double share(double value) {
    return (value - low) / (high - low);
  }
}
