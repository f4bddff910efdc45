package org.panelworks.regression;

import java.util.Arrays;
import org.panelworks.linalg.CompensatedArray;
import org.panelworks.linalg.CrossProducts;
import org.panelworks.linalg.LongIndex;

/** Σ over clusters of the outer product of their score sums. */
final class ClusterMeat implements ScoreMeat {
  private static final long serialVersionUID = 1L;
  private static final int TOGETHER = 32;

  private final int width;
  private final Dimension clustering;
  private final CompensatedArray within;
  private final ClusterSums crossing;
  private long withinClusters;

  /** Sums of the last few clusters within units, not yet in {@link #within}; empty for none. */
  private double[] open = {};

  private int openClusters;

  ClusterMeat(int width, Dimension clustering) {
    this.width = width;
    this.clustering = clustering;
    this.within = new CompensatedArray(width * (width + 1) / 2);
    this.crossing = new ClusterSums(width);
  }

  @Override
  public void add(double[][] x, UnitRun run, double[] residual, double[] total) {
    if (run.view().isUnit(clustering)) {
      addWhole(total);
      return;
    }
    long[] codes = run.view().codes(clustering);
    if (run.view().isWithinUnit(clustering)) {
      if (isOne(codes, run)) {
        // The very sum of the unit's cluster, so that the two cancel where each unit has one.
        addWhole(total);
        return;
      }
      addWithin(codes, x, run, residual);
      return;
    }
    double[] score = new double[width];
    for (int r = 0; r < residual.length; r++) {
      ScoreMeat.score(x, run, residual, r, score);
      crossing.add(codes[run.row(r)], score);
    }
  }

  private void addWithin(long[] codes, double[][] x, UnitRun run, double[] residual) {
    LongIndex clusters = new LongIndex();
    double[][] sums = new double[residual.length][];
    for (int r = 0; r < residual.length; r++) {
      int cluster = clusters.add(codes[run.row(r)]);
      if (sums[cluster] == null) {
        sums[cluster] = new double[width];
      }
      for (int k = 0; k < width; k++) {
        sums[cluster][k] += run.weight(r) * residual[r] * x[k][r];
      }
    }
    withinClusters += clusters.size();
    for (int c = 0; c < clusters.size(); c++) {
      addOuter(sums[c]);
    }
  }

  private static boolean isOne(long[] codes, UnitRun run) {
    for (int r = 1; r < run.size(); r++) {
      if (codes[run.row(r)] != codes[run.row(0)]) {
        return false;
      }
    }
    return true;
  }

  /** Adds a run that is one cluster. */
  private void addWhole(double[] total) {
    withinClusters++;
    addOuter(total);
  }

  /** Adds s·s' of a cluster's sum of scores, [width], a few clusters together. */
  private void addOuter(double[] s) {
    if (open.length == 0) {
      open = new double[within.length()];
    }
    int at = 0;
    for (int a = 0; a < width; a++) {
      double first = s[a];
      for (int b = 0; b <= a; b++) {
        open[at++] += first * s[b];
      }
    }
    if (++openClusters == TOGETHER) {
      close();
    }
  }

  private void close() {
    if (openClusters > 0) {
      within.addAll(open);
      Arrays.fill(open, 0);
      openClusters = 0;
    }
  }

  @Override
  public void merge(ScoreMeat other) {
    ClusterMeat clusters = (ClusterMeat) other;
    close();
    clusters.close();
    within.merge(clusters.within);
    withinClusters += clusters.withinClusters;
    crossing.merge(clusters.crossing);
  }

  @Override
  public double[][] matrix() {
    close();
    double[][] meat = CrossProducts.unpack(within.values(), width);
    double[][] across = crossing.meat();
    for (int a = 0; a < width; a++) {
      for (int b = 0; b < width; b++) {
        meat[a][b] += across[a][b];
      }
    }
    return meat;
  }

  @Override
  public long clusters() {
    return withinClusters + crossing.clusters();
  }
}
