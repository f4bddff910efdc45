package org.panelworks.regression;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Arrays;
import org.panelworks.linalg.PairSums;

/**
 * The normal equations of the effects that cross units: with D their indicators and slopes, W the
 * weights, M the projection off the effects within units and X the columns, the sums D'MWX, D'MWD
 * and the diagonal of D'WD.
 */
final class CrossingMoments implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Share of an unknown's own squares that must be left for it to be identified. */
  static final double IDENTIFIED = 1e-11;

  /** Numbers that the sums of all columns over all unknowns may be. */
  private static final long LARGEST = 1L << 30;

  private final int width;
  private final int factors;
  private final double[] sums;
  private final double[] own;
  private final PairSums pairs;

  private transient int[] slot = new int[0];
  private transient int[] touched = new int[0];
  private transient double[] weighted = new double[0];
  private transient double[] projected = new double[0];

  /**
   * Nothing seen yet.
   *
   * @param driverCells pairs of unknowns that may be held
   */
  CrossingMoments(ModelGroup group, int driverCells) {
    this.width = group.width();
    this.factors = group.factors().size();
    this.sums = new double[(int) size(group)];
    this.own = new double[group.unknowns()];
    this.pairs = new PairSums(group.unknowns(), driverCells);
  }

  private static long size(ModelGroup group) {
    long size = (long) group.unknowns() * group.width();
    if (size > LARGEST) {
      throw new org.panelworks.EstimationException(
          "models "
              + group.names()
              + ": "
              + group.unknowns()
              + " levels and slopes of the fixed effects "
              + group.crossing()
              + " for "
              + group.width()
              + " columns are "
              + size
              + " sums, of which at most "
              + LARGEST
              + " can be held; make the largest of the effects the panel's unit");
    }
    return size;
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    slot = new int[0];
    touched = new int[0];
    weighted = new double[0];
    projected = new double[0];
  }

  /** Adds a run whose columns have the unit's own effects taken out. */
  void add(UnitRun run) {
    reserve(run);
    for (int f = 0; f < factors; f++) {
      double[] slope = run.slope(f);
      for (int r = 0; r < run.size(); r++) {
        weighted[r] = run.weight(r) * slope[r];
      }
      addSums(run, run.unknown(f), slope);
      for (int g = 0; g <= f; g++) {
        addPairs(run, run.unknown(f), run.unknown(g), run.slope(g));
      }
    }
    if (run.hasWithin()) {
      subtractProjection(run);
    }
  }

  private void reserve(UnitRun run) {
    if (slot.length < own.length) {
      slot = new int[own.length];
      Arrays.fill(slot, -1);
    }
    if (weighted.length < run.size()) {
      weighted = new double[2 * run.size()];
      touched = new int[weighted.length * factors];
      projected = new double[touched.length];
    }
  }

  private void addSums(UnitRun run, int[] unknown, double[] slope) {
    for (int r = 0; r < run.size(); r++) {
      own[unknown[r]] += weighted[r] * slope[r];
    }
    int c = 0;
    for (; c + 1 < width; c += 2) {
      double[] one = run.x(c);
      double[] next = run.x(c + 1);
      for (int r = 0; r < run.size(); r++) {
        int at = unknown[r] * width + c;
        sums[at] += weighted[r] * one[r];
        sums[at + 1] += weighted[r] * next[r];
      }
    }
    for (; c < width; c++) {
      double[] last = run.x(c);
      for (int r = 0; r < run.size(); r++) {
        sums[unknown[r] * width + c] += weighted[r] * last[r];
      }
    }
  }

  private void addPairs(UnitRun run, int[] one, int[] other, double[] slope) {
    for (int r = 0; r < run.size(); r++) {
      pairs.add(one[r], other[r], weighted[r] * slope[r]);
    }
  }

  /** Subtracts (Q'WD)'(Q'WD), Q the orthonormal basis of what the unit's own effects explain. */
  private void subtractProjection(UnitRun run) {
    int count = touch(run);
    for (int b = 0; b < run.within().rank(); b++) {
      Arrays.fill(projected, 0, count, 0);
      for (int f = 0; f < factors; f++) {
        int[] unknown = run.unknown(f);
        double[] slope = run.slope(f);
        for (int r = 0; r < run.size(); r++) {
          projected[slot[unknown[r]]] += run.within().weightedBasis(b, r) * slope[r];
        }
      }
      pairs.subtractOuter(touched, projected, count);
    }
    for (int i = 0; i < count; i++) {
      slot[touched[i]] = -1;
    }
  }

  /** Gives each unknown of the run a slot; returns how many there are. */
  private int touch(UnitRun run) {
    int count = 0;
    for (int f = 0; f < factors; f++) {
      int[] unknown = run.unknown(f);
      for (int r = 0; r < run.size(); r++) {
        if (slot[unknown[r]] < 0) {
          slot[unknown[r]] = count;
          touched[count++] = unknown[r];
        }
      }
    }
    return count;
  }

  CrossingMoments merge(CrossingMoments other) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.sums[i];
    }
    for (int i = 0; i < own.length; i++) {
      own[i] += other.own[i];
    }
    pairs.merge(other.pairs);
    return this;
  }

  /** D'MWx of column {@code c}, zero where {@link #unidentified}, [unknowns]. */
  double[] sums(int c) {
    double[] ofColumn = new double[own.length];
    boolean[] empty = unidentified();
    for (int u = 0; u < ofColumn.length; u++) {
      ofColumn[u] = empty[u] ? 0 : sums[u * width + c];
    }
    return ofColumn;
  }

  /**
   * Unknowns of which the units' own effects leave nothing but rounding, as of a city all of whose
   * firms are always there, [unknowns].
   */
  boolean[] unidentified() {
    boolean[] empty = new boolean[own.length];
    for (int u = 0; u < empty.length; u++) {
      empty[u] = !(pairs.diagonal(u) > IDENTIFIED * own[u]);
    }
    return empty;
  }

  /** D'MWD. */
  PairSums pairs() {
    return pairs;
  }
}
