package org.panelworks.jobs.panel;

/**
 * The order of whole numbers by their decimal text, without making the text: 12 before 120 before
 * 13, and what is below zero, which begins with a minus, before all others. A number's place is a
 * number that sorts so and tells it: its digits moved to the left of {@value #MOST_DIGITS}, then
 * how many there are.
 */
final class DecimalOrder {
  private static final int MOST_DIGITS = 17;
  private static final int LENGTHS = 32;
  private static final long BELOW_ZERO = 1L << 62;
  private static final long[] POWERS = new long[MOST_DIGITS + 1];

  static {
    POWERS[0] = 1;
    for (int digits = 1; digits <= MOST_DIGITS; digits++) {
      POWERS[digits] = POWERS[digits - 1] * 10;
    }
  }

  private DecimalOrder() {}

  /** Whether a number has a place: it has at most {@value #MOST_DIGITS} digits. */
  static boolean has(long whole) {
    return whole > -POWERS[MOST_DIGITS] && whole < POWERS[MOST_DIGITS];
  }

  /** The place of a number that {@link #has} one. */
  static long place(long whole) {
    long size = Math.abs(whole);
    int digits = 1;
    while (size >= POWERS[digits]) {
      digits++;
    }
    long place = size * POWERS[MOST_DIGITS - digits] * LENGTHS + digits;
    return whole < 0 ? place - BELOW_ZERO : place;
  }

  /** The number at a place. */
  static long whole(long place) {
    long above = place < 0 ? place + BELOW_ZERO : place;
    long size = above / LENGTHS / POWERS[MOST_DIGITS - (int) (above % LENGTHS)];
    return place < 0 ? -size : size;
  }
}
