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
   * @param rows [entries]; empty where each stands once
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
      boolean tied = size < scores.length;
      return new Entries(
          Arrays.copyOf(packed, size), tied ? Arrays.copyOf(rows, size) : new int[0]);
    }

    int rows(int entry) {
      return rows.length == 0 ? 1 : rows[entry];
    }

    private Entries part(int from, int to) {
      return new Entries(
          Arrays.copyOfRange(packed, from, to),
          rows.length == 0 ? rows : Arrays.copyOfRange(rows, from, to));
    }
  }

  /**
   * Ranks of the entries of a range, as differences from the rows above the range.
   *
   * @param overall among all rows, [entries]
   * @param within among the rows of the entry's time, [entries]
   */
  public record Ranks(int[] overall, int[] within) implements Serializable {
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

  /** Rows above a range at a time. */
  long above(int group, int range, int time) {
    return above[group][range][time];
  }

  /** Rows above a range. */
  long above(int group, int range) {
    return Arrays.stream(above[group][range]).sum();
  }

  /** Ranks one range, whose entries are given all, from wherever they came, [parts]. */
  public Ranks[] rank(Entries[] parts) {
    long[] all = PartitionScores.joined(Arrays.stream(parts).map(Entries::packed).toList());
    Arrays.sort(all);
    int[][] places = new int[parts.length][];
    int[] rows = new int[all.length];
    for (int part = 0; part < parts.length; part++) {
      places[part] = places(all, parts[part].packed());
      for (int entry = 0; entry < places[part].length; entry++) {
        rows[places[part][entry]] += parts[part].rows(entry);
      }
    }
    int[] overall = new int[all.length];
    int[] within = new int[all.length];
    sweep(all, rows, overall, within);
    Ranks[] ranks = new Ranks[parts.length];
    for (int part = 0; part < parts.length; part++) {
      int[] at = places[part];
      int[] own = new int[at.length];
      int[] then = new int[at.length];
      Arrays.setAll(own, entry -> overall[at[entry]]);
      Arrays.setAll(then, entry -> within[at[entry]]);
      ranks[part] = new Ranks(own, then);
    }
    return ranks;
  }

  /** The first place of each of some ascending numbers among all, ascending too. */
  private static int[] places(long[] all, long[] some) {
    int[] places = new int[some.length];
    int from = 0;
    for (int i = 0; i < some.length; i++) {
      int found = Arrays.binarySearch(all, from, all.length, some[i]);
      while (found > from && all[found - 1] == some[i]) {
        found--;
      }
      places[i] = found;
      from = found;
    }
    return places;
  }

  /** Goes down from the highest score, equal ones at once, and counts the rows passed. */
  private void sweep(long[] all, int[] rows, int[] overall, int[] within) {
    int[] passedAt = new int[counts.times()];
    int passed = 0;
    int end = all.length;
    while (end > 0) {
      long key = ScoreKey.key(all[end - 1]);
      int start = end - 1;
      while (start > 0 && ScoreKey.key(all[start - 1]) == key) {
        start--;
      }
      for (int i = start; i < end; i++) {
        overall[i] = passed + 1;
        within[i] = passedAt[ScoreKey.time(all[i])] + 1;
      }
      for (int i = start; i < end; i++) {
        int time = ScoreKey.time(all[i]);
        passedAt[time] = Math.addExact(passedAt[time], rows[i]);
        passed = Math.addExact(passed, rows[i]);
      }
      end = start;
    }
  }
}
