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
  }

  /** Adds a run whose columns have the unit's own effects taken out. */
  void add(UnitRun run) {
    for (int f = 0; f < factors; f++) {
      addSums(run, run.unknown(f), run.slope(f));
    }
    addPairs(run);
    if (run.hasWithin()) {
      subtractProjection(run);
    }
  }

  private void addSums(UnitRun run, int[] unknown, double[] slope) {
    for (int r = 0; r < run.size(); r++) {
      own[unknown[r]] += run.weight(r) * slope[r] * slope[r];
    }
    for (int c = 0; c < width; c++) {
      double[] x = run.x(c);
      for (int r = 0; r < run.size(); r++) {
        sums[unknown[r] * width + c] += run.weight(r) * slope[r] * x[r];
      }
    }
  }

  private void addPairs(UnitRun run) {
    for (int f = 0; f < factors; f++) {
      int[] one = run.unknown(f);
      double[] slopeOne = run.slope(f);
      for (int g = 0; g <= f; g++) {
        int[] other = run.unknown(g);
        double[] slopeOther = run.slope(g);
        for (int r = 0; r < run.size(); r++) {
          pairs.add(one[r], other[r], run.weight(r) * slopeOne[r] * slopeOther[r]);
        }
      }
    }
  }

  /** Subtracts (Q'WD)'(Q'WD), Q the orthonormal basis of what the unit's own effects explain. */
  private void subtractProjection(UnitRun run) {
    if (slot.length < own.length) {
      slot = new int[own.length];
      Arrays.fill(slot, -1);
    }
    int[] touched = new int[run.size() * factors];
    int count = 0;
    for (int f = 0; f < factors; f++) {
      for (int r = 0; r < run.size(); r++) {
        int unknown = run.unknown(f)[r];
        if (slot[unknown] < 0) {
          slot[unknown] = count;
          touched[count++] = unknown;
        }
      }
    }
    double[] projected = new double[count];
    for (int b = 0; b < run.within().rank(); b++) {
      Arrays.fill(projected, 0);
      for (int f = 0; f < factors; f++) {
        for (int r = 0; r < run.size(); r++) {
          projected[slot[run.unknown(f)[r]]] += run.within().weightedBasis(b, r) * run.slope(f)[r];
        }
      }
      for (int i = 0; i < count; i++) {
        for (int j = 0; j <= i; j++) {
          pairs.add(touched[i], touched[j], -projected[i] * projected[j]);
        }
      }
    }
    for (int i = 0; i < count; i++) {
      slot[touched[i]] = -1;
    }
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
