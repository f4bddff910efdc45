package org.panelworks.stats;

/**
 * The order-preserving map between doubles and longs: x &lt; y exactly when key(x) &lt; key(y) as
 * signed numbers. −0.0 and 0.0 share a key. NaN has none.
 */
final class SortKey {
  private SortKey() {}

  static long of(double value) {
    // Adding zero turns -0.0 into 0.0 and changes nothing else.
    long bits = Double.doubleToRawLongBits(value + 0.0);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  static double value(long key) {
    return Double.longBitsToDouble(key ^ ((key >> 63) & Long.MAX_VALUE));
  }

  /** Number of sorted keys below a key. */
  static int countBelow(long[] sorted, long key) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < key) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
