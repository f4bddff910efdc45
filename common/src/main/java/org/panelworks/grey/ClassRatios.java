package org.panelworks.grey;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * The class-ratio test, which says whether a series is fit for GM(1,1): every ratio λ(k) = x(k − 1)
 * / x(k), k = 2, …, n, must lie between exp(−2 / (n + 1)) and exp(2 / (n + 1)) (Deng 1982; Liu and
 * Lin 2006). A ratio over zero is NaN and fails.
 *
 * @param values the ratios, [n − 1]
 * @param lower the lower bound, not allowed itself
 * @param upper the upper bound, likewise
 */
public record ClassRatios(double[] values, double lower, double upper) {
  private static final MathContext SHORT_UP = new MathContext(4, RoundingMode.CEILING);
  private static final BigDecimal SMALLEST = new BigDecimal("1e-9");

  /** The ratios of a series. */
  public static ClassRatios of(double[] series) {
    int n = series.length;
    double[] ratios = new double[n - 1];
    for (int k = 1; k < n; k++) {
      ratios[k - 1] = series[k] == 0 ? Double.NaN : series[k - 1] / series[k];
    }
    double bound = 2.0 / (n + 1);
    return new ClassRatios(ratios, Math.exp(-bound), Math.exp(bound));
  }

  /** Whether every ratio lies within the bounds. */
  public boolean pass() {
    return Arrays.stream(values).allMatch(ratio -> ratio > lower && ratio < upper);
  }

  /**
   * The least translation, to four digits, with which a series passes: each bound is linear in it,
   * so that the limit is the largest of (lower x(k) − x(k − 1)) / (1 − lower) and (x(k − 1) − upper
   * x(k)) / (upper − 1), rounded up. 0 where the series passes as it is.
   *
   * @param series without NaN
   */
  public static double leastTranslation(double[] series) {
    ClassRatios plain = of(series);
    boolean positive = Arrays.stream(series).allMatch(value -> value > 0);
    if (positive && plain.pass()) {
      return 0;
    }
    double limit = -Arrays.stream(series).min().orElse(0);
    for (int k = 1; k < series.length; k++) {
      limit = Math.max(limit, (plain.lower * series[k] - series[k - 1]) / (1 - plain.lower));
      limit = Math.max(limit, (series[k - 1] - plain.upper * series[k]) / (plain.upper - 1));
    }
    BigDecimal rounded = new BigDecimal(limit).round(SHORT_UP);
    while (!passes(series, rounded.doubleValue())) {
      rounded = rounded.signum() == 0 ? SMALLEST : rounded.add(rounded.ulp());
    }
    return rounded.doubleValue();
  }

  private static boolean passes(double[] series, double translation) {
    double[] shifted = Arrays.stream(series).map(value -> value + translation).toArray();
    return Arrays.stream(shifted).allMatch(value -> value > 0) && of(shifted).pass();
  }

  /**
   * The deviations 1 − (1 − a / 2) / (1 + a / 2) · λ(k) of the ratios from those of the fitted
   * exponential, [n − 1].
   *
   * @param a the development coefficient
   */
  double[] deviations(double a) {
    double ratio = (1 - 0.5 * a) / (1 + 0.5 * a);
    return Arrays.stream(values).map(value -> 1 - ratio * value).toArray();
  }
}
