package org.panelworks.table;

import java.util.regex.Pattern;

/**
 * One cell of a table.
 *
 * <p>The kind says what may stand in it. {@link Kind#LABEL} and {@link Kind#TEXT} hold free text,
 * which every writer escapes. The other kinds hold a printed number, so that no writer has to doubt
 * whether {@code -2.248} is a number or a formula.
 *
 * @param kind what the cell holds
 * @param text free text, or a number as {@link Digits} prints it; empty for {@link Kind#EMPTY}
 * @param stars the marks of significance of a coefficient, else empty
 */
public record Cell(Kind kind, String text, String stars) {
  /** What a cell holds. */
  public enum Kind {
    /** The name of a row: free text. */
    LABEL,
    /** Free text in a cell of the body. */
    TEXT,
    /** A number. */
    NUMBER,
    /** A number that may carry stars. */
    COEFFICIENT,
    /** A number in parentheses: a standard error or a statistic below its coefficient. */
    ENCLOSED,
    /** A mark of a configuration table. */
    SYMBOL,
    /** Nothing. */
    EMPTY
  }

  private static final Cell NOTHING = new Cell(Kind.EMPTY, "", "");
  private static final Pattern PRINTED_NUMBER =
      Pattern.compile("(-?[0-9][0-9,]*(\\.[0-9]+)?(e[-+][0-9]+)?|-?Inf|\\.|)");

  public Cell {
    boolean numeric = kind == Kind.NUMBER || kind == Kind.COEFFICIENT || kind == Kind.ENCLOSED;
    if (numeric && !PRINTED_NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException("a " + kind + " cell must hold a number, got " + text);
    }
    if (kind == Kind.SYMBOL) {
      Symbol.of(text);
    }
    if (kind == Kind.EMPTY && !text.isEmpty()) {
      throw new IllegalArgumentException("an EMPTY cell must hold no text, got " + text);
    }
    if (!stars.isEmpty() && (kind != Kind.COEFFICIENT || text.isEmpty())) {
      throw new IllegalArgumentException("only a coefficient carries stars, got " + kind);
    }
  }

  /** The name of a row. */
  public static Cell label(String text) {
    return new Cell(Kind.LABEL, text, "");
  }

  /** Free text. */
  public static Cell text(String text) {
    return new Cell(Kind.TEXT, text, "");
  }

  /** A number; NaN prints as the digits' mark of a missing value. */
  public static Cell number(double value, Digits digits) {
    return new Cell(Kind.NUMBER, digits.format(value), "");
  }

  /** A count with thousands separators. */
  public static Cell count(long value) {
    return new Cell(Kind.NUMBER, Digits.count(value), "");
  }

  /** A number with the stars of its p-value; a NaN estimate or p-value carries none. */
  public static Cell coefficient(double estimate, double pValue, Digits digits, Stars stars) {
    String marks = Double.isNaN(estimate) ? "" : stars.of(pValue);
    return new Cell(Kind.COEFFICIENT, digits.format(estimate), marks);
  }

  /** A number in parentheses. */
  public static Cell enclosed(double value, Digits digits) {
    return new Cell(Kind.ENCLOSED, digits.format(value), "");
  }

  /** A mark of a configuration table. */
  public static Cell symbol(Symbol symbol) {
    return new Cell(Kind.SYMBOL, symbol.text(), "");
  }

  /** Nothing. */
  public static Cell empty() {
    return NOTHING;
  }

  /** Whether the cell holds free text, which may be anything. */
  public boolean isFreeText() {
    return kind == Kind.LABEL || kind == Kind.TEXT;
  }

  /** The cell as plain text: {@code 0.324***}, {@code (0.011)}. */
  public String shown() {
    if (kind == Kind.ENCLOSED) {
      return text.isEmpty() ? "" : "(" + text + ")";
    }
    return text + stars;
  }
}
