package org.panelworks.regression;

/** The long-run covariance of the periods' score sums (Driscoll and Kraay 1998, equation 2). */
final class PeriodMeat implements ScoreMeat.Serial {
  private static final long serialVersionUID = 1L;

  private final int width;
  private final Periods periods;
  private final int lags;
  private final ClusterSums sums;

  PeriodMeat(int width, Periods periods, int lags) {
    this.width = width;
    this.periods = periods;
    this.lags = lags;
    this.sums = new ClusterSums(width);
  }

  @Override
  public void add(double[][] x, UnitRun run, double[] residual, double[] total) {
    double[] score = new double[width];
    for (int r = 0; r < residual.length; r++) {
      ScoreMeat.score(x, run, residual, r, score);
      sums.add(periods.rank(run.time(r)), score);
    }
  }

  @Override
  public void merge(ScoreMeat other) {
    sums.merge(((PeriodMeat) other).sums);
  }

  @Override
  public double[][] matrix() {
    double[][] byPeriod = new double[periods.size()][];
    for (int p = 0; p < byPeriod.length; p++) {
      byPeriod[p] = sums.sum(p);
    }
    double[][] meat = new double[width][width];
    for (int p = 0; p < byPeriod.length; p++) {
      for (int lag = 0; lag <= Math.min(lags, p); lag++) {
        double weight = Periods.weight(lag, lags) * (lag == 0 ? 0.5 : 1);
        for (int i = 0; i < width; i++) {
          for (int j = 0; j < width; j++) {
            double product = weight * byPeriod[p][i] * byPeriod[p - lag][j];
            meat[i][j] += product;
            meat[j][i] += product;
          }
        }
      }
    }
    return meat;
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
