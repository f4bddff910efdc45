package org.panelworks.regression;

import org.panelworks.linalg.CompensatedArray;
import org.panelworks.linalg.CrossProducts;

/**
 * Σ over units of the long-run covariance of their scores: Σ s(t)s(t)' + Σ weight(l)·(s(t)s(t−l)' +
 * s(t−l)s(t)'), over pairs of a unit's rows at most {@code lags} periods apart.
 */
final class LagMeat implements ScoreMeat.Serial {
  private static final long serialVersionUID = 1L;

  private final int width;
  private final Periods periods;
  private final int lags;
  private final CompensatedArray sums;

  LagMeat(int width, Periods periods, int lags) {
    this.width = width;
    this.periods = periods;
    this.lags = lags;
    this.sums = new CompensatedArray(width * (width + 1) / 2);
  }

  @Override
  public void add(double[][] x, UnitRun run, double[] residual, double[] total) {
    int[] rank = new int[residual.length];
    double[][] scores = new double[residual.length][width];
    for (int r = 0; r < residual.length; r++) {
      rank[r] = periods.rank(run.time(r));
      ScoreMeat.score(x, run, residual, r, scores[r]);
      for (int s = r; s >= 0 && rank[r] - rank[s] <= lags; s--) {
        addPair(scores[r], scores[s], Periods.weight(rank[r] - rank[s], lags));
      }
    }
  }

  private void addPair(double[] later, double[] earlier, double weight) {
    boolean same = later == earlier;
    int at = 0;
    for (int i = 0; i < width; i++) {
      for (int j = 0; j <= i; j++) {
        double product = later[i] * earlier[j];
        sums.add(at++, weight * (same ? product : product + later[j] * earlier[i]));
      }
    }
  }

  @Override
  public void merge(ScoreMeat other) {
    sums.merge(((LagMeat) other).sums);
  }

  @Override
  public double[][] matrix() {
    return CrossProducts.unpack(sums.values(), width);
  }

  @Override
  public int lags() {
    return lags;
  }

  @Override
  public long clusters() {
    return periods.size();
  }
}
