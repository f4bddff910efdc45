package org.panelworks.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.panelworks.SettingsException;

/**
 * How numbers are printed.
 *
 * <p>Rounding starts from the exact binary value and takes ties to even, as C's {@code printf} (and
 * so R and Stata) does. Two rules (the first can be lifted, {@link #onBoundedScale}) keep a printed
 * number from misleading:
 *
 * <ul>
 *   <li>a value that is not zero never prints as zero: with three decimals 0.0000123 prints as
 *       {@code 1.23e-05}, with as many significant digits as there would be decimals (at least
 *       one);
 *   <li>zero has no sign: −0.0 prints as {@code 0.000}.
 * </ul>
 *
 * Values of 1e10 and more are printed in scientific notation too. NaN prints as the mark of a
 * missing value (nothing, unless chosen), infinities as {@code Inf} and {@code -Inf}.
 */
public final class Digits {
  private static final double LARGE = 1e10;
  private static final double SMALL = 1e-4;
  private static final int MOST = 15;

  private enum Rule {
    FIXED,
    /** Fixed, and what rounds to zero prints as zero. */
    ROUNDED,
    SIGNIFICANT
  }

  private final Rule rule;
  private final int digits;
  private final String missing;

  private Digits(Rule rule, int digits, String missing) {
    this.rule = rule;
    this.digits = digits;
    this.missing = missing;
  }

  /** A fixed number of decimals, 0 to 15. */
  public static Digits fixed(int decimals) {
    return new Digits(Rule.FIXED, requireRange("decimals", decimals, 0), "");
  }

  /**
   * At least this many significant digits, 1 to 15. Integer digits are never rounded away (1234.5
   * with two digits is 1234), and values below 1e-4 are printed in scientific notation.
   */
  public static Digits significant(int digits) {
    return new Digits(Rule.SIGNIFICANT, requireRange("significant digits", digits, 1), "");
  }

  private static int requireRange(String what, int value, int least) {
    if (value < least || value > MOST) {
      throw new SettingsException(
          what + " must lie in [" + least + ", " + MOST + "], got " + value);
    }
    return value;
  }

  /** The same digits with a point for a missing value. */
  public Digits missingAsPoint() {
    return new Digits(rule, digits, ".");
  }

  /** A count with thousands separators: {@code 24,738}. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /**
   * The same decimals on a scale that is known to be bounded, as a correlation's is: what rounds to
   * zero prints as {@code 0.000} rather than in scientific notation. Significant digits stay.
   */
  public Digits onBoundedScale() {
    return new Digits(rule == Rule.FIXED ? Rule.ROUNDED : rule, digits, missing);
  }

  /** The value as printed. */
  public String format(double value) {
    if (Double.isNaN(value)) {
      return missing;
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Inf" : "-Inf";
    }
    double size = Math.abs(value);
    if (size >= LARGE) {
      return scientific(value);
    }
    return rule == Rule.SIGNIFICANT ? significantPoint(value, size) : fixedPoint(value, size);
  }

  private String fixedPoint(double value, double size) {
    BigDecimal rounded = new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN);
    return rule == Rule.FIXED && rounded.signum() == 0 && size > 0
        ? scientific(value)
        : rounded.toPlainString();
  }

  private String significantPoint(double value, double size) {
    if (size > 0 && size < SMALL) {
      return scientific(value);
    }
    if (size == 0) {
      return BigDecimal.ZERO.setScale(digits - 1).toPlainString();
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int decimals = Math.max(0, digits - (rounded.precision() - rounded.scale()));
    return exact.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** Mantissa and exponent as {@code printf("%e")} writes them, from the exact binary value. */
  private String scientific(double value) {
    int kept = Math.max(1, digits);
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(kept, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    String mantissa =
        rounded.movePointLeft(exponent).setScale(kept - 1, RoundingMode.HALF_EVEN).toPlainString();
    return String.format(
        Locale.ROOT, "%se%s%02d", mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
