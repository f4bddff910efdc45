package org.panelworks.simulation;

/**
 * SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"): the
 * state grows by the golden ratio's 64 bits and each output is the state mixed by Stafford's 13th
 * variant. It and {@link StrictMath} are all the numbers depend on, so that a seed means the same
 * on every machine and under every version of Java.
 */
final class SplitMix64 {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final double UNIT = 0x1.0p-53;

  private long state;
  private double spare = Double.NaN;

  private SplitMix64(long state) {
    this.state = state;
  }

  /** The stream from a state on. */
  static SplitMix64 at(long state) {
    return new SplitMix64(state);
  }

  /** The stream of a number under a seed; streams of different numbers have nothing in common. */
  static SplitMix64 stream(long seed, long number) {
    return new SplitMix64(mix(mix(seed + GOLDEN) ^ (number * GOLDEN)));
  }

  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** Uniform on [0, 1), a multiple of 2^−53. */
  double uniform() {
    return (next() >>> 11) * UNIT;
  }

  /** Whether an event of a probability happens. */
  boolean happens(double probability) {
    return uniform() < probability;
  }

  /** Uniform on 0, …, bound − 1. */
  int below(int bound) {
    return (int) (uniform() * bound);
  }

  /** Uniform on the whole numbers from {@code low} to {@code high}, both included. */
  int between(int low, int high) {
    return low + below(high - low + 1);
  }

  /** Standard normal, by Marsaglia's polar method. */
  double normal() {
    if (!Double.isNaN(spare)) {
      double kept = spare;
      spare = Double.NaN;
      return kept;
    }
    while (true) {
      double x = 2 * uniform() - 1;
      double y = 2 * uniform() - 1;
      double square = x * x + y * y;
      if (square > 0 && square < 1) {
        double scale = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        spare = y * scale;
        return x * scale;
      }
    }
  }
}
