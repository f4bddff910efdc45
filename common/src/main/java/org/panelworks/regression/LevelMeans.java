package org.panelworks.regression;

import java.io.Serializable;
import java.util.Arrays;
import org.panelworks.linalg.LongIndex;

/** Weighted means of a number over each level of a grouping. */
final class LevelMeans implements Serializable {
  private static final long serialVersionUID = 1L;

  private final LongIndex levels = new LongIndex();
  private double[] sums = new double[16];
  private double[] weights = new double[16];

  /** Adds the rows that are alive; no weights count as ones. */
  void add(long[] codes, double[] values, double[] weight, boolean[] alive) {
    for (int r = 0; r < alive.length; r++) {
      if (alive[r]) {
        double w = weight.length == 0 ? 1 : weight[r];
        add(codes[r], w * values[r], w);
      }
    }
  }

  private void add(long code, double sum, double weight) {
    int level = levels.add(code);
    if (level == sums.length) {
      sums = Arrays.copyOf(sums, 2 * level);
      weights = Arrays.copyOf(weights, 2 * level);
    }
    sums[level] += sum;
    weights[level] += weight;
  }

  LevelMeans merge(LevelMeans other) {
    for (int l = 0; l < other.levels.size(); l++) {
      add(other.levels.key(l), other.sums[l], other.weights[l]);
    }
    return this;
  }

  /** The means of levels, in the order of an index of their codes, [levels]. */
  double[] means(LongIndex order) {
    double[] means = new double[order.size()];
    for (int l = 0; l < means.length; l++) {
      int level = levels.find(order.key(l));
      means[l] = level < 0 ? 0 : sums[level] / weights[level];
    }
    return means;
  }
}
