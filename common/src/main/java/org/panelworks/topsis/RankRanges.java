package org.panelworks.topsis;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Cuts the scores of each group into ranges of about equal numbers of rows, each of which can be
 * ranked by itself because the rows above it are counted. Rank 1 is the highest score; rows that
 * tie share the smaller rank (competition ranking), both among all rows and among those of their
 * time.
 */
public final class RankRanges implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ScoreCounts counts;

  /** The range of each bin, [groups][bins]. */
  private final int[][] rangeOf;

  /** Rows at each time above a range, [groups][ranges][times]. */
  private final long[][][] above;

  private RankRanges(ScoreCounts counts, int[][] rangeOf, long[][][] above) {
    this.counts = counts;
    this.rangeOf = rangeOf;
    this.above = above;
  }

  /**
   * Cuts.
   *
   * @param size rows of a range, about; a single bin is never cut
   */
  public static RankRanges of(ScoreCounts counts, int size) {
    int[][] rangeOf = new int[counts.groups()][counts.bins()];
    long[][][] above = new long[counts.groups()][][];
    for (int group = 0; group < rangeOf.length; group++) {
      int range = 0;
      long filled = 0;
      for (int bin = counts.bins() - 1; bin >= 0; bin--) {
        long inBin = 0;
        for (int time = 0; time < counts.times(); time++) {
          inBin += counts.count(group, time, bin);
        }
        if (filled > 0 && filled + inBin > size) {
          range++;
          filled = 0;
        }
        filled += inBin;
        rangeOf[group][bin] = range;
      }
      above[group] = above(counts, group, rangeOf[group], range + 1);
    }
    return new RankRanges(counts, rangeOf, above);
  }

  private static long[][] above(ScoreCounts counts, int group, int[] rangeOf, int ranges) {
    long[][] above = new long[ranges][];
    long[] running = new long[counts.times()];
    for (int bin = counts.bins() - 1; bin >= 0; bin--) {
      if (above[rangeOf[bin]] == null) {
        above[rangeOf[bin]] = running.clone();
      }
      for (int time = 0; time < running.length; time++) {
        running[time] += counts.count(group, time, bin);
      }
    }
    return above;
  }

  /** Number of groups. */
  public int groups() {
    return rangeOf.length;
  }

  /** Number of ranges of a group; range 0 has the highest scores. */
  public int ranges(int group) {
    return above[group].length;
  }

  private int range(int group, long packed) {
    return rangeOf[group][counts.bin(ScoreKey.key(packed))];
  }

  /**
   * The scores of some rows, each distinct pair of score and time once, with how many rows have it.
   *
   * @param packed ascending, [entries]
   * @param rows [entries]
   */
  public record Entries(long[] packed, int[] rows) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Entries of packed scores in any order, which are sorted in place. */
    static Entries of(long[] scores) {
      Arrays.sort(scores);
      long[] packed = new long[scores.length];
      int[] rows = new int[scores.length];
      int size = 0;
      for (int i = 0; i < scores.length; i++) {
        if (size == 0 || packed[size - 1] != scores[i]) {
          packed[size++] = scores[i];
        }
        rows[size - 1]++;
      }
      return new Entries(Arrays.copyOf(packed, size), Arrays.copyOf(rows, size));
    }

    private Entries part(int from, int to) {
      return new Entries(Arrays.copyOfRange(packed, from, to), Arrays.copyOfRange(rows, from, to));
    }
  }

  /**
   * Ranks of entries.
   *
   * @param overall among all rows, [entries]
   * @param within among the rows of the entry's time, [entries]
   */
  public record Ranks(long[] overall, long[] within) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** Cuts entries of a group into its ranges, [ranges]. */
  Entries[] cut(int group, Entries entries) {
    Entries[] parts = new Entries[ranges(group)];
    int from = 0;
    for (int range = parts.length - 1; range >= 0; range--) {
      int to = from;
      while (to < entries.packed().length && range(group, entries.packed()[to]) == range) {
        to++;
      }
      parts[range] = entries.part(from, to);
      from = to;
    }
    return parts;
  }

  /** Ranks one range, whose entries are given all, from wherever they came, [parts]. */
  public Ranks[] rank(int group, int range, Entries[] parts) {
    Ranks[] ranks = new Ranks[parts.length];
    for (int part = 0; part < parts.length; part++) {
      int size = parts[part].packed().length;
      ranks[part] = new Ranks(new long[size], new long[size]);
    }
    long[] within = above[group][range].clone();
    long overall = Arrays.stream(within).sum();
    DescendingEntries entries = new DescendingEntries(parts);
    while (entries.next()) {
      long rows = 0;
      for (int i = 0; i < entries.ties(); i++) {
        int part = entries.part(i);
        int at = entries.at(i);
        ranks[part].overall()[at] = overall + 1;
        ranks[part].within()[at] = within[ScoreKey.time(parts[part].packed()[at])] + 1;
      }
      for (int i = 0; i < entries.ties(); i++) {
        Entries from = parts[entries.part(i)];
        int count = from.rows()[entries.at(i)];
        within[ScoreKey.time(from.packed()[entries.at(i)])] += count;
        rows += count;
      }
      overall += rows;
    }
    return ranks;
  }
}
