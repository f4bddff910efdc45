package org.panelworks.jobs.watershed;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.panelworks.DataException;
import org.panelworks.jobs.panel.SmallTable;

/**
 * A record by days or hours without gaps: every step from the first to the last, with NaN where
 * nothing was measured. What is no number, and what is negative, is a stray entry: it counts as
 * missing and is told.
 */
final class TimedRecord {
  private static final int SHOWN = 3;
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  private final ChronoUnit step;
  private final LocalDateTime start;
  private final int length;
  private final int absent;
  private final Map<String, double[]> values = new LinkedHashMap<>();
  private final Map<String, List<String>> strays = new LinkedHashMap<>();

  private TimedRecord(ChronoUnit step, LocalDateTime start, int length, int absent) {
    this.step = step;
    this.start = start;
    this.length = length;
    this.absent = absent;
  }

  /**
   * A record.
   *
   * @param step days or hours
   * @param columns of values; the table holds them, and the date, as labels
   */
  static TimedRecord of(SmallTable table, ChronoUnit step, String date, List<String> columns) {
    TreeMap<LocalDateTime, Integer> rows = new TreeMap<>();
    List<String> dates = table.labels(date);
    for (int row = 0; row < dates.size(); row++) {
      LocalDateTime time = time(date, dates.get(row), step);
      if (rows.put(time, row) != null) {
        throw new DataException("watershed: " + dates.get(row) + " occurs twice in `" + date + "`");
      }
    }
    if (rows.isEmpty()) {
      throw new DataException("watershed: the sample has no rows");
    }
    int length = (int) step.between(rows.firstKey(), rows.lastKey()) + 1;
    if (length > SmallTable.MOST_ROWS) {
      throw new DataException(
          "watershed: `" + date + "` runs over " + length + " steps, at most a million are taken");
    }
    TimedRecord record = new TimedRecord(step, rows.firstKey(), length, length - rows.size());
    for (String column : columns) {
      record.read(column, table.labels(column), rows);
    }
    return record;
  }

  private static LocalDateTime time(String column, String text, ChronoUnit step) {
    String stripped = text.strip();
    try {
      LocalDateTime time =
          stripped.length() <= 10
              ? LocalDate.parse(stripped).atStartOfDay()
              : LocalDateTime.parse(stripped.replace(' ', 'T'));
      if (time.equals(time.truncatedTo(step))) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // told below, with everything else that is no date
    }
    throw new DataException(
        "watershed: column `"
            + column
            + "` must hold "
            + (step == ChronoUnit.DAYS ? "days, 2024-05-31" : "full hours, 2024-05-31 13:00:00")
            + ", got `"
            + text
            + "`");
  }

  private void read(String column, List<String> labels, Map<LocalDateTime, Integer> rows) {
    double[] series = new double[length];
    Arrays.fill(series, Double.NaN);
    List<String> stray = new ArrayList<>();
    rows.forEach(
        (time, row) -> {
          String label = labels.get(row).strip();
          double value = number(label);
          if (Double.isNaN(value) && !label.isEmpty()) {
            stray.add(label + " at " + text(time));
          }
          series[(int) step.between(start, time)] = value;
        });
    values.put(column, series);
    strays.put(column, stray);
  }

  /** A number that is finite and not negative, else NaN. */
  private static double number(String label) {
    if (!NUMBER.matcher(label).matches()) {
      return Double.NaN;
    }
    double value = Double.parseDouble(label);
    return value >= 0 && value < Double.POSITIVE_INFINITY ? value : Double.NaN;
  }

  /** Number of steps from the first to the last. */
  int length() {
    return length;
  }

  /** Number of steps for which there is no row. */
  int absent() {
    return absent;
  }

  /** A column, NaN where missing, [length]. */
  double[] values(String column) {
    double[] series = values.get(column);
    if (series == null) {
      throw new IllegalArgumentException("no column " + column);
    }
    return series.clone();
  }

  /** Number of stray entries of a column. */
  int strays(String column) {
    return strays.getOrDefault(column, List.of()).size();
  }

  /** The first stray entries of a column. */
  String firstStrays(String column) {
    List<String> all = strays.getOrDefault(column, List.of());
    return String.join(", ", all.subList(0, Math.min(SHOWN, all.size())));
  }

  int year(long at) {
    return time(at).getYear();
  }

  int month(long at) {
    return time(at).getMonthValue();
  }

  /** A step as results write it. */
  String text(long at) {
    return text(time(at));
  }

  private LocalDateTime time(long at) {
    return start.plus(at, step);
  }

  private String text(LocalDateTime time) {
    return step == ChronoUnit.DAYS ? time.toLocalDate().toString() : time.toString();
  }
}
