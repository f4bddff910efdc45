package org.panelworks.jobs.watershed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/** The days of a record by year, season and month. */
final class Periods {
  private final TimedRecord record;
  private final WatershedSettings settings;

  Periods(TimedRecord record, WatershedSettings settings) {
    this.record = record;
    this.settings = settings;
  }

  /** The days of each calendar year. */
  Map<String, int[]> years() {
    return by(day -> String.valueOf(record.year(day)));
  }

  /** The days of each season, over all years, in the order of the settings. */
  Map<String, int[]> seasons() {
    Map<String, int[]> found = by(day -> settings.season(record.month(day)));
    Map<String, int[]> ordered = new LinkedHashMap<>();
    for (String season : settings.seasons().keySet()) {
      int[] days = found.get(season);
      if (days != null) {
        ordered.put(season, days);
      }
    }
    return ordered;
  }

  /** The days of each season of each calendar year: {@code 2019 spring}. */
  Map<String, int[]> yearSeasons() {
    return by(day -> record.year(day) + " " + settings.season(record.month(day)));
  }

  /** The days of each month: {@code 2019-01}. */
  Map<String, int[]> months() {
    return by(day -> String.format(Locale.ROOT, "%04d-%02d", record.year(day), record.month(day)));
  }

  private Map<String, int[]> by(IntFunction<String> name) {
    Map<String, List<Integer>> days = new LinkedHashMap<>();
    for (int day = 0; day < record.length(); day++) {
      days.computeIfAbsent(name.apply(day), key -> new ArrayList<>()).add(day);
    }
    Map<String, int[]> periods = new LinkedHashMap<>();
    days.forEach(
        (period, list) -> periods.put(period, list.stream().mapToInt(Integer::intValue).toArray()));
    return periods;
  }

  /** The values of some days. */
  static double[] of(int[] days, double[] values) {
    double[] some = new double[days.length];
    for (int i = 0; i < days.length; i++) {
      some[i] = values[days[i]];
    }
    return some;
  }
}
