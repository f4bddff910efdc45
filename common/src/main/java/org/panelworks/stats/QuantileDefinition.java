package org.panelworks.stats;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How a sample quantile is taken from the order statistics x₁ ≤ … ≤ xₙ (Hyndman and Fan 1996).
 *
 * <p>The probability is read as the decimal number it prints as, and its product with n is exact:
 * the 29 % quantile of 100 values averages x₂₉ and x₃₀, although {@code 0.29 * 100} is
 * 28.999999999999996 in binary arithmetic.
 */
public enum QuantileDefinition {
  /**
   * Type 2, Stata's {@code _pctile} and {@code summarize, detail}: with np an integer j the mean of
   * xⱼ and xⱼ₊₁, otherwise x at the next integer above np. p = 0 is the minimum, p = 1 the maximum.
   */
  STATA {
    @Override
    QuantilePosition position(long n, double probability) {
      BigDecimal product = BigDecimal.valueOf(probability).multiply(BigDecimal.valueOf(n));
      long whole = product.setScale(0, RoundingMode.FLOOR).longValueExact();
      if (product.compareTo(BigDecimal.valueOf(whole)) > 0) {
        return new QuantilePosition(whole, whole, 0);
      }
      long lower = Math.max(whole - 1, 0);
      long upper = Math.min(whole, n - 1);
      return new QuantilePosition(lower, upper, lower == upper ? 0 : 0.5);
    }
  },
  /**
   * Type 7, the default of R and NumPy: linear interpolation at position 1 + (n − 1)p of the order
   * statistics.
   */
  TYPE7 {
    @Override
    QuantilePosition position(long n, double probability) {
      BigDecimal product = BigDecimal.valueOf(probability).multiply(BigDecimal.valueOf(n - 1));
      long lower = product.setScale(0, RoundingMode.FLOOR).longValueExact();
      double weight = product.subtract(BigDecimal.valueOf(lower)).doubleValue();
      return new QuantilePosition(lower, weight > 0 ? lower + 1 : lower, weight);
    }
  };

  /**
   * Where the quantile lies among n > 0 sorted values.
   *
   * @param probability in [0, 1]
   */
  abstract QuantilePosition position(long n, double probability);

  /**
   * The quantile of values held in memory.
   *
   * @param sorted at least one value, ascending, none missing
   * @param probability in [0, 1]
   */
  public double of(double[] sorted, double probability) {
    QuantilePosition position = position(sorted.length, probability);
    return position.combine(sorted[(int) position.lower()], sorted[(int) position.upper()]);
  }
}
