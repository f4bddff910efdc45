package org.panelworks.jobs.ingest;

/** What a cell looks like, by its characters alone. */
enum CellShape {
  /** Nothing. */
  EMPTY(0),
  /** A whole number of at most 18 digits. */
  INTEGER(1),
  /** Eight digits that are a day, {@code 20111231}: a whole number too. */
  DAY_DIGITS(2),
  /** Digits with a leading zero, {@code 000001}: a code. */
  ZERO_LED(3),
  /** More than 18 digits: an identifier. */
  LONG_DIGITS(4),
  /** A finite decimal number, {@code -1.5e3}. */
  DECIMAL(5),
  /** A day, {@code 2011-12-31} or {@code 2010/1/1}, with or without midnight. */
  DATE(6),
  /** A month, {@code 2011-12} or {@code 2011/1}. */
  MONTH(7),
  /** Anything else. */
  TEXT(8);

  private static final int MOST_DIGITS = 18;

  private final int place;

  CellShape(int place) {
    this.place = place;
  }

  /** Where an array by shape holds this one. */
  int place() {
    return place;
  }

  /** The shape of a cell without surrounding blanks. */
  static CellShape of(String cell) {
    int length = cell.length();
    if (length == 0) {
      return EMPTY;
    }
    char first = cell.charAt(0);
    int digits = first == '-' || first == '+' ? 1 : 0;
    int at = digits(cell, digits);
    if (at == length && at > digits) {
      return whole(cell, digits, length);
    }
    if (at == 4 && digits == 0 && (cell.charAt(4) == '-' || cell.charAt(4) == '/')) {
      return Dates.day(cell) > 0 ? DATE : Dates.month(cell) > 0 ? MONTH : TEXT;
    }
    return isDecimal(cell, digits, at) ? DECIMAL : TEXT;
  }

  private static CellShape whole(String cell, int from, int to) {
    int digits = to - from;
    if (digits > 1 && cell.charAt(from) == '0') {
      return digits > MOST_DIGITS ? LONG_DIGITS : ZERO_LED;
    }
    if (digits > MOST_DIGITS) {
      return LONG_DIGITS;
    }
    return from == 0 && digits == 8 && Dates.day(cell) > 0 ? DAY_DIGITS : INTEGER;
  }

  private static boolean isDecimal(String cell, int from, int point) {
    int length = cell.length();
    int at = point;
    int digits = point - from;
    if (at < length && cell.charAt(at) == '.') {
      int end = digits(cell, at + 1);
      digits += end - at - 1;
      at = end;
    }
    if (digits == 0) {
      return false;
    }
    if (at == length) {
      return true;
    }
    if (cell.charAt(at) != 'e' && cell.charAt(at) != 'E') {
      return false;
    }
    at++;
    if (at < length && (cell.charAt(at) == '-' || cell.charAt(at) == '+')) {
      at++;
    }
    boolean exponent = at < length && digits(cell, at) == length;
    return exponent && Double.isFinite(Double.parseDouble(cell));
  }

  /** Where the digits from a place on end. */
  private static int digits(String cell, int from) {
    int at = from;
    while (at < cell.length() && cell.charAt(at) >= '0' && cell.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  /** Whether header rows have no such cell. */
  boolean isValue() {
    return this != EMPTY && this != TEXT;
  }

  /** A cell without surrounding blanks, and without the {@code ="…"} that keeps Excel's zeros. */
  static String stripped(String cell) {
    int length = cell.length();
    if (length == 0) {
      return cell;
    }
    String stripped =
        isBlank(cell.charAt(0)) || isBlank(cell.charAt(length - 1)) ? trimmed(cell) : cell;
    return stripped.length() > 2 && stripped.startsWith("=\"") && stripped.endsWith("\"")
        ? stripped.substring(2, stripped.length() - 1)
        : stripped;
  }

  private static String trimmed(String cell) {
    int from = 0;
    int to = cell.length();
    while (from < to && isBlank(cell.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(cell.charAt(to - 1))) {
      to--;
    }
    return cell.substring(from, to);
  }

  /** Blanks of Unicode, no-break and zero-width ones and a stray byte order mark among them. */
  private static boolean isBlank(char c) {
    return c <= ' ' || c == '\u00A0' || c == '\uFEFF' || c == '\u200B' || Character.isWhitespace(c);
  }
}
