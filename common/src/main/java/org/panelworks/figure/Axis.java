package org.panelworks.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * A numeric axis with ticks at round numbers.
 *
 * @param from its lower end
 * @param to its upper end, above the lower
 * @param ticks round numbers in between, ascending
 */
record Axis(double from, double to, List<BigDecimal> ticks) {
  private static final double[] STEPS = {1, 2, 2.5, 5, 10};

  /** An axis that holds some values, its ends at ticks. */
  static Axis around(double least, double most, int about) {
    double range = most > least ? most - least : Math.max(1e-9, Math.abs(most) * 0.1);
    BigDecimal step = step(range / about);
    BigDecimal first = floor(least, step);
    List<BigDecimal> ticks = new ArrayList<>(List.of(first));
    while (ticks.get(ticks.size() - 1).doubleValue() < most) {
      ticks.add(ticks.get(ticks.size() - 1).add(step));
    }
    if (ticks.size() == 1) {
      ticks.add(first.add(step));
    }
    return new Axis(first.doubleValue(), ticks.get(ticks.size() - 1).doubleValue(), ticks);
  }

  /** The smallest of the round steps that is not below a width. */
  private static BigDecimal step(double width) {
    double power = Math.pow(10, Math.floor(Math.log10(width)));
    for (double step : STEPS) {
      if (step * power >= width * (1 - 1e-9)) {
        return new BigDecimal(step * power).round(new MathContext(2)).stripTrailingZeros();
      }
    }
    return new BigDecimal(10 * power).round(new MathContext(2)).stripTrailingZeros();
  }

  private static BigDecimal floor(double value, BigDecimal step) {
    return step.multiply(BigDecimal.valueOf(Math.floor(value / step.doubleValue() + 1e-9)));
  }

  /** Where a value lies, 0 at the lower end and 1 at the upper. */
  double share(double value) {
    return (value - from) / (to - from);
  }

  /** A tick as it is written. */
  String label(BigDecimal tick) {
    int scale = ticks.stream().mapToInt(BigDecimal::scale).max().orElse(0);
    return tick.setScale(Math.max(0, scale), java.math.RoundingMode.HALF_EVEN).toPlainString();
  }
}
