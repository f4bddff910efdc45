package org.panelworks.regression;

import java.util.HashMap;
import java.util.Map;
import org.panelworks.linalg.CompensatedArray;
import org.panelworks.linalg.LongIndex;

/**
 * The rows of a block that a sample rule takes, with the sums and counts over them: what rules that
 * take the same rows ask for is computed once.
 */
final class MaskedBlock {
  private static final int STRETCH = 32;

  private final BlockView view;
  private final boolean[] alive;
  private final double[] weights;
  private final int rows;
  private final Map<DesignColumn, Double> sums = new HashMap<>();
  private final Map<Dimension, LevelCounts> levels = new HashMap<>();

  /**
   * Nothing computed yet.
   *
   * @param alive the rows, [rows of the block]
   * @param weights name of the weights, empty for equal weights
   */
  MaskedBlock(BlockView view, boolean[] alive, String weights) {
    this.view = view;
    this.alive = alive;
    this.weights = weights.isEmpty() ? new double[0] : view.numeric(weights);
    this.rows = SampleRule.count(alive);
  }

  /** Levels of the block with the number of their rows, [levels]; some may have none. */
  record LevelCounts(LongIndex levels, long[] rows) {}

  BlockView view() {
    return view;
  }

  /** [rows of the block]; borrowed, never written. */
  boolean[] alive() {
    return alive;
  }

  /** Number of rows taken. */
  int rows() {
    return rows;
  }

  /** The weights of the block's rows, empty for equal weights. */
  double[] weights() {
    return weights;
  }

  /** Sum of the weights; the number of rows where there are none. */
  double weight() {
    return weights.length == 0 ? rows : sum(weights, new double[0]);
  }

  /** Weighted sum of a column. */
  double sum(DesignColumn column) {
    return sums.computeIfAbsent(column, wanted -> sum(view.values(wanted), weights));
  }

  /** Sums of a few rows, summed with compensation. */
  private double sum(double[] values, double[] weight) {
    CompensatedArray sum = new CompensatedArray(1);
    for (int from = 0; from < alive.length; from += STRETCH) {
      int to = Math.min(from + STRETCH, alive.length);
      double part = 0;
      for (int r = from; r < to; r++) {
        if (alive[r]) {
          part += weight.length == 0 ? values[r] : weight[r] * values[r];
        }
      }
      sum.add(0, part);
    }
    return sum.value(0);
  }

  /** How many rows each level of a grouping has. */
  LevelCounts levels(Dimension dimension) {
    return levels.computeIfAbsent(dimension, this::count);
  }

  private LevelCounts count(Dimension dimension) {
    LongIndex index = new LongIndex();
    int[] numbers = view.numbers(dimension, index::add);
    long[] counts = new long[index.size()];
    for (int r = 0; r < alive.length; r++) {
      if (alive[r]) {
        counts[numbers[r]]++;
      }
    }
    return new LevelCounts(index, counts);
  }
}
