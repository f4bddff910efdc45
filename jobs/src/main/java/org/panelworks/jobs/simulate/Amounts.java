package org.panelworks.jobs.simulate;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as extracts write them: plain decimals, nothing where missing. */
final class Amounts {
  private Amounts() {}

  /** A number with decimals; empty for NaN. */
  static String fixed(double value, int decimals) {
    return Double.isNaN(value)
        ? ""
        : BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** A whole number; empty for NaN. */
  static String whole(double value) {
    return Double.isNaN(value) ? "" : String.valueOf(Math.round(value));
  }

  /** Hundredths, written quickly. */
  static String hundredths(long value) {
    long cents = Math.abs(value % 100);
    return (value < 0 ? "-" : "") + Math.abs(value / 100) + (cents < 10 ? ".0" : ".") + cents;
  }
}
