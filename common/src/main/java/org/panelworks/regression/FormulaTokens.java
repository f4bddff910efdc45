package org.panelworks.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a formula's text into tokens. */
final class FormulaTokens {
  enum Kind {
    NAME,
    QUOTED_NAME,
    NUMBER,
    STRING,
    SYMBOL,
    END
  }

  /**
   * A token.
   *
   * @param text its text, without the quotes
   * @param position the number of its first character in the formula, from 1
   */
  record Token(Kind kind, String text, int position) {
    boolean is(String symbol) {
      return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** What stands there, for messages. */
    String found() {
      return switch (kind) {
        case END -> "the end";
        case QUOTED_NAME -> "`" + text + "`";
        default -> "\"" + text + "\"";
      };
    }
  }

  private static final String SYMBOLS = "+-*/^:()[],=~|";

  private final String formula;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private FormulaTokens(String formula) {
    this.formula = formula;
  }

  static List<Token> of(String formula) {
    FormulaTokens reader = new FormulaTokens(formula);
    while (reader.at < formula.length()) {
      reader.step();
    }
    reader.add(Kind.END, "", formula.length());
    return List.copyOf(reader.tokens);
  }

  private void step() {
    int point = formula.codePointAt(at);
    if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
      at += Character.charCount(point);
    } else if (SYMBOLS.indexOf(point) >= 0) {
      add(Kind.SYMBOL, Character.toString(point), at++);
    } else if (FormulaText.startsName(formula, at)) {
      name();
    } else if (point == '.' || (point >= '0' && point <= '9')) {
      number();
    } else if (point == '`') {
      quoted(Kind.QUOTED_NAME, '`');
    } else if (point == '"' || point == '\'') {
      quoted(Kind.STRING, (char) point);
    } else {
      throw FormulaCursor.refusal(formula, at + 1, strange(point) + " is not part of a formula");
    }
  }

  private void name() {
    int start = at;
    while (at < formula.length() && FormulaText.continuesName(formula.codePointAt(at))) {
      at += Character.charCount(formula.codePointAt(at));
    }
    add(Kind.NAME, formula.substring(start, at), start);
  }

  private void number() {
    int start = at;
    while (at < formula.length() && partOfNumber(start)) {
      at++;
    }
    String text = formula.substring(start, at);
    if (!FormulaText.isNumber(text) || Double.isInfinite(Double.parseDouble(text))) {
      throw FormulaCursor.refusal(formula, start + 1, "\"" + text + "\" is not a number");
    }
    add(Kind.NUMBER, text, start);
  }

  private boolean partOfNumber(int start) {
    char c = formula.charAt(at);
    if (c == '.' || Character.isLetterOrDigit(c)) {
      return true;
    }
    char before = formula.charAt(at - (at > start ? 1 : 0));
    return (c == '-' || c == '+') && at > start && (before == 'e' || before == 'E');
  }

  private void quoted(Kind kind, char quote) {
    int start = at;
    int end = formula.indexOf(quote, start + 1);
    if (end < 0) {
      throw FormulaCursor.refusal(formula, start + 1, "the quote " + quote + " is not closed");
    }
    String text = formula.substring(start + 1, end);
    if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
      throw FormulaCursor.refusal(
          formula, start + 1, "a quoted name must have characters, and only printable ones");
    }
    at = end + 1;
    add(kind, text, start);
  }

  private void add(Kind kind, String text, int start) {
    tokens.add(new Token(kind, text, start + 1));
  }

  private static String strange(int point) {
    String shown =
        Character.isISOControl(point) || !Character.isDefined(point) || isSurrogate(point)
            ? String.format(Locale.ROOT, "U+%04X", point)
            : "\"" + Character.toString(point) + "\"";
    int plain = point - 0xFEE0;
    return point >= 0xFF01 && point <= 0xFF5E
        ? "the full-width " + shown + " (write " + Character.toString(plain) + ")"
        : shown;
  }

  private static boolean isSurrogate(int point) {
    return point <= Character.MAX_VALUE && Character.isSurrogate((char) point);
  }
}
