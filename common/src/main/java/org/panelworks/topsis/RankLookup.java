package org.panelworks.topsis;

import java.util.Arrays;

/**
 * The ranks of a partition's rows in one group, range by range. Those of an ordinary range stand in
 * the order in which the partition sent its rows, and are given out in this order again; those of a
 * crowded range are looked up. So are those of any range once a row comes out of order: rows of one
 * unit without a time have no order of their own, and a block that is made again may hold them in
 * another. Equal scores of one time have equal ranks, so that a looked-up rank is exact too.
 */
public final class RankLookup {
  private static final RankRanges.Entries NO_ENTRIES = RankRanges.Entries.ofRows(new long[0]);
  private static final RankRanges.Ranks NO_RANKS = new RankRanges.Ranks(new long[0]);

  private final RankRanges ranges;
  private final int group;

  /** [ranges][entries]. */
  private final long[][] packed;

  /** Whether the entries of a range ascend and are looked up, [ranges]. */
  private final boolean[] ascending;

  private final RankRanges.Ranks[] ranks;

  /** Rows above each range, [ranges]. */
  private final long[] above;

  /** The next entry of each range that is not looked up, [ranges]. */
  private final int[] next;

  private RankLookup(RankRanges ranges, int group) {
    int count = ranges.ranges(group);
    this.ranges = ranges;
    this.group = group;
    this.packed = new long[count][];
    this.ascending = new boolean[count];
    this.ranks = new RankRanges.Ranks[count];
    this.above = new long[count];
    this.next = new int[count];
    Arrays.fill(packed, NO_ENTRIES.packed());
    Arrays.fill(ranks, NO_RANKS);
    for (int range = 0; range < count; range++) {
      ascending[range] = ranges.isCrowded(group, range);
    }
    Arrays.setAll(above, range -> Arrays.stream(ranges.above(group, range)).sum());
  }

  /**
   * Puts the ranks of a partition's ranges together.
   *
   * @param numbers of the ranges that the partition has entries of
   * @param entries of each, [numbers]
   * @param ranks likewise
   */
  public static RankLookup of(
      RankRanges ranges,
      int group,
      int[] numbers,
      RankRanges.Entries[] entries,
      RankRanges.Ranks[] ranks) {
    RankLookup lookup = new RankLookup(ranges, group);
    for (int part = 0; part < numbers.length; part++) {
      lookup.packed[numbers[part]] = entries[part].packed();
      lookup.ranks[numbers[part]] = ranks[part];
    }
    return lookup;
  }

  /**
   * Gives out the ranks of the next rows; fastest in the order in which they were sent.
   *
   * @param scores NaN for a row without a rank, [rows]
   * @param times [rows]
   * @param overall filled, [rows]
   * @param within filled, [rows]
   */
  void next(double[] scores, int[] times, double[] overall, double[] within) {
    for (int i = 0; i < scores.length; i++) {
      long key = ScoreKey.of(scores[i]);
      if (key == ScoreKey.NONE) {
        overall[i] = Double.NaN;
        within[i] = Double.NaN;
        continue;
      }
      int range = ranges.range(group, key);
      int at = place(range, ScoreKey.packed(key, times[i]));
      overall[i] = above[range] + ranks[range].overall(at);
      within[i] = ranges.above(group, range)[times[i]] + ranks[range].within(at);
    }
  }

  private int place(int range, long score) {
    if (!ascending[range]) {
      int at = next[range]++;
      if (at < packed[range].length && packed[range][at] == score) {
        return at;
      }
      sort(range);
    }
    int at = Arrays.binarySearch(packed[range], score);
    if (at < 0) {
      throw new IllegalStateException("the blocks changed between two passes over them");
    }
    return at;
  }

  /** Sorts the entries of a range; of equal ones, the place that a search finds has the ranks. */
  private void sort(int range) {
    long[] entries = packed[range];
    long[] sorted = entries.clone();
    Arrays.sort(sorted);
    long[] found = new long[sorted.length];
    for (int i = 0; i < entries.length; i++) {
      found[Arrays.binarySearch(sorted, entries[i])] = ranks[range].packed()[i];
    }
    packed[range] = sorted;
    ranks[range] = new RankRanges.Ranks(found);
    ascending[range] = true;
  }
}
