package org.panelworks.qca;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Exact search for all covers of the smallest size in charts that no longer reduce. For each size
 * from a lower bound up it looks whether there is any cover; at the first size that has one it
 * lists them all. Both searches branch on the row that the fewest columns hold, try each of these,
 * and bar it from the branches that follow, so that no cover is found twice. A branch ends where
 * {@link CoverBound} shows that the columns left to choose cannot hold the rows left, and goes on
 * without the columns that it shows to be too dear. The search for any one cover also leaves out
 * columns whose rows all lie in another's.
 */
final class CoverSearch {
  private static final int ROOT_STEPS = 400;
  private static final int BRANCH_STEPS = 20;

  /** The bound is sought again while it removes so many columns that this share is left. */
  private static final double WORTHWHILE = 0.8;

  private final CoverLimits limits;
  private final List<int[]> found = new ArrayList<>();
  private long steps;
  private boolean anyOne;

  CoverSearch(CoverLimits limits) {
    this.limits = limits;
  }

  /** All covers of the smallest size; the steps of every chart searched count together. */
  List<int[]> all(int rows, List<long[]> columns) {
    CoverChart chart = CoverChart.of(rows, columns);
    int size = CoverBound.of(chart, rows, ROOT_STEPS).size();
    anyOne = true;
    found.clear();
    while (!branch(chart, new int[0], size)) {
      size++;
    }
    anyOne = false;
    found.clear();
    branch(chart, new int[0], size);
    return List.copyOf(found);
  }

  /** Counts comparisons made elsewhere for the same covers. */
  void count(long compared) {
    steps += compared;
    limits.checkSteps(steps);
  }

  /** Looks for covers of the chart of at most a size; whether to stop, because one is enough. */
  private boolean branch(CoverChart chart, int[] chosen, int left) {
    if (chart.rows() == 0) {
      found.add(chosen);
      limits.checkModels(found.size());
      return anyOne;
    }
    if (left == 0) {
      return false;
    }
    CoverChart rest = anyOne ? chart.withoutColumns(chart.dominated()) : chart;
    int before;
    CoverBound bound;
    do {
      if (rest.hasEmptyRow()) {
        return false;
      }
      bound = CoverBound.of(rest, left, chosen.length == 0 ? ROOT_STEPS : BRANCH_STEPS);
      steps += bound.compared() + rest.size();
      limits.checkSteps(steps);
      if (bound.exceeds(left)) {
        return false;
      }
      before = rest.columns();
      rest = rest.withoutColumns(bound.tooDear(left));
    } while (rest.columns() < WORTHWHILE * before);
    return !rest.hasEmptyRow() && tryEach(rest, CoverBound.of(rest, left, 1), chosen, left);
  }

  private boolean tryEach(CoverChart chart, CoverBound bound, int[] chosen, int left) {
    int hardest = 0;
    for (int row = 1; row < chart.rows(); row++) {
      if (chart.columnsOf[row].length < chart.columnsOf[hardest].length) {
        hardest = row;
      }
    }
    Integer[] order = Arrays.stream(chart.columnsOf[hardest]).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(bound::cost));
    boolean[] barred = new boolean[chart.columns()];
    for (int column : order) {
      barred[column] = true;
      boolean[] covered = new boolean[chart.rows()];
      for (int row : chart.rowsOf[column]) {
        covered[row] = true;
      }
      int[] longer = Arrays.copyOf(chosen, chosen.length + 1);
      longer[chosen.length] = chart.numbers[column];
      if (branch(chart.without(covered, barred), longer, left - 1)) {
        return true;
      }
    }
    return false;
  }
}
