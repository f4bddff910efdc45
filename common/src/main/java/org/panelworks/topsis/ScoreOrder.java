package org.panelworks.topsis;

import java.util.Arrays;

/**
 * The order of packed scores by key. Each key, less the smallest, and its place go into one long,
 * so that a radix sort of plain longs, digit by digit from the lowest, is all there is to do.
 */
final class ScoreOrder {
  private static final int WIDEST_DIGIT = 11;

  /** Key (high) and place (low), ascending, [scores]. */
  private final long[] sorted;

  private final int placeBits;

  private ScoreOrder(long[] sorted, int placeBits) {
    this.sorted = sorted;
    this.placeBits = placeBits;
  }

  /** Orders scores. */
  static ScoreOrder of(long[] packed) {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (long score : packed) {
      least = Math.min(least, ScoreKey.key(score));
      most = Math.max(most, ScoreKey.key(score));
    }
    int placeBits = bits(Math.max(0, packed.length - 1));
    int keyBits = packed.length == 0 ? 0 : bits(most - least);
    if (placeBits + keyBits > Long.SIZE - 1) {
      throw new IllegalStateException(packed.length + " scores are too many to be ranked at once");
    }
    long[] keyed = new long[packed.length];
    for (int i = 0; i < keyed.length; i++) {
      keyed[i] = ((ScoreKey.key(packed[i]) - least) << placeBits) | i;
    }
    return new ScoreOrder(sorted(keyed, placeBits, keyBits), placeBits);
  }

  /** The place of the score that comes at some position; of equal keys the first place first. */
  int place(int position) {
    return (int) (sorted[position] & ((1L << placeBits) - 1));
  }

  /** The first position whose key is that of a position. */
  int firstEqual(int position) {
    long key = sorted[position] >>> placeBits;
    int first = position;
    while (first > 0 && sorted[first - 1] >>> placeBits == key) {
      first--;
    }
    return first;
  }

  private static int bits(long number) {
    return Long.SIZE - Long.numberOfLeadingZeros(number);
  }

  /** Sorts by the bits above the lowest, digit by digit; both arrays are used up. */
  private static long[] sorted(long[] keyed, int lowest, int bits) {
    int digits = (bits + WIDEST_DIGIT - 1) / WIDEST_DIGIT;
    int width = digits == 0 ? 0 : (bits + digits - 1) / digits;
    long[] from = keyed;
    long[] to = new long[keyed.length];
    int[] starts = new int[(1 << width) + 1];
    int mask = (1 << width) - 1;
    for (int digit = 0; digit < digits; digit++) {
      int shift = lowest + digit * width;
      Arrays.fill(starts, 0);
      for (long one : from) {
        starts[((int) (one >>> shift) & mask) + 1]++;
      }
      for (int i = 1; i < starts.length; i++) {
        starts[i] += starts[i - 1];
      }
      for (long one : from) {
        to[starts[(int) (one >>> shift) & mask]++] = one;
      }
      long[] swap = from;
      from = to;
      to = swap;
    }
    return from;
  }
}
