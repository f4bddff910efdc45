package org.panelworks.linalg;

/** Hashes of labels that are the same on every machine: 63 bits, never negative. */
public final class LabelHash {
  private static final long SEED = 0x9e3779b97f4a7c15L;

  private LabelHash() {}

  /** The hash of a label. */
  public static long of(String label) {
    long hash = SEED + label.length();
    for (int i = 0; i < label.length(); i++) {
      hash = LongIndex.mix(hash ^ label.charAt(i)) + SEED;
    }
    return hash & Long.MAX_VALUE;
  }

  /** The hash of two labels in their order, from the hash of each. */
  public static long combine(long first, long second) {
    return LongIndex.mix(LongIndex.mix(first + SEED) ^ second) & Long.MAX_VALUE;
  }
}
