package org.panelworks.topsis;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.panelworks.linalg.LongIndex;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.Pass;

/** What a first pass finds of the indicators: their ranges in each scope, and what is missing. */
final class IndicatorSurvey implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int FIRST = 3;

  /** A row's key; rows without a time have time 0. */
  private record Key(String unit, long time) implements Serializable, Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byUnit = unit.compareTo(other.unit);
      return byUnit != 0 ? byUnit : Long.compare(time, other.time);
    }
  }

  private final boolean pooled;
  private final LongIndex times = new LongIndex();

  /** Of all times together, or of each, in the order of {@link #times}. */
  private final List<IndicatorRanges> ranges = new ArrayList<>();

  private final long[] missing;
  private final List<Key> firstMissing = new ArrayList<>();
  private long dropped;
  private long interpolated;
  private long repeatedUnits;
  private final List<Key> firstRepeated = new ArrayList<>();
  private boolean hasTime;

  private IndicatorSurvey(int indicators, boolean pooled) {
    this.pooled = pooled;
    this.missing = new long[indicators];
  }

  /** Cells that are missing after the rule, by indicator, [indicators]. */
  long[] missing() {
    return missing;
  }

  /** Whether any cell is missing after the rule. */
  boolean anyMissing() {
    return Arrays.stream(missing).anyMatch(count -> count > 0);
  }

  /** The first rows with a missing cell, as a message names them. */
  String firstMissing() {
    return shown(firstMissing);
  }

  private String shown(List<Key> keys) {
    return String.join(
        ", ",
        keys.stream()
            .map(key -> hasTime ? "(" + key.unit() + ", " + key.time() + ")" : key.unit())
            .toList());
  }

  /** Rows left out for a missing cell. */
  long dropped() {
    return dropped;
  }

  /** Cells interpolated. */
  long interpolated() {
    return interpolated;
  }

  /** Units with several rows, in a panel without a time. */
  long repeatedUnits() {
    return repeatedUnits;
  }

  String firstRepeated() {
    return shown(firstRepeated);
  }

  /** The times found, ascending. */
  TimeIndex times() {
    if (!hasTime) {
      return TimeIndex.none();
    }
    long[] found = IntStream.range(0, times.size()).mapToLong(times::key).sorted().toArray();
    return TimeIndex.of(found);
  }

  /** The ranges in each scope: of all rows, or at each time in the order of an index of them. */
  List<IndicatorRanges> ranges(TimeIndex order) {
    return IntStream.range(0, pooled ? 1 : order.size())
        .map(i -> pooled ? 0 : times.find(order.isPresent() ? order.time(i) : 0))
        .mapToObj(
            scope ->
                scope < 0 || scope >= ranges.size()
                    ? new IndicatorRanges(missing.length)
                    : ranges.get(scope))
        .toList();
  }

  /** The scope of a time. */
  private int scope(long time) {
    int number = times.add(time);
    int scope = pooled ? 0 : number;
    if (scope == ranges.size()) {
      ranges.add(new IndicatorRanges(missing.length));
    }
    return scope;
  }

  private static void keepFirst(List<Key> keys, Key key) {
    int place = 0;
    while (place < keys.size() && keys.get(place).compareTo(key) < 0) {
      place++;
    }
    if (place < FIRST && !(place < keys.size() && keys.get(place).equals(key))) {
      keys.add(place, key);
      if (keys.size() > FIRST) {
        keys.remove(FIRST);
      }
    }
  }

  private IndicatorSurvey merge(IndicatorSurvey other) {
    int[] scopes = new int[other.times.size()];
    Arrays.setAll(scopes, i -> scope(other.times.key(i)));
    for (int i = 0; i < other.ranges.size(); i++) {
      ranges.get(scopes[i]).merge(other.ranges.get(i));
    }
    for (int j = 0; j < missing.length; j++) {
      missing[j] += other.missing[j];
    }
    other.firstMissing.forEach(key -> keepFirst(firstMissing, key));
    other.firstRepeated.forEach(key -> keepFirst(firstRepeated, key));
    dropped += other.dropped;
    interpolated += other.interpolated;
    repeatedUnits += other.repeatedUnits;
    hasTime |= other.hasTime;
    return this;
  }

  /**
   * The pass.
   *
   * @param columns places of the indicators in the blocks
   * @param pooled whether there is one scope for all times
   */
  record SurveyPass(int[] columns, MissingRule rule, boolean pooled)
      implements Pass<IndicatorSurvey> {
    private static final long serialVersionUID = 1L;

    @Override
    public IndicatorSurvey start() {
      return new IndicatorSurvey(columns.length, pooled);
    }

    @Override
    public IndicatorSurvey add(IndicatorSurvey into, PanelBlock block) {
      if (block.rows() == 0) {
        return into;
      }
      IndicatorRows rows = IndicatorRows.of(block, columns, rule);
      into.hasTime |= block.hasTime();
      into.dropped += rows.dropped();
      into.interpolated += rows.interpolated();
      int[] scopes = new int[rows.size()];
      long[] time = block.time();
      for (int i = 0; i < scopes.length; i++) {
        scopes[i] = into.scope(time.length == 0 ? 0 : time[rows.rows()[i]]);
        into.ranges.get(scopes[i]).countRows(1);
      }
      for (int j = 0; j < columns.length && scopes.length > 0; j++) {
        if (into.ranges.size() == 1) {
          addColumn(into, block, rows, j);
        } else {
          addColumn(into, block, rows, j, scopes);
        }
      }
      addRepeated(into, block, rows);
      return into;
    }

    /** In one scope. A block is short enough for plain sums of differences from a first value. */
    private static void addColumn(
        IndicatorSurvey into, PanelBlock block, IndicatorRows rows, int indicator) {
      double[] values = rows.values(indicator);
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      double origin = Double.NaN;
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        double value = values[i];
        if (Double.isNaN(value)) {
          addMissing(into, block, rows, indicator, i);
          continue;
        }
        if (Double.isNaN(origin)) {
          origin = into.ranges.get(0).origin(indicator, value);
        }
        low = value < low ? value : low;
        high = value > high ? value : high;
        sum += value - origin;
      }
      into.ranges.get(0).add(indicator, low, high, sum);
    }

    private static void addMissing(
        IndicatorSurvey into, PanelBlock block, IndicatorRows rows, int indicator, int i) {
      into.missing[indicator]++;
      keepFirst(into.firstMissing, key(block, rows.rows()[i]));
    }

    /** The same in several scopes. */
    private static void addColumn(
        IndicatorSurvey into, PanelBlock block, IndicatorRows rows, int indicator, int[] scopes) {
      double[] values = rows.values(indicator);
      double[] low = filled(into.ranges.size(), Double.POSITIVE_INFINITY);
      double[] high = filled(into.ranges.size(), Double.NEGATIVE_INFINITY);
      double[] origin = filled(into.ranges.size(), Double.NaN);
      double[] sum = new double[into.ranges.size()];
      for (int i = 0; i < values.length; i++) {
        double value = values[i];
        int scope = scopes[i];
        if (Double.isNaN(value)) {
          addMissing(into, block, rows, indicator, i);
          continue;
        }
        if (Double.isNaN(origin[scope])) {
          origin[scope] = into.ranges.get(scope).origin(indicator, value);
        }
        low[scope] = value < low[scope] ? value : low[scope];
        high[scope] = value > high[scope] ? value : high[scope];
        sum[scope] += value - origin[scope];
      }
      for (int scope = 0; scope < sum.length; scope++) {
        into.ranges.get(scope).add(indicator, low[scope], high[scope], sum[scope]);
      }
    }

    private static double[] filled(int length, double value) {
      double[] array = new double[length];
      Arrays.fill(array, value);
      return array;
    }

    private static Key key(PanelBlock block, int row) {
      int unit = 0;
      int end = block.units();
      while (end - unit > 1) {
        int middle = (unit + end) >>> 1;
        unit = block.unitStart(middle) <= row ? middle : unit;
        end = block.unitStart(middle) <= row ? end : middle;
      }
      long time = block.time().length == 0 ? 0 : block.time()[row];
      return new Key(block.units() == 0 ? "" : block.unitKey(unit), time);
    }

    private static void addRepeated(IndicatorSurvey into, PanelBlock block, IndicatorRows rows) {
      int from = 0;
      for (int unit = 0; unit < block.units() && block.time().length == 0; unit++) {
        int to = from;
        while (to < rows.size() && rows.rows()[to] < block.unitStart(unit + 1)) {
          to++;
        }
        if (to - from > 1) {
          into.repeatedUnits++;
          keepFirst(into.firstRepeated, new Key(block.unitKey(unit), 0));
        }
        from = to;
      }
    }

    @Override
    public IndicatorSurvey merge(IndicatorSurvey left, IndicatorSurvey right) {
      return left.merge(right);
    }
  }
}
