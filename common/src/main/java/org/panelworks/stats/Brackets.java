package org.panelworks.stats;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Ranges of keys, of one column in one group, which a sample expects to hold the wanted order
 * statistics. Brackets and the gaps between, before and after them divide all keys: segment 2j is
 * the gap before bracket j and segment 2j + 1 the bracket. A value that is often met in the sample
 * is a bracket of its own, so that however many values tie, none of them needs to be kept.
 */
final class Brackets implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The least key there is. */
  static final long LEAST = SortKey.of(Double.NEGATIVE_INFINITY);

  /** The greatest key there is. */
  static final long MOST = SortKey.of(Double.POSITIVE_INFINITY);

  /** How far a bracket reaches, in standard deviations of a rank in the sample. */
  private static final double DEVIATIONS = 5;

  /** How much farther, in ranks: the deviation says little where the probability is small. */
  private static final double RANKS = 4;

  /** Times that a value must be met at least to be often met. */
  private static final int OFTEN = 8;

  /** Share of its bracket's values that an often met value has at least, as a divisor. */
  private static final int SHARE = 16;

  /** One bracket of all keys. */
  static final Brackets WHOLE = new Brackets(new long[] {LEAST}, new long[] {MOST}, 0, 0);

  private final long[] low;
  private final long[] high;
  private final int widest;
  private final long sampled;

  private Brackets(long[] low, long[] high, int widest, long sampled) {
    this.low = low;
    this.high = high;
    this.widest = widest;
    this.sampled = sampled;
  }

  /**
   * The brackets of some quantiles.
   *
   * @param sample keys, ascending
   * @param probabilities ascending
   */
  static Brackets of(long[] sample, double[] probabilities) {
    List<long[]> ranges = new ArrayList<>();
    for (double probability : probabilities) {
      double rank = probability * sample.length;
      double reach = DEVIATIONS * Math.sqrt(rank * (1 - probability)) + RANKS;
      long from = (long) Math.floor(rank - reach);
      long to = (long) Math.ceil(rank + reach);
      long low = from < 0 ? LEAST : sample[(int) from];
      long high = to >= sample.length ? MOST : sample[(int) to];
      long[] last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
      if (last != null && low <= last[1]) {
        last[1] = high;
      } else {
        ranges.add(new long[] {low, high});
      }
    }
    List<long[]> split = new ArrayList<>();
    long sampled = 0;
    for (long[] range : ranges) {
      sampled += split(sample, range[0], range[1], split);
    }
    long[] low = split.stream().mapToLong(range -> range[0]).toArray();
    long[] high = split.stream().mapToLong(range -> range[1]).toArray();
    return new Brackets(low, high, widest(sample, low, high), sampled);
  }

  /** Sets the often met values of a range apart; returns how many other values it has. */
  private static long split(long[] sample, long low, long high, List<long[]> into) {
    int begin = SortKey.countBelow(sample, low);
    int end = SortKey.countBelow(sample, high + 1);
    int often = Math.max(OFTEN, (end - begin) / SHARE);
    int others = end - begin;
    long from = low;
    int first = begin;
    for (int at = begin + 1; at <= end; at++) {
      if (at < end && sample[at] == sample[first]) {
        continue;
      }
      if (at - first >= often) {
        long key = sample[first];
        if (from < key) {
          into.add(new long[] {from, key - 1});
        }
        into.add(new long[] {key, key});
        from = key + 1;
        others -= at - first;
      }
      first = at;
    }
    if (from <= high) {
      into.add(new long[] {from, high});
    }
    return others;
  }

  /** The bracket before which the most values are expected, or the number of brackets. */
  private static int widest(long[] sample, long[] low, long[] high) {
    int widest = 0;
    int most = -1;
    for (int gap = 0; gap <= low.length; gap++) {
      int from = gap == 0 ? 0 : SortKey.countBelow(sample, high[gap - 1] + 1);
      int to = gap == low.length ? sample.length : SortKey.countBelow(sample, low[gap]);
      if (to - from > most) {
        most = to - from;
        widest = gap;
      }
    }
    return widest;
  }

  /** Number of brackets. */
  int size() {
    return low.length;
  }

  /** Number of segments, brackets and gaps. */
  int segments() {
    return 2 * low.length + 1;
  }

  /** Whether a segment is a bracket of more than one value, whose keys are to be kept. */
  boolean isKept(int segment) {
    return segment % 2 == 1 && low[segment / 2] < high[segment / 2];
  }

  /** The least key of a segment. */
  long low(int segment) {
    int bracket = segment / 2;
    return segment % 2 == 1 ? low[bracket] : bracket == 0 ? LEAST : high[bracket - 1] + 1;
  }

  /** The greatest key of a segment; less than the least where the segment is empty. */
  long high(int segment) {
    int bracket = segment / 2;
    return segment % 2 == 1 ? high[bracket] : bracket == low.length ? MOST : low[bracket] - 1;
  }

  /** The segment of a key. */
  int segment(long key) {
    int found = Arrays.binarySearch(high, key);
    int bracket = found < 0 ? -found - 1 : found;
    return bracket < low.length && key >= low[bracket] ? 2 * bracket + 1 : 2 * bracket;
  }

  /** The gap that most values are expected in. */
  int widestGap() {
    return 2 * widest;
  }

  /** Values of the sample that are to be kept. */
  long sampled() {
    return sampled;
  }
}
