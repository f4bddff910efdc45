package org.panelworks.stats;

import java.io.Serializable;

/**
 * The number of values of a column, their range, and the lowest bit in which their keys differ: for
 * whole numbers and other coarse grids that bit is high, and a range holds few possible values.
 */
final class KeyRange implements Serializable {
  private static final long serialVersionUID = 1L;

  private long count;
  private long smallest = Long.MAX_VALUE;
  private long largest = Long.MIN_VALUE;
  private long anyKey;
  private long differing;

  void add(long key) {
    if (count == 0) {
      anyKey = key;
    }
    count++;
    smallest = Math.min(smallest, key);
    largest = Math.max(largest, key);
    differing |= key ^ anyKey;
  }

  /**
   * Adds the values of rows that are in group 0, without a detour through memory for each.
   *
   * @param values [rows], NaN where missing
   * @param groups [rows], {@link GroupIndex#NONE} for a row to leave out
   */
  void addAll(double[] values, int[] groups) {
    long rows = 0;
    long low = Long.MAX_VALUE;
    long high = Long.MIN_VALUE;
    long any = anyKey;
    long different = 0;
    for (int row = 0; row < values.length; row++) {
      double value = values[row];
      if (groups[row] == GroupIndex.NONE || Double.isNaN(value)) {
        continue;
      }
      long key = SortKey.of(value);
      if (rows++ == 0 && count == 0) {
        any = key;
      }
      low = Math.min(low, key);
      high = Math.max(high, key);
      different |= key ^ any;
    }
    anyKey = any;
    count += rows;
    smallest = Math.min(smallest, low);
    largest = Math.max(largest, high);
    differing |= different;
  }

  void merge(KeyRange other) {
    if (other.count == 0) {
      return;
    }
    differing |= other.differing | (count == 0 ? 0 : anyKey ^ other.anyKey);
    anyKey = other.anyKey;
    count += other.count;
    smallest = Math.min(smallest, other.smallest);
    largest = Math.max(largest, other.largest);
  }

  long count() {
    return count;
  }

  long smallest() {
    return smallest;
  }

  long largest() {
    return largest;
  }

  /** All keys differ from each other by multiples of 2 to this power; 64 where all are equal. */
  int commonZeroBits() {
    return Long.numberOfTrailingZeros(differing);
  }
}
