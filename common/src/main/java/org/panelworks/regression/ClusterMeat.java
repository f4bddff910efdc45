package org.panelworks.regression;

import org.panelworks.linalg.CompensatedArray;
import org.panelworks.linalg.CrossProducts;
import org.panelworks.linalg.LongIndex;

/** Σ over clusters of the outer product of their score sums. */
final class ClusterMeat implements ScoreMeat {
  private static final long serialVersionUID = 1L;

  private final int width;
  private final Dimension clustering;
  private final CompensatedArray within;
  private final ClusterSums crossing;
  private long withinClusters;

  ClusterMeat(int width, Dimension clustering) {
    this.width = width;
    this.clustering = clustering;
    this.within = new CompensatedArray(width * (width + 1) / 2);
    this.crossing = new ClusterSums(width);
  }

  @Override
  public void add(double[][] x, UnitRun run, double[] residual) {
    long[] codes = run.view().codes(clustering);
    if (run.view().isWithinUnit(clustering)) {
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
      int at = 0;
      for (int a = 0; a < width; a++) {
        for (int b = 0; b <= a; b++) {
          within.add(at++, sums[c][a] * sums[c][b]);
        }
      }
    }
  }

  @Override
  public void merge(ScoreMeat other) {
    ClusterMeat clusters = (ClusterMeat) other;
    within.merge(clusters.within);
    withinClusters += clusters.withinClusters;
    crossing.merge(clusters.crossing);
  }

  @Override
  public double[][] matrix() {
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
