package org.panelworks.jobs.panel;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.panelworks.linalg.LongIndex;

/**
 * Numbers the units of batches in ascending order of their labels. Units that are numbers travel as
 * such, as the whole number or as a double's bits, and meet their labels here, once each; those
 * that are text travel as indices into their batch's labels.
 */
final class UnitNumbers {
  private final String[] labels;
  private final long[] keys;
  private final int[] targets;
  private final int[][] numbers;

  private UnitNumbers(String[] labels, long[] keys, int[] targets, int[][] numbers) {
    this.labels = labels;
    this.keys = keys;
    this.targets = targets;
    this.numbers = numbers;
  }

  /**
   * The numbers.
   *
   * @param kind how units travel
   * @param partitions how many partitions units are spread over
   */
  static UnitNumbers of(ColumnKind kind, List<PackedRows> batches, int partitions) {
    return kind == ColumnKind.TEXT
        ? ofTexts(batches, partitions)
        : ofKeys(kind, batches, partitions);
  }

  /** Labels of the units, ascending. */
  String[] labels() {
    return labels;
  }

  /** The numbers that the units travel as, [units]; empty where they are text. */
  long[] keys() {
    return keys;
  }

  /** The partition that a unit belongs to. */
  int target(int unit) {
    return targets[unit];
  }

  /** Number of each row's unit, [rows or more of the batch]. */
  int[] numbers(int batch) {
    return numbers[batch];
  }

  /** The partition of a unit that is text. */
  static int target(String unit, int targets) {
    return spread(unit.hashCode(), targets);
  }

  /** The partition of a unit that is a number, by its key. */
  static int target(long key, int targets) {
    return spread(Long.hashCode(key * 0x9E3779B97F4A7C15L), targets);
  }

  private static int spread(int hash, int targets) {
    int mixed = hash * 0x9E3779B9;
    return Math.floorMod(mixed ^ (mixed >>> 16), targets);
  }

  private static UnitNumbers ofTexts(List<PackedRows> batches, int partitions) {
    Map<String, Integer> found = new HashMap<>();
    for (PackedRows batch : batches) {
      for (String unit : batch.units) {
        found.putIfAbsent(unit, found.size());
      }
    }
    String[] labels = found.keySet().toArray(String[]::new);
    Arrays.sort(labels);
    int[] targets = new int[labels.length];
    for (int unit = 0; unit < labels.length; unit++) {
      found.put(labels[unit], unit);
      targets[unit] = target(labels[unit], partitions);
    }
    int[][] numbers = new int[batches.size()][];
    for (int b = 0; b < numbers.length; b++) {
      PackedRows batch = batches.get(b);
      int[] known = numbered(batch.units, found);
      numbers[b] = new int[batch.rows];
      for (int row = 0; row < batch.rows; row++) {
        numbers[b][row] = known[(int) batch.unitKeys[row]];
      }
    }
    return new UnitNumbers(labels, new long[0], targets, numbers);
  }

  private static int[] numbered(String[] labels, Map<String, Integer> numbers) {
    int[] numbered = new int[labels.length];
    for (int code = 0; code < labels.length; code++) {
      Integer number = numbers.get(labels[code]);
      if (number == null) {
        throw new IllegalStateException("label `" + labels[code] + "` has no number");
      }
      numbered[code] = number;
    }
    return numbered;
  }

  private static UnitNumbers ofKeys(ColumnKind kind, List<PackedRows> batches, int partitions) {
    LongIndex found = new LongIndex();
    int[][] numbers = new int[batches.size()][];
    for (int b = 0; b < numbers.length; b++) {
      numbers[b] = found(batches.get(b), found);
    }
    int[] order = order(kind, found);
    int[] rank = new int[order.length];
    String[] labels = new String[order.length];
    long[] keys = new long[order.length];
    int[] targets = new int[order.length];
    for (int unit = 0; unit < order.length; unit++) {
      long key = found.key(order[unit]);
      keys[unit] = key;
      rank[order[unit]] = unit;
      labels[unit] = label(kind, key);
      targets[unit] = target(key, partitions);
    }
    for (int[] ofBatch : numbers) {
      for (int row = 0; row < ofBatch.length; row++) {
        ofBatch[row] = rank[ofBatch[row]];
      }
    }
    return new UnitNumbers(labels, keys, targets, numbers);
  }

  /** Numbers keys as they come; those of a run of equal ones are looked up once. */
  private static int[] found(PackedRows batch, LongIndex found) {
    int[] numbers = new int[batch.rows];
    for (int row = 0; row < batch.rows; row++) {
      boolean same = row > 0 && batch.unitKeys[row] == batch.unitKeys[row - 1];
      numbers[row] = same ? numbers[row - 1] : found.add(batch.unitKeys[row]);
    }
    return numbers;
  }

  private static String label(ColumnKind kind, long key) {
    return kind == ColumnKind.WHOLE ? CellText.of(key) : CellText.of(Double.longBitsToDouble(key));
  }

  /** The keys found, in the order of their labels. */
  private static int[] order(ColumnKind kind, LongIndex found) {
    long[] places = new long[found.size()];
    for (int unit = 0; unit < places.length; unit++) {
      long key = found.key(unit);
      OptionalLong whole =
          kind == ColumnKind.WHOLE
              ? OptionalLong.of(key)
              : CellText.whole(Double.longBitsToDouble(key));
      if (whole.isEmpty() || !DecimalOrder.has(whole.getAsLong())) {
        return orderByText(kind, found);
      }
      places[unit] = DecimalOrder.place(whole.getAsLong());
    }
    Arrays.sort(places);
    int[] order = new int[places.length];
    for (int unit = 0; unit < order.length; unit++) {
      long whole = DecimalOrder.whole(places[unit]);
      order[unit] =
          found.find(kind == ColumnKind.WHOLE ? whole : Double.doubleToLongBits((double) whole));
    }
    return order;
  }

  private static int[] orderByText(ColumnKind kind, LongIndex found) {
    Integer[] order = new Integer[found.size()];
    String[] labels = new String[order.length];
    for (int unit = 0; unit < order.length; unit++) {
      order[unit] = unit;
      labels[unit] = label(kind, found.key(unit));
    }
    Arrays.sort(order, Comparator.comparing((Integer unit) -> labels[unit]));
    return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }
}
