package org.panelworks.qca;

/**
 * A conjunction of literals, or a truth table row (a term that fixes every condition). Each
 * condition has four bits, the first condition the lowest.
 *
 * @param care 15 in the bits of each condition that the term fixes, 0 elsewhere
 * @param levels the level of each condition that the term fixes, 0 elsewhere
 */
record Term(long care, long levels) {
  static final int BITS = 4;
  static final long LEVEL = 15L;

  /** The term that fixes, at the levels of a row, the conditions of a set. */
  static Term of(long row, int conditions) {
    long care = spread(conditions);
    return new Term(care, row & care);
  }

  /** Whether the term fixes a condition. */
  boolean fixes(int condition) {
    return (care >>> (BITS * condition) & LEVEL) != 0;
  }

  /** The level of a condition that the term fixes. */
  int level(int condition) {
    return levelOf(levels, condition);
  }

  /** Number of literals. */
  int size() {
    return Long.bitCount(care) / BITS;
  }

  boolean covers(long row) {
    return (row & care) == levels;
  }

  /** Whether every literal of the other term is one of this term's: this lies within the other. */
  boolean within(Term other) {
    return (care & other.care) == other.care && (levels & other.care) == other.levels;
  }

  static int levelOf(long row, int condition) {
    return (int) (row >>> (BITS * condition) & LEVEL);
  }

  static long withLevel(long row, int condition, int level) {
    return (row & ~(LEVEL << (BITS * condition))) | ((long) level << (BITS * condition));
  }

  /** The set of conditions, bit by bit, in which two rows differ. */
  static int difference(long row, long other) {
    long x = row ^ other;
    x |= x >>> 1;
    x |= x >>> 2;
    x &= 0x1111111111111111L;
    x = (x | x >>> 3) & 0x0303030303030303L;
    x = (x | x >>> 6) & 0x000F000F000F000FL;
    x = (x | x >>> 12) & 0x000000FF000000FFL;
    return (int) ((x | x >>> 24) & 0xFFFFL);
  }

  private static long spread(int conditions) {
    long care = 0;
    for (int rest = conditions; rest != 0; rest &= rest - 1) {
      care |= LEVEL << (BITS * Integer.numberOfTrailingZeros(rest));
    }
    return care;
  }
}
