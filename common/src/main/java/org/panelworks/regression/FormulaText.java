package org.panelworks.regression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;

/** How R writes the names and numbers of a formula. */
final class FormulaText {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
  private static final MathContext FIFTEEN_DIGITS = new MathContext(15);

  private FormulaText() {}

  /** A column's name, in backticks unless it can stand in a formula as it is. */
  static String columnName(String column) {
    return isName(column) ? column : "`" + column + "`";
  }

  /** Whether the text reads as one name without backticks. */
  static boolean isName(String text) {
    if (text.isEmpty() || !startsName(text, 0)) {
      return false;
    }
    return text.codePoints().allMatch(FormulaText::continuesName);
  }

  /** Whether a name starts here: a letter, an underscore, or a dot that starts no number. */
  static boolean startsName(String text, int at) {
    int point = text.codePointAt(at);
    if (point == '.') {
      return at + 1 >= text.length() || !Character.isDigit(text.codePointAt(at + 1));
    }
    return point == '_' || Character.isLetter(point);
  }

  static boolean continuesName(int point) {
    return point == '_'
        || point == '.'
        || (Character.isUnicodeIdentifierPart(point) && !Character.isIdentifierIgnorable(point));
  }

  /** Whether the text is a plain decimal number. */
  static boolean isNumber(String text) {
    return DECIMAL.matcher(text).matches();
  }

  /**
   * A number as R prints it: the fewest of at most 15 significant digits that tell it, in fixed
   * notation unless scientific is shorter, so that 100000 is {@code 1e+05}.
   */
  static String number(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal digits =
        new BigDecimal(Double.toString(value)).round(FIFTEEN_DIGITS).stripTrailingZeros();
    String fixed =
        new BigDecimal(value)
            .setScale(Math.max(0, digits.scale()), RoundingMode.HALF_EVEN)
            .toPlainString();
    String mantissa = digits.unscaledValue().abs().toString();
    int exponent = digits.precision() - digits.scale() - 1;
    String scientific =
        (value < 0 ? "-" : "")
            + mantissa.charAt(0)
            + (mantissa.length() > 1 ? "." + mantissa.substring(1) : "")
            + String.format(Locale.ROOT, "e%+03d", exponent);
    return fixed.length() <= scientific.length() ? fixed : scientific;
  }
}
