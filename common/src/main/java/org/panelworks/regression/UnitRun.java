package org.panelworks.regression;

import java.util.Arrays;
import java.util.List;

/**
 * Walks over the rows of a group in one block, a run at a time: one unit, or a bounded stretch of
 * rows where the panel has no unit. The run's columns stand in reused arrays.
 */
final class UnitRun {
  private static final int STRETCH = 2048;

  /** Rows over which a sum loses so little that what it leaves of a mean need not be taken out. */
  private static final int SHORT = 64;

  private final ModelGroup group;
  private final BlockView view;
  private final double[][] source;

  /** Numbers of the block's rows' levels of each crossing effect; −1 for rows left out. */
  private final int[][] crossingNumbers;

  private final double[] weightSource;
  private final boolean[] alive;

  /** Whether the only effect within units is that of the unit. */
  private final boolean unitAlone;

  private int unit;
  private int[] rows = new int[0];
  private int size;
  private double[][] x = new double[0][];
  private double[] weights = new double[0];
  private int[][] level = new int[0][];
  private int[][] unknown = new int[0][];
  private double[][] slope = new double[0][];
  private WithinUnit within = WithinUnit.constant(0, new double[0]);

  private UnitRun(ModelGroup group, BlockView view) {
    this.group = group;
    this.view = view;
    this.alive =
        group.rule().rows(view, group.dead(), new SampleTally(group.rule().names().size()));
    List<FixedEffect> within = group.within();
    this.unitAlone =
        within.size() == 1
            && within.get(0).slopes().isEmpty()
            && view.isUnit(within.get(0).dimension());
    this.source = new double[group.columns().size()][];
    for (int c = 0; c < source.length; c++) {
      source[c] = view.values(group.columns().get(c));
    }
    this.crossingNumbers = new int[group.crossing().size()][];
    for (int d = 0; d < crossingNumbers.length; d++) {
      crossingNumbers[d] = view.numbers(group.crossing().get(d), group.levels(d)::find);
    }
    this.weightSource = group.weights().isEmpty() ? new double[0] : view.numeric(group.weights());
  }

  /** What is done with each run. */
  interface Visitor {
    void visit(UnitRun run);
  }

  /** Visits every run of the group's rows in a block. */
  static void each(ModelGroup group, BlockView view, Visitor visitor) {
    UnitRun run = new UnitRun(group, view);
    if (view.block().units() == 0) {
      int row = 0;
      while (row < run.alive.length) {
        row = run.collect(row, run.alive.length, STRETCH);
        run.visit(visitor);
      }
      return;
    }
    for (int unit = 0; unit < view.block().units(); unit++) {
      run.unit = unit;
      run.collect(
          view.block().unitStart(unit), view.block().unitStart(unit + 1), Integer.MAX_VALUE);
      run.visit(visitor);
    }
  }

  private void visit(Visitor visitor) {
    if (size > 0) {
      load();
      visitor.visit(this);
    }
  }

  /** Collects rows from {@code from} on, at most {@code limit}; returns the first row not seen. */
  private int collect(int from, int to, int limit) {
    if (rows.length < Math.min(to - from, limit)) {
      rows = new int[Math.min(to - from, limit)];
    }
    size = 0;
    int row = from;
    while (row < to && size < limit) {
      if (alive[row]) {
        rows[size++] = row;
      }
      row++;
    }
    return row;
  }

  private void load() {
    if (x.length == 0 || x[0].length < size) {
      int capacity = Math.max(size, 64);
      x = new double[group.width()][capacity];
      level = new int[crossingNumbers.length][capacity];
      unknown = new int[group.factors().size()][capacity];
      slope = new double[group.factors().size()][capacity];
      weights = new double[weightSource.length == 0 ? 0 : capacity];
    }
    for (int r = 0; r < weights.length && r < size; r++) {
      weights[r] = weightSource[rows[r]];
    }
    for (int d = 0; d < level.length; d++) {
      int[] numbers = crossingNumbers[d];
      for (int r = 0; r < size; r++) {
        level[d][r] = numbers[rows[r]];
      }
    }
    for (int f = 0; f < unknown.length; f++) {
      loadFactor(f, group.factors().get(f));
    }
    if (!group.within().isEmpty()) {
      within =
          unitAlone
              ? WithinUnit.constant(size, weights)
              : WithinUnit.span(size, weights, group.within(), view, rows);
    }
  }

  /** Loads the columns less their centres. */
  void loadColumns() {
    for (int c = 0; c < x.length; c++) {
      load(c);
    }
  }

  private void load(int c) {
    double[] to = x[c];
    if (c == source.length) {
      Arrays.fill(to, 0, size, 1);
      return;
    }
    double centre = group.centre(c);
    double[] from = source[c];
    for (int r = 0; r < size; r++) {
      to[r] = from[rows[r]] - centre;
    }
  }

  /**
   * Loads the columns with the unit's own effects taken out.
   *
   * @param squares takes Σ w·x² of each column before that, about its centre, [width]
   */
  void loadWithin(double[] squares) {
    int c = 0;
    for (; isPlain() && c + 1 < x.length; c += 2) {
      loadTwo(c, squares);
    }
    for (; c < x.length; c++) {
      load(c);
      squares[c] = sumOfSquares(x[c]);
      absorbWithin(c);
    }
  }

  /**
   * Loads the columns with all fixed effects taken out.
   *
   * @param effects of each column at each unknown of the crossing effects, [width][unknowns]
   */
  void loadAbsorbed(double[][] effects) {
    boolean one = group.factors().size() == 1 && group.factors().get(0).isConstant();
    int c = 0;
    for (; one && isPlain() && c + 1 < x.length; c += 2) {
      loadTwo(c, effects[c], effects[c + 1]);
    }
    for (; c < x.length; c++) {
      load(c);
      absorbCrossing(x[c], effects[c]);
      absorbWithin(c);
    }
  }

