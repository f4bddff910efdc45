package org.panelworks.qca;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Exact search for all covers of the smallest size in charts that no longer reduce. For each size
 * from a lower bound up, it branches on the row that the fewest columns hold, tries each of these,
 * and bars it from the branches that follow, so that no cover is found twice. A branch ends where a
 * dual bound shows that the columns left to choose cannot hold the rows left: any y ≥ 0 on the rows
 * with Σ y ≤ 1 over each column's rows bounds the number of columns from below by Σ y.
 */
final class CoverSearch {
  private static final double ROUNDING = 1e-6;

  private final CoverLimits limits;
  private long steps;

  CoverSearch(CoverLimits limits) {
    this.limits = limits;
  }

  /** All covers of the smallest size; the steps of every chart searched count together. */
  List<int[]> all(int rows, List<long[]> columns) {
    Chart chart = new Chart(rows, columns);
    long[] uncovered = Bits.full(rows);
    long[] allowed = Bits.full(columns.size());
    int size = chart.bound(uncovered, allowed);
    while (chart.found.isEmpty()) {
      chart.branch(uncovered, allowed, new int[0], size++);
    }
    return chart.found;
  }

  private final class Chart {
    private final int rows;
    private final List<long[]> columns;
    private final List<long[]> holders;
    private final List<int[]> found = new ArrayList<>();
    private final double[] slack;

    Chart(int rows, List<long[]> columns) {
      this.rows = rows;
      this.columns = columns;
      this.holders = MinimumCovers.transpose(rows, columns);
      this.slack = new double[columns.size()];
    }

    void branch(long[] uncovered, long[] allowed, int[] chosen, int left) {
      if (Bits.isEmpty(uncovered)) {
        found.add(chosen);
        limits.checkModels(found.size());
        return;
      }
      if (left == 0 || bound(uncovered, allowed) > left) {
        return;
      }
      long[] stillAllowed = allowed.clone();
      for (int c : Bits.common(holders.get(hardestRow(uncovered, allowed)), allowed)) {
        stillAllowed[c >>> 6] &= ~(1L << c);
        int[] longer = Arrays.copyOf(chosen, chosen.length + 1);
        longer[chosen.length] = c;
        branch(Bits.without(uncovered, columns.get(c)), stillAllowed.clone(), longer, left - 1);
      }
    }

    private int hardestRow(long[] uncovered, long[] allowed) {
      int hardest = -1;
      int fewest = Integer.MAX_VALUE;
      for (int r : Bits.elements(uncovered)) {
        int count = Bits.countCommon(holders.get(r), allowed);
        if (count < fewest) {
          fewest = count;
          hardest = r;
        }
      }
      return hardest;
    }

    /** The fewest columns that any cover needs, by a dual solution raised row by row. */
    private int bound(long[] uncovered, long[] allowed) {
      int[] sizes = new int[columns.size()];
      for (int c : Bits.elements(allowed)) {
        sizes[c] = Bits.countCommon(columns.get(c), uncovered);
        slack[c] = 1;
      }
      int[] wanted = Bits.elements(uncovered);
      int[][] held = new int[wanted.length][];
      double total = 0;
      for (int i = 0; i < wanted.length; i++) {
        held[i] = Bits.common(holders.get(wanted[i]), allowed);
        if (held[i].length == 0) {
          return rows + 1;
        }
        int largest = 0;
        for (int c : held[i]) {
          largest = Math.max(largest, sizes[c]);
        }
        total += spend(held[i], 1.0 / largest);
        steps += held[i].length;
      }
      limits.checkSteps(steps);
      Arrays.sort(held, (a, b) -> Integer.compare(a.length, b.length));
      for (int[] holding : held) {
        double least = 1;
        for (int c : holding) {
          least = Math.min(least, slack[c]);
        }
        total += spend(holding, Math.max(0, least));
      }
      return (int) Math.ceil(total - ROUNDING);
    }

    private double spend(int[] holding, double amount) {
      for (int c : holding) {
        slack[c] -= amount;
      }
      return amount;
    }
  }
}
