package org.panelworks.regression;

import java.io.Serializable;
import java.util.Arrays;
import org.panelworks.linalg.LabelHash;

/** Sums for ordered pairs of clusters that have rows of one unit in common. */
final class WildPairs implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ClusterSums sums;
  private final int width;
  private long[] first = new long[16];
  private long[] second = new long[16];

  /** Sums of {@code width} numbers for each pair. */
  WildPairs(int width) {
    this.width = width;
    this.sums = new ClusterSums(width);
  }

  int size() {
    return sums.clusters();
  }

  /** First of the numbers of a pair, for {@link #add}. */
  int start(long one, long other) {
    int at = sums.start(LabelHash.combine(one, other));
    int number = at / width;
    if (number >= first.length) {
      first = Arrays.copyOf(first, number * 2);
      second = Arrays.copyOf(second, number * 2);
    }
    first[number] = one;
    second[number] = other;
    return at;
  }

  /** Adds to a number. */
  void add(int at, double term) {
    sums.add(at, term);
  }

  void merge(WildPairs other) {
    for (int p = 0; p < other.size(); p++) {
      start(other.first[p], other.second[p]);
    }
    sums.merge(other.sums);
  }

  long first(int pair) {
    return first[pair];
  }

  long second(int pair) {
    return second[pair];
  }

  /** The numbers of a pair, [width]. */
  double[] at(int pair) {
    return sums.at(pair);
  }
}
