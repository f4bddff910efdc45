package org.panelworks.stats;

import java.util.Arrays;

/** Ranks from 1 in which tied values share the mean of the ranks that they take up together. */
public final class MidRanks {
  private MidRanks() {}

  /**
   * The mid-ranks of values.
   *
   * @param values [n], none of them NaN; −0.0 ties with 0.0; not changed
   * @return [n]
   */
  public static double[] of(double[] values) {
    long[] sorted = Arrays.stream(values).mapToLong(SortKey::of).sorted().toArray();
    double[] ranks = new double[values.length];
    for (int row = 0; row < ranks.length; row++) {
      long key = SortKey.of(values[row]);
      // Ranks first + 1 … last share their mean.
      int first = lowerBound(sorted, key);
      int last = key == Long.MAX_VALUE ? sorted.length : lowerBound(sorted, key + 1);
      ranks[row] = (first + 1.0 + last) / 2;
    }
    return ranks;
  }

  /** Number of sorted keys below a key. */
  private static int lowerBound(long[] sorted, long key) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < key) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
