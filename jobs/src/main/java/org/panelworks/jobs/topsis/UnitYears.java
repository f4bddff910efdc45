package org.panelworks.jobs.topsis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.panelworks.topsis.EvaluatedRow;
import org.panelworks.topsis.TimeIndex;

/** A small evaluation as a table of units by times. */
final class UnitYears {
  static final int MOST_UNITS = 400;
  static final int MOST_TIMES = 40;

  private record Key(String unit, long time) {}

  private final List<String> units;
  private final List<Long> times;
  private final boolean hasTime;
  private final Map<Key, EvaluatedRow> rows;

  private UnitYears(
      List<String> units, List<Long> times, boolean hasTime, Map<Key, EvaluatedRow> rows) {
    this.units = units;
    this.times = times;
    this.hasTime = hasTime;
    this.rows = rows;
  }

  static UnitYears of(List<EvaluatedRow> rows, TimeIndex times) {
    Map<Key, EvaluatedRow> byKey = new HashMap<>();
    rows.forEach(row -> byKey.put(new Key(row.unit(), row.time()), row));
    List<String> units = rows.stream().map(EvaluatedRow::unit).distinct().toList();
    List<Long> all = rows.stream().map(EvaluatedRow::time).distinct().sorted().toList();
    return new UnitYears(units, all, times.isPresent(), byKey);
  }

  /** Whether it is there and small enough to be printed. */
  boolean isPrintable() {
    return !units.isEmpty() && units.size() <= MOST_UNITS && times.size() <= MOST_TIMES;
  }

  boolean hasTime() {
    return hasTime;
  }

  /** Units in the order of their keys. */
  List<String> units() {
    return units;
  }

  /** Times in ascending order; one, 0, in a panel without. */
  List<Long> times() {
    return times;
  }

  Optional<EvaluatedRow> row(String unit, long time) {
    return Optional.ofNullable(rows.get(new Key(unit, time)));
  }

  /** A number of a unit at a time, NaN where the unit has no row there. */
  double value(String unit, long time, int place) {
    return row(unit, time).map(row -> row.scores()[place]).orElse(Double.NaN);
  }

  /** The mean over a unit's times of a number. */
  double mean(String unit, int place) {
    return times.stream()
        .mapToDouble(time -> value(unit, time, place))
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }

  /** The units, the one with the highest mean first. */
  List<String> byMean(int place) {
    return units.stream()
        .sorted((a, b) -> Double.compare(orLeast(mean(b, place)), orLeast(mean(a, place))))
        .toList();
  }

  private static double orLeast(double value) {
    return Double.isNaN(value) ? -1 : value;
  }
}
