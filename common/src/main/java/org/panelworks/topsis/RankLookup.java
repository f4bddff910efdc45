package org.panelworks.topsis;

import java.util.Arrays;

/** The ranks of a partition's entries of one group, by score and time. */
public final class RankLookup {
  private static final int BINS = 1 << 18;

  private final long[] packed;
  private final long[] overall;
  private final long[] within;

  /** The first entry of each bin of scores, [bins + 1]. */
  private final int[] first = new int[BINS + 1];

  private RankLookup(long[] packed, long[] overall, long[] within) {
    this.packed = packed;
    this.overall = overall;
    this.within = within;
    int at = 0;
    for (int bin = 0; bin <= BINS; bin++) {
      while (at < packed.length && bin(packed[at]) < bin) {
        at++;
      }
      first[bin] = at;
    }
  }

  private static int bin(long packed) {
    return (int) (ScoreKey.key(packed) * BINS / (ScoreKey.MOST + 1));
  }

  /**
   * Puts the ranks of a partition's ranges together.
   *
   * @param numbers of the ranges that the partition has entries of, ascending
   * @param entries of each, [numbers]
   * @param ranks likewise
   */
  public static RankLookup of(
      RankRanges ranges,
      int group,
      int[] numbers,
      RankRanges.Entries[] entries,
      RankRanges.Ranks[] ranks) {
    int size = Arrays.stream(entries).mapToInt(part -> part.packed().length).sum();
    long[] packed = new long[size];
    long[] overall = new long[size];
    long[] within = new long[size];
    int at = 0;
    for (int part = entries.length - 1; part >= 0; part--) {
      long above = ranges.above(group, numbers[part]);
      for (int i = 0; i < entries[part].packed().length; i++) {
        packed[at] = entries[part].packed()[i];
        overall[at] = above + ranks[part].overall()[i];
        within[at] =
            ranges.above(group, numbers[part], ScoreKey.time(packed[at])) + ranks[part].within()[i];
        at++;
      }
    }
    return new RankLookup(packed, overall, within);
  }

  int find(long key) {
    int bin = bin(key);
    int at = Arrays.binarySearch(packed, first[bin], first[bin + 1], key);
    if (at < 0) {
      throw new IllegalStateException("the blocks changed between two passes over them");
    }
    return at;
  }

  long overall(int entry) {
    return overall[entry];
  }

  long within(int entry) {
    return within[entry];
  }
}
