package org.panelworks.jobs.ingest;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;

/** Days and months as downloads write them. */
final class Dates {
  private static final String MIDNIGHT = "00:00:00";

  private Dates() {}

  /** A day as {@code yyyymmdd}; 0 for what is none. */
  static int day(String cell) {
    if (cell.length() == 8 && cell.indexOf('-') < 0 && cell.indexOf('/') < 0) {
      int digits = number(cell, 0, 8);
      return digits < 0 ? 0 : valid(digits / 10_000, digits / 100 % 100, digits % 100);
    }
    int end = cell.indexOf(' ') < 0 ? cell.indexOf('T') : cell.indexOf(' ');
    if (end >= 0 && !isMidnight(cell.substring(end + 1))) {
      return 0;
    }
    int length = end < 0 ? cell.length() : end;
    int second = separator(cell, length);
    if (second < 6 || second == length) {
      return 0;
    }
    return valid(number(cell, 0, 4), number(cell, 5, second), number(cell, second + 1, length));
  }

  /** A month as {@code yyyymm}; 0 for what is none. */
  static int month(String cell) {
    if (cell.length() < 6
        || cell.length() > 7
        || (cell.charAt(4) != '-' && cell.charAt(4) != '/')) {
      return 0;
    }
    int year = number(cell, 0, 4);
    int month = number(cell, 5, cell.length());
    return year < 1 || month < 1 || month > 12 ? 0 : year * 100 + month;
  }

  /** {@code yyyymmdd} as a date. */
  static LocalDate date(int day) {
    return LocalDate.of(day / 10_000, day / 100 % 100, day % 100);
  }

  /** {@code yyyymm} as {@code yyyy-mm}. */
  static String monthText(int month) {
    return String.format(Locale.ROOT, "%04d-%02d", month / 100, month % 100);
  }

  /** Where the second separator stands, the same as the first; -1 where it does not. */
  private static int separator(String cell, int length) {
    if (length < 8 || length > 10) {
      return -1;
    }
    char first = cell.charAt(4);
    if (first != '-' && first != '/') {
      return -1;
    }
    int second = cell.indexOf(first, 5);
    return second < length ? second : -1;
  }

  private static boolean isMidnight(String time) {
    if (!time.startsWith(MIDNIGHT)) {
      return false;
    }
    String rest = time.substring(MIDNIGHT.length());
    return rest.isEmpty() || rest.matches("\\.0{1,9}");
  }

  private static int valid(int year, int month, int day) {
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31) {
      return 0;
    }
    return day > 28 && day > YearMonth.of(year, month).lengthOfMonth()
        ? 0
        : year * 10_000 + month * 100 + day;
  }

  private static int number(String cell, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = cell.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return from == to ? -1 : number;
  }
}
