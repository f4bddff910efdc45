package org.panelworks.regression;

import java.util.Arrays;
import org.panelworks.linalg.CompensatedArray;
import org.panelworks.linalg.CrossProducts;
import org.panelworks.linalg.LongIndex;
import org.panelworks.linalg.SemidefiniteCholesky;

/**
 * Σ over clusters of the outer product of what leaving the cluster out does to the coefficients:
 * b(g) − b = −(A − A(g))⁻¹s(g), with A = X̃'WX̃, A(g) the cluster's part of it and s(g) its score
 * sum. This is the covariance itself but for its factor, so that {@link #matrix} stands between no
 * bread.
 */
final class JackknifeMeat implements ScoreMeat {
  private static final long serialVersionUID = 1L;

  /** Share of a term's variance that must be left without the cluster. */
  private static final double LEFT = 1e-9;

  private final int width;
  private final Dimension clustering;
  private final double[][] gram;
  private final CompensatedArray within;
  private final ClusterSums crossing;
  private long withinClusters;
  private long unidentified;

  JackknifeMeat(ModelSolution solution, Dimension clustering) {
    this.width = solution.regressors().length;
    this.clustering = clustering;
    this.gram = solution.gram();
    this.within = new CompensatedArray(width * (width + 1) / 2);
    this.crossing = new ClusterSums(width + width * (width + 1) / 2);
  }

  @Override
  public void add(double[][] x, UnitRun run, double[] residual, double[] total) {
    long[] codes = run.view().codes(clustering);
    boolean inside = run.view().isWithinUnit(clustering);
    LongIndex clusters = new LongIndex();
    double[][] sums = new double[residual.length][];
    for (int r = 0; r < residual.length; r++) {
      int cluster = clusters.add(codes[run.row(r)]);
      if (sums[cluster] == null) {
        sums[cluster] = new double[width + width * (width + 1) / 2];
      }
      addRow(sums[cluster], x, r, run.weight(r), residual[r]);
    }
    for (int c = 0; c < clusters.size(); c++) {
      if (inside) {
        withinClusters++;
        addChange(sums[c], within);
      } else {
        crossing.add(clusters.key(c), sums[c]);
      }
    }
  }

  private void addRow(double[] sums, double[][] x, int row, double weight, double residual) {
    int at = width;
    for (int i = 0; i < width; i++) {
      double weighted = weight * x[i][row];
      sums[i] += weighted * residual;
      for (int j = 0; j <= i; j++) {
        sums[at++] += weighted * x[j][row];
      }
    }
  }

  private void addChange(double[] sums, CompensatedArray into) {
    double[][] rest = new double[width][width];
    int at = width;
    for (int i = 0; i < width; i++) {
      for (int j = 0; j <= i; j++) {
        rest[i][j] = gram[i][j] - sums[at++];
        rest[j][i] = rest[i][j];
      }
    }
    SemidefiniteCholesky factor = SemidefiniteCholesky.of(rest, 0);
    for (int i = 0; i < width; i++) {
      if (!(rest[i][i] * factor.share(i) > LEFT * gram[i][i])) {
        unidentified++;
        return;
      }
    }
    double[] change = factor.solve(Arrays.copyOf(sums, width));
    int out = 0;
    for (int i = 0; i < width; i++) {
      for (int j = 0; j <= i; j++) {
        into.add(out++, change[i] * change[j]);
      }
    }
  }

  @Override
  public void merge(ScoreMeat other) {
    JackknifeMeat clusters = (JackknifeMeat) other;
    within.merge(clusters.within);
    crossing.merge(clusters.crossing);
    withinClusters += clusters.withinClusters;
    unidentified += clusters.unidentified;
  }

  /** Clusters without which a term is not identified; known after {@link #matrix}. */
  long unidentified() {
    return unidentified;
  }

  @Override
  public double[][] matrix() {
    CompensatedArray all = new CompensatedArray(width * (width + 1) / 2).merge(within);
    for (int c = 0; c < crossing.clusters(); c++) {
      addChange(crossing.at(c), all);
    }
    return CrossProducts.unpack(all.values(), width);
  }

  @Override
  public long clusters() {
    return withinClusters + crossing.clusters();
  }
}
