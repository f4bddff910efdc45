package org.panelworks.table;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.panelworks.SettingsException;

/**
 * The marks of significance: a coefficient carries the mark of the smallest level that its p-value
 * lies strictly below. A p-value that is NaN carries none.
 *
 * @param levels from the weakest (largest p) to the strongest
 */
public record Stars(List<Level> levels) {
  private static final int MOST_ASTERISKS = 5;

  /**
   * One level.
   *
   * @param mark what is printed, such as {@code **}
   * @param below the p-value that must be undercut, in (0, 1]
   */
  public record Level(String mark, double below) {
    public Level {
      if (!(below > 0 && below <= 1)) {
        throw new SettingsException("a star level must lie in (0, 1], got " + below);
      }
      if (mark.isBlank() || mark.codePoints().anyMatch(Stars::cannotMark)) {
        throw new SettingsException(
            "the mark of a star level must be printable and hold no digit, got '" + mark + "'");
      }
    }
  }

  public Stars {
    levels = levels.stream().sorted(Comparator.comparingDouble(Level::below).reversed()).toList();
    long marks = levels.stream().map(Level::mark).distinct().count();
    long bounds = levels.stream().mapToDouble(Level::below).distinct().count();
    if (marks < levels.size() || bounds < levels.size()) {
      throw new SettingsException("star levels must differ in mark and p-value, got " + levels);
    }
  }

  private static boolean cannotMark(int codePoint) {
    return Character.isISOControl(codePoint)
        || Character.isWhitespace(codePoint)
        || Character.isDigit(codePoint);
  }

  /** {@code * p<0.1, ** p<0.05, *** p<0.01}. */
  public static Stars standard() {
    return at(List.of(0.1, 0.05, 0.01));
  }

  /** No marks at all. */
  public static Stars none() {
    return new Stars(List.of());
  }

  /** Asterisks: one for the first (largest) level, two for the next, and so on. */
  public static Stars at(List<Double> below) {
    if (below.size() > MOST_ASTERISKS) {
      throw new SettingsException(
          "at most " + MOST_ASTERISKS + " star levels can be given, got " + below.size());
    }
    List<Double> weakestFirst = below.stream().sorted(Comparator.reverseOrder()).toList();
    return new Stars(
        IntStream.range(0, weakestFirst.size())
            .mapToObj(i -> new Level("*".repeat(i + 1), weakestFirst.get(i)))
            .toList());
  }

  /** The mark for a p-value, or nothing. */
  public String of(double pValue) {
    String mark = "";
    for (Level level : levels) {
      if (pValue < level.below()) {
        mark = level.mark();
      }
    }
    return mark;
  }

  /** The rule in words for a table's note, from the levels themselves; empty without levels. */
  public String rule() {
    return levels.stream()
        .map(level -> level.mark() + " p<" + plain(level.below()))
        .collect(Collectors.joining(", "));
  }

  private static String plain(double level) {
    return BigDecimal.valueOf(level).stripTrailingZeros().toPlainString();
  }
}
