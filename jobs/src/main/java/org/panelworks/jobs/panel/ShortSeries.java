package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.panelworks.DataException;
import org.panelworks.panel.PanelBlocks;

/**
 * A short series of equally spaced values, in order of time.
 *
 * @param column the column it was read from
 * @param group the level of the column that tells series apart; empty for a single series
 * @param time when each value was, ascending, [n]
 * @param values none is missing, [n]
 */
public record ShortSeries(String column, String group, double[] time, double[] values) {
  private static final double SPACING = 1e-9;

  /** What messages and tables call the series: {@code loss of Fujian}. */
  public String name() {
    return group.isEmpty() ? column : column + " of " + group;
  }

  /**
   * Reads series; refuses repeated and missing times, gaps and missing values.
   *
   * @param job named in messages
   * @param columns one series each, in each group
   * @param time a numeric column
   * @param by a category column whose levels are series apart
   */
  public static List<ShortSeries> collect(
      PanelBlocks blocks, String job, List<String> columns, String time, Optional<String> by) {
    List<String> numeric = new ArrayList<>(columns);
    numeric.add(time);
    List<String> categories = by.map(List::of).orElse(List.of());
    SmallTable table = SmallTable.collect(blocks, job, categories, numeric);
    if (table.size() == 0) {
      throw new DataException(job + ": the sample has no rows");
    }
    Map<String, List<double[]>> groups = new LinkedHashMap<>();
    for (SmallTable.Row row : table.rows()) {
      String group = by.isEmpty() ? "" : row.labels()[0];
      if (by.isPresent() && group.isEmpty()) {
        throw new DataException(job + ": column `" + by.get() + "` is missing in a row");
      }
      groups.computeIfAbsent(group, key -> new ArrayList<>()).add(row.values());
    }
    List<ShortSeries> series = new ArrayList<>();
    groups.forEach(
        (group, rows) -> {
          int last = columns.size();
          rows.sort(Comparator.comparingDouble(row -> row[last]));
          double[] times = rows.stream().mapToDouble(row -> row[last]).toArray();
          String where = group.isEmpty() ? "" : " in " + by.orElse("") + " = " + group;
          checkTimes(job, time, where, times);
          for (int i = 0; i < last; i++) {
            int place = i;
            double[] values = rows.stream().mapToDouble(row -> row[place]).toArray();
            checkValues(job, columns.get(i), where, values);
            series.add(new ShortSeries(columns.get(i), group, times, values));
          }
        });
    return List.copyOf(series);
  }

  private static void checkTimes(String job, String time, String where, double[] times) {
    for (int i = 0; i < times.length; i++) {
      if (Double.isNaN(times[i])) {
        throw new DataException(job + ": column `" + time + "` is missing in a row" + where);
      }
      if (i > 0 && times[i] == times[i - 1]) {
        throw new DataException(
            job + ": " + time + " = " + CellText.of(times[i]) + " occurs twice" + where);
      }
      double step = i > 1 ? times[1] - times[0] : 0;
      if (i > 1 && Math.abs(times[i] - times[i - 1] - step) > SPACING * step) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: the series must be equally spaced, but column `%s` goes from %s to %s%s after"
                    + " a first step of %s",
                job,
                time,
                CellText.of(times[i - 1]),
                CellText.of(times[i]),
                where,
                CellText.of(step)));
      }
    }
  }

  private static void checkValues(String job, String column, String where, double[] values) {
    long missing = Arrays.stream(values).filter(Double::isNaN).count();
    if (missing > 0) {
      throw new DataException(
          job + ": column `" + column + "` is missing in " + missing + " rows" + where);
    }
  }
}
