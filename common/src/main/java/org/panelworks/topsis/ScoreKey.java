package org.panelworks.topsis;

/**
 * Scores in [0, 1] as whole numbers, so that ranks are exact counts and do not hang on the last
 * bits of a sum: scores that agree to twelve decimals tie. A key and the number of a time fit one
 * long that sorts by key, then time.
 */
final class ScoreKey {
  /** The key of a score of 1. */
  static final long MOST = 1_000_000_000_000L;

  /** The key of a score that is not defined. */
  static final long NONE = -1;

  private static final int TIME_BITS = 24;
  private static final long CENTRE = 1L << 39;

  private ScoreKey() {}

  static long of(double score) {
    return Double.isNaN(score) ? NONE : Math.max(0, Math.min(MOST, (long) (score * MOST + 0.5)));
  }

  static long packed(long key, int time) {
    return (key - CENTRE) << TIME_BITS | time;
  }

  static long key(long packed) {
    return (packed >> TIME_BITS) + CENTRE;
  }

  static int time(long packed) {
    return (int) (packed & ((1L << TIME_BITS) - 1));
  }
}
