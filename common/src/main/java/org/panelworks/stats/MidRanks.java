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
      int first = SortKey.countBelow(sorted, key);
      int last = key == Long.MAX_VALUE ? sorted.length : SortKey.countBelow(sorted, key + 1);
      ranks[row] = (first + 1.0 + last) / 2;
    }
    return ranks;
  }
}
