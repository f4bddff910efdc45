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

  /** A range of so many times the size wanted is crowded: one bin that many scores share. */
  private static final int CROWDED = 4;

  private final ScoreCounts counts;
  private final int size;

  /** The range of each bin, [groups][bins]. */
  private final int[][] rangeOf;

  /** Rows of a range, [groups][ranges]. */
  private final long[][] rows;

  /** Rows at each time above a range, [groups][ranges][times]. */
  private final long[][][] above;

  private RankRanges(
      ScoreCounts counts, int size, int[][] rangeOf, long[][] rows, long[][][] above) {
    this.counts = counts;
    this.size = size;
    this.rangeOf = rangeOf;
    this.rows = rows;
    this.above = above;
  }

  /**
   * Cuts.
   *
   * @param size rows of a range, about; a single bin is never cut
   */
  public static RankRanges of(ScoreCounts counts, int size) {
    int[][] rangeOf = new int[counts.groups()][counts.bins()];
    long[][] rows = new long[counts.groups()][counts.bins()];
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
        rows[group][range] = filled;
        rangeOf[group][bin] = range;
      }
      rows[group] = Arrays.copyOf(rows[group], range + 1);
      above[group] = above(counts, group, rangeOf[group], range + 1);
    }
    return new RankRanges(counts, size, rangeOf, rows, above);
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

  /** The range of a score's key. */
  int range(int group, long key) {
    return rangeOf[group][counts.bin(key)];
  }

  /** Whether so many rows share a range that each distinct score and time travels only once. */
  boolean isCrowded(int group, int range) {
    return rows[group][range] > (long) CROWDED * size;
  }

  /**
   * Scores of some rows of a range.
   *
   * @param packed in the order of the rows; ascending and each once in a crowded range, [entries]
   * @param rows how many rows have it, [entries]; empty where each has one
   */
  public record Entries(long[] packed, int[] rows) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int[] ONE_EACH = {};

    /** An entry for each row. */
    static Entries ofRows(long[] packed) {
      return new Entries(packed, ONE_EACH);
    }

    /** An entry for each distinct score; the scores are sorted in place. */
    static Entries distinct(long[] scores) {
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
  }

  /**
   * Ranks of the entries of a range, as differences from the rows above the range.
   *
   * @param packed the rank among all rows (high) and among those of the entry's time (low),
   *     [entries]
   */
  public record Ranks(long[] packed) implements Serializable {
    private static final long serialVersionUID = 1L;

    static long packed(int overall, int within) {
      return (long) overall << Integer.SIZE | within;
    }

    /** The rank of an entry among all rows. */
    int overall(int entry) {
      return (int) (packed[entry] >>> Integer.SIZE);
    }

    /** The rank of an entry among the rows of its time. */
    int within(int entry) {
      return (int) packed[entry];
    }
  }

  /** Rows above a range at each time, [times]. */
  long[] above(int group, int range) {
    return above[group][range];
  }

  /** Ranks one range, whose entries are given all, from wherever they came, [parts]. */
  public Ranks[] rank(Entries[] parts) {
    int size = 0;
    boolean oneEach = true;
    for (Entries part : parts) {
      size = Math.addExact(size, part.packed().length);
      oneEach &= part.rows().length == 0;
    }
    long[] all = new long[size];
    int[] rowsOf = new int[oneEach ? 0 : size];
    int from = 0;
    for (Entries part : parts) {
      int length = part.packed().length;
      System.arraycopy(part.packed(), 0, all, from, length);
      if (part.rows().length > 0) {
        System.arraycopy(part.rows(), 0, rowsOf, from, length);
      } else if (!oneEach) {
        Arrays.fill(rowsOf, from, from + length, 1);
      }
      from += length;
    }
    long[] together = sweep(all, rowsOf);
    Ranks[] ranks = new Ranks[parts.length];
    int next = 0;
    for (int part = 0; part < parts.length; part++) {
      int end = next + parts[part].packed().length;
      ranks[part] = new Ranks(Arrays.copyOfRange(together, next, end));
      next = end;
    }
    return ranks;
  }

  /** Goes down from the highest score, equal ones at once, and counts the rows passed. */
  private long[] sweep(long[] all, int[] rowsOf) {
    ScoreOrder order = ScoreOrder.of(all);
    long[] ranks = new long[all.length];
    int[] passedAt = new int[counts.times()];
    int passed = 0;
    int end = all.length;
    while (end > 0) {
      int start = order.firstEqual(end - 1);
      for (int i = start; i < end; i++) {
        ranks[order.place(i)] = Ranks.packed(passed + 1, passedAt[order.time(i)] + 1);
      }
      for (int i = start; i < end; i++) {
        int rows = rowsOf.length == 0 ? 1 : rowsOf[order.place(i)];
        int time = order.time(i);
        passedAt[time] = Math.addExact(passedAt[time], rows);
        passed = Math.addExact(passed, rows);
      }
      end = start;
    }
    return ranks;
  }
}
