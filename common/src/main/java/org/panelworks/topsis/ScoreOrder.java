package org.panelworks.topsis;

import java.util.Arrays;

/**
 * The order of packed scores by key. Each key, less the smallest, its place and its time go into
 * one long, so that a sort of plain longs is all there is to do and nothing has to be looked up in
 * the scores again. Where the three do not fit into a long, the time stays where it is.
 *
 * <p>A radix sort by the highest bits of the keys leaves few scores that agree in them, unless many
 * tie; each run of these is sorted by itself.
 */
final class ScoreOrder {
  private static final int DIGITS = 2;
  private static final int DIGIT_BITS = 11;

  private final long[] packed;

  /** Key (high), place and time (low), ascending, [scores]. */
  private final long[] sorted;

  private final int placeBits;
  private final int timeBits;

  private ScoreOrder(long[] packed, long[] sorted, int placeBits, int timeBits) {
    this.packed = packed;
    this.sorted = sorted;
    this.placeBits = placeBits;
    this.timeBits = timeBits;
  }

  /**
   * Orders scores.
   *
   * @param packed borrowed
   */
  static ScoreOrder of(long[] packed) {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    int times = 0;
    for (long score : packed) {
      long key = ScoreKey.key(score);
      least = Math.min(least, key);
      most = Math.max(most, key);
      times |= ScoreKey.time(score);
    }
    int placeBits = bits(Math.max(0, packed.length - 1));
    int keyBits = packed.length == 0 ? 0 : bits(most - least);
    int free = Long.SIZE - 1 - placeBits - keyBits;
    if (free < 0) {
      throw new IllegalStateException(packed.length + " scores are too many to be ranked at once");
    }
    int timeBits = bits(times) > free ? 0 : bits(times);
    long timeMask = (1L << timeBits) - 1;
    long[] keyed = new long[packed.length];
    for (int i = 0; i < keyed.length; i++) {
      long key = ScoreKey.key(packed[i]) - least;
      keyed[i] = (key << placeBits | i) << timeBits | (ScoreKey.time(packed[i]) & timeMask);
    }
    int below = placeBits + timeBits;
    return new ScoreOrder(packed, sorted(keyed, below, below + keyBits), placeBits, timeBits);
  }

  /** The place of the score that comes at some position; of equal keys the first place first. */
  int place(int position) {
    return (int) (sorted[position] >>> timeBits & ((1L << placeBits) - 1));
  }

  /** The number of the time of the score that comes at some position. */
  int time(int position) {
    return timeBits == 0
        ? ScoreKey.time(packed[place(position)])
        : (int) (sorted[position] & ((1L << timeBits) - 1));
  }

  /** The first position whose key is that of a position. */
  int firstEqual(int position) {
    return firstOfRun(sorted, position, placeBits + timeBits);
  }

  /** The first of the positions before some position, and it, that agree above the lowest bits. */
  private static int firstOfRun(long[] sorted, int position, int lowest) {
    long high = sorted[position] >>> lowest;
    int first = position;
    while (first > 0 && sorted[first - 1] >>> lowest == high) {
      first--;
    }
    return first;
  }

  private static int bits(long number) {
    return Long.SIZE - Long.numberOfLeadingZeros(number);
  }

  /** Sorts longs that ascend in the bits below the lowest that matters. */
  private static long[] sorted(long[] keyed, int lowest, int bits) {
    int from = Math.max(lowest, bits - DIGITS * DIGIT_BITS);
    long[] sorted = sortedByDigits(keyed, from, (bits - from + DIGIT_BITS - 1) / DIGIT_BITS);
    for (int end = sorted.length; from > lowest && end > 0; ) {
      int start = firstOfRun(sorted, end - 1, from);
      if (end - start > 1) {
        Arrays.sort(sorted, start, end);
      }
      end = start;
    }
    return sorted;
  }

  /** Sorts by the bits above the lowest, digit by digit; the array is used up. */
  private static long[] sortedByDigits(long[] keyed, int lowest, int digits) {
    int mask = (1 << DIGIT_BITS) - 1;
    int[][] starts = new int[digits][mask + 2];
    for (long one : keyed) {
      for (int digit = 0; digit < digits; digit++) {
        starts[digit][((int) (one >>> (lowest + digit * DIGIT_BITS)) & mask) + 1]++;
      }
    }
    long[] from = keyed;
    long[] to = new long[keyed.length];
    for (int digit = 0; digit < digits; digit++) {
      int[] next = starts[digit];
      for (int i = 1; i < next.length; i++) {
        next[i] += next[i - 1];
      }
      int shift = lowest + digit * DIGIT_BITS;
      for (long one : from) {
        to[next[(int) (one >>> shift) & mask]++] = one;
      }
      long[] swap = from;
      from = to;
      to = swap;
    }
    return from;
  }
}
