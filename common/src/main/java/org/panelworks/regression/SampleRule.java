package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.panelworks.linalg.LongIndex;

/**
 * Which rows a model is estimated on: those of the sample that meet its condition, have every
 * value, a positive weight, and are not singletons. Models with equal rules have the same rows.
 *
 * @param predicate a numeric column that is 1 where the row is wanted, empty for all rows
 * @param part the level that a splitting column has in the rows wanted; empty for rows of any level
 * @param weights the weights column, empty for equal weights
 * @param columns the response and the regressors
 * @param dimensions groupings whose cells must be present: fixed effects and clusters
 * @param singletonDimensions fixed effects of which a level with one row is dropped; empty to keep
 * @param slopes numbers whose means over the levels of a grouping are wanted
 */
record SampleRule(
    String predicate,
    List<DesignColumn.Indicator> part,
    String weights,
    List<DesignColumn> columns,
    List<Dimension> dimensions,
    List<Dimension> singletonDimensions,
    List<SampleRule.LevelSlope> slopes)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  SampleRule {
    part = List.copyOf(part);
    columns = List.copyOf(columns);
    dimensions = List.copyOf(dimensions);
    singletonDimensions = List.copyOf(singletonDimensions);
    slopes = List.copyOf(slopes);
  }

  /** A number that has a slope in each level of a grouping. */
  record LevelSlope(Dimension dimension, NumericExpression slope) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * The rows of a block that the rule takes; not to be written, as rules that agree share them.
   *
   * @param dead for each singleton dimension that crosses units, the levels found to be singletons
   *     so far; an empty index for those within units
   * @param tally counts why rows were left out
   */
  boolean[] rows(BlockView view, List<LongIndex> dead, SampleTally tally) {
    if (isComplete(view) && dead.stream().allMatch(levels -> levels.size() == 0)) {
      BlockView.Mask mask =
          view.mask(
              new BlockView.MaskKey(predicate, part, singletonDimensions),
              () -> {
                SampleTally counted = new SampleTally(0);
                return new BlockView.Mask(computeRows(view, dead, counted), counted);
              });
      tally.addCounts(mask.tally());
      return mask.alive();
    }
    return computeRows(view, dead, tally);
  }

  /** Whether no row of the block lacks anything that the rule needs. */
  private boolean isComplete(BlockView view) {
    return weights.isEmpty()
        && columns.stream().allMatch(view::isComplete)
        && dimensions.stream().allMatch(view::isComplete);
  }

  private boolean[] computeRows(BlockView view, List<LongIndex> dead, SampleTally tally) {
    int rows = view.block().rows();
    boolean[] alive = new boolean[rows];
    double[] wanted = predicate.isEmpty() ? new double[0] : view.numeric(predicate);
    for (int r = 0; r < rows; r++) {
      alive[r] = view.block().inSample(r) && (wanted.length == 0 || wanted[r] == 1);
    }
    part.forEach(level -> view.keepLevel(level, alive));
    int left = count(alive);
    tally.considered += left;
    if (!isComplete(view)) {
      dropMissing(view, alive, tally);
      left = count(alive);
    }
    if (!singletonDimensions.isEmpty()) {
      dropSingletons(view, dead, alive);
      tally.singletons += left - count(alive);
    }
    return alive;
  }

  private void dropMissing(BlockView view, boolean[] alive, SampleTally tally) {
    int before = count(alive);
    boolean[] complete = alive.clone();
    for (int c = 0; c < columns.size(); c++) {
      if (view.isComplete(columns.get(c))) {
        continue;
      }
      double[] values = view.values(columns.get(c));
      for (int r = 0; r < alive.length; r++) {
        if (alive[r] && Double.isNaN(values[r])) {
          tally.missingByName[c]++;
          complete[r] = false;
        }
      }
    }
    for (int d = 0; d < dimensions.size(); d++) {
      if (view.isComplete(dimensions.get(d))) {
        continue;
      }
      long[] codes = view.codes(dimensions.get(d));
      for (int r = 0; r < alive.length; r++) {
        if (alive[r] && codes[r] < 0) {
          tally.missingByName[columns.size() + d]++;
          complete[r] = false;
        }
      }
    }
    double[] weight = weights.isEmpty() ? new double[0] : view.numeric(weights);
    for (int r = 0; r < weight.length; r++) {
      if (alive[r] && Double.isNaN(weight[r])) {
        tally.missingByName[tally.missingByName.length - 1]++;
        complete[r] = false;
      }
    }
    System.arraycopy(complete, 0, alive, 0, alive.length);
    tally.missing += before - count(alive);
    for (int r = 0; r < weight.length; r++) {
      if (alive[r] && !(weight[r] > 0)) {
        tally.negativeWeights += weight[r] < 0 ? 1 : 0;
        tally.weightless += weight[r] == 0 ? 1 : 0;
        alive[r] = false;
      }
    }
  }

  /** What may be missing in a row: the columns, the groupings, the weights, in this order. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    columns.forEach(column -> names.add(column.name()));
    dimensions.forEach(dimension -> names.add(dimension.toString()));
    if (!weights.isEmpty()) {
      names.add(weights);
    }
    return names;
  }

  private void dropSingletons(BlockView view, List<LongIndex> dead, boolean[] alive) {
    boolean within = false;
    for (int d = 0; d < singletonDimensions.size(); d++) {
      Dimension dimension = singletonDimensions.get(d);
      within |= view.isWithinUnit(dimension);
      if (dead.get(d).size() > 0) {
        long[] codes = view.codes(dimension);
        for (int r = 0; r < alive.length; r++) {
          alive[r] &= dead.get(d).find(codes[r]) < 0;
        }
      }
    }
    if (within) {
      List<Dimension> dimensions = singletonDimensions.stream().filter(view::isWithinUnit).toList();
      for (int unit = 0; unit < view.block().units(); unit++) {
        dropWithin(view, dimensions, unit, alive);
      }
    }
  }

  /** Drops rows that are alone in a level within one unit, until none is left. */
  private static void dropWithin(
      BlockView view, List<Dimension> dimensions, int unit, boolean[] alive) {
    int from = view.block().unitStart(unit);
    int to = view.block().unitStart(unit + 1);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Dimension dimension : dimensions) {
        changed |=
            view.isUnit(dimension)
                ? dropAlone(from, to, alive)
                : dropAlone(view.codes(dimension), from, to, alive);
      }
    }
  }

  /** Drops the unit's row where there is one only. */
  private static boolean dropAlone(int from, int to, boolean[] alive) {
    int rows = 0;
    int last = from;
    for (int r = from; r < to && rows < 2; r++) {
      if (alive[r]) {
        rows++;
        last = r;
      }
    }
    if (rows == 1) {
      alive[last] = false;
    }
    return rows == 1;
  }

  private static boolean dropAlone(long[] codes, int from, int to, boolean[] alive) {
    LongIndex levels = new LongIndex();
    int[] rows = new int[to - from];
    for (int r = from; r < to; r++) {
      if (alive[r]) {
        rows[levels.add(codes[r])]++;
      }
    }
    boolean changed = false;
    for (int r = from; r < to; r++) {
      if (alive[r] && rows[levels.find(codes[r])] == 1) {
        alive[r] = false;
        changed = true;
      }
    }
    return changed;
  }

  static int count(boolean[] alive) {
    int count = 0;
    for (boolean a : alive) {
      count += a ? 1 : 0;
    }
    return count;
  }
}