  /** Whether the unit's constant is all there is to take out of rows that stand together. */
  private boolean isPlain() {
    return unitAlone
        && weights.length == 0
        && !group.constant()
        && rows[size - 1] - rows[0] == size - 1;
  }

  /**
   * Loads two columns and takes their means out, in two loops: units have few rows and a processor
   * has much room. Deviations are from the first value, which keeps the digits of small ones from
   * large means.
   */
  private void loadTwo(int c, double[] squares) {
    double[] fromA = source[c];
    double[] fromB = source[c + 1];
    double[] a = x[c];
    double[] b = x[c + 1];
    double centreA = group.centre(c);
    double centreB = group.centre(c + 1);
    int first = rows[0];
    double shiftA = fromA[first] - centreA;
    double shiftB = fromB[first] - centreB;
    double sumA = 0;
    double sumB = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int r = 0; r < size; r++) {
      double valueA = fromA[first + r] - centreA;
      double valueB = fromB[first + r] - centreB;
      squaresA += valueA * valueA;
      squaresB += valueB * valueB;
      a[r] = valueA - shiftA;
      b[r] = valueB - shiftB;
      sumA += a[r];
      sumB += b[r];
    }
    squares[c] = squaresA;
    squares[c + 1] = squaresB;
    subtractMeans(c, sumA, sumB);
  }

  private void loadTwo(int c, double[] effectA, double[] effectB) {
    double[] fromA = source[c];
    double[] fromB = source[c + 1];
    double[] a = x[c];
    double[] b = x[c + 1];
    double centreA = group.centre(c);
    double centreB = group.centre(c + 1);
    int[] number = unknown[0];
    int first = rows[0];
    double shiftA = fromA[first] - centreA - effectA[number[0]];
    double shiftB = fromB[first] - centreB - effectB[number[0]];
    double sumA = 0;
    double sumB = 0;
    for (int r = 0; r < size; r++) {
      a[r] = fromA[first + r] - centreA - effectA[number[r]] - shiftA;
      b[r] = fromB[first + r] - centreB - effectB[number[r]] - shiftB;
      sumA += a[r];
      sumB += b[r];
    }
    subtractMeans(c, sumA, sumB);
  }

  private void subtractMeans(int c, double sumA, double sumB) {
    double[] a = x[c];
    double[] b = x[c + 1];
    double meanA = sumA / size;
    double meanB = sumB / size;
    for (int r = 0; r < size; r++) {
      a[r] -= meanA;
      b[r] -= meanB;
    }
    if (size > SHORT) {
      absorbWithin(c);
      absorbWithin(c + 1);
    }
  }

  private void loadFactor(int f, CrossingFactor factor) {
    int[] number = level[factor.dimension()];
    for (int r = 0; r < size; r++) {
      unknown[f][r] = factor.offset() + number[r];
    }
    if (factor.isConstant()) {
      Arrays.fill(slope[f], 0, size, 1);
      return;
    }
    double[] values = view.values(factor.slope().get(0));
    for (int r = 0; r < size; r++) {
      slope[f][r] = values[rows[r]] - factor.centre()[number[r]];
    }
  }

  BlockView view() {
    return view;
  }

  /** The block's unit that the run is; meaningless where the block has none. */
  int unit() {
    return unit;
  }

  int size() {
    return size;
  }

  /** The block's row behind row {@code r} of the run. */
  int row(int r) {
    return rows[r];
  }

  /** The time of row {@code r}; the panel must have one. */
  long time(int r) {
    return view.block().time()[rows[r]];
  }

  double weight(int r) {
    return weights.length == 0 ? 1 : weights[r];
  }

  boolean isWeighted() {
    return weights.length > 0;
  }

  /** Copies the weights of some of the run's rows; the run must have weights. */
  void copyWeights(int from, int count, double[] into, int at) {
    System.arraycopy(weights, from, into, at, count);
  }

  /** A column, [size], times the weights; the column itself where they are equal. */
  double[] weighted(double[] column) {
    if (weights.length == 0) {
      return column;
    }
    double[] weighted = new double[size];
    for (int r = 0; r < size; r++) {
      weighted[r] = weights[r] * column[r];
    }
    return weighted;
  }

  /** Σ w·a² over the run's rows. */
  double sumOfSquares(double[] a) {
    double sum = 0;
    if (weights.length == 0) {
      for (int r = 0; r < size; r++) {
        sum += a[r] * a[r];
      }
      return sum;
    }
    for (int r = 0; r < size; r++) {
      sum += weights[r] * a[r] * a[r];
    }
    return sum;
  }

  /** Column {@code c}, [size or more], as it was loaded last. */
  double[] x(int c) {
    return x[c];
  }

  /** Numbers of the levels of crossing effect {@code d}, [size or more]. */
  int[] level(int d) {
    return level[d];
  }

  /** The unknowns of the rows' levels in run {@code f} of the unknowns, [size or more]. */
  int[] unknown(int f) {
    return unknown[f];
  }

  /** What multiplies them: 1 for constants, a number less its centre for slopes, [size or more]. */
  double[] slope(int f) {
    return slope[f];
  }

  boolean hasWithin() {
    return !group.within().isEmpty();
  }

  WithinUnit within() {
    return within;
  }

  private void absorbWithin(int c) {
    if (hasWithin()) {
      within.residualise(x[c]);
    }
  }

  private void absorbCrossing(double[] column, double[] effect) {
    for (int f = 0; f < unknown.length; f++) {
      int[] number = unknown[f];
      double[] times = slope[f];
      for (int r = 0; r < size; r++) {
        column[r] -= times[r] * effect[number[r]];
      }
    }
  }
}
