package org.panelworks.jobs.panel;

import java.math.BigDecimal;
import java.util.OptionalLong;

/** Labels of cells: whole numbers print without a fraction, whatever the column's type. */
final class CellText {
  private static final double LARGEST_WHOLE = 1L << 53;

  private CellText() {}

  static String of(long value) {
    return Long.toString(value);
  }

  static String of(double value) {
    return isWhole(value) ? Long.toString((long) value) : Double.toString(value);
  }

  /** A double's whole value, if it has one. */
  static OptionalLong whole(double value) {
    return isWhole(value) ? OptionalLong.of((long) value) : OptionalLong.empty();
  }

  /** A text's whole value, {@code 2012} or {@code 2012.0}, if it has one. */
  static OptionalLong whole(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text.strip()));
    } catch (NumberFormatException notPlain) {
      return wholeDecimal(text.strip());
    }
  }

  private static OptionalLong wholeDecimal(String text) {
    if (text.length() > 40 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(new BigDecimal(text).longValueExact());
    } catch (ArithmeticException | NumberFormatException notWhole) {
      return OptionalLong.empty();
    }
  }

  private static boolean isWhole(double value) {
    return value == Math.rint(value) && Math.abs(value) <= LARGEST_WHOLE;
  }
}
