package org.panelworks.regression;

import org.panelworks.linalg.CompensatedArray;
import org.panelworks.linalg.CrossProducts;

/**
 * Σ (w·e)²·x̃x̃' / (1 − h)^p over rows, h = w·x̃'(X̃'WX̃)⁻¹x̃ the row's leverage: p is 0 for HC1, 1
 * for HC2, 2 for HC3.
 */
final class RowMeat implements ScoreMeat {
  private static final long serialVersionUID = 1L;

  /** What rounding may leave of 1 − h where a row determines a coefficient alone. */
  private static final double ALONE = 1e-10;

  private final int width;
  private final CompensatedArray sums;
  private final Vcov.Hc hc;
  private final double[][] bread;
  private long alone;

  RowMeat(ModelSolution solution, Vcov.Hc hc) {
    this.width = solution.regressors().length;
    this.sums = new CompensatedArray(width * (width + 1) / 2);
    this.hc = hc;
    this.bread = hc == Vcov.Hc.HC1 ? new double[0][] : ScoreMeat.bread(solution);
  }

  @Override
  public void add(double[][] x, UnitRun run, double[] residual, double[] total) {
    double[] square = new double[residual.length];
    for (int r = 0; r < square.length; r++) {
      double we = run.weight(r) * residual[r];
      square[r] = hc == Vcov.Hc.HC1 ? we * we : we * we / slack(x, r, run.weight(r));
    }
    double[] weighted = new double[residual.length];
    int at = 0;
    for (int i = 0; i < width; i++) {
      for (int r = 0; r < weighted.length; r++) {
        weighted[r] = square[r] * x[i][r];
      }
      for (int j = 0; j <= i; j++) {
        sums.add(at++, CrossProducts.dot(weighted, x[j], weighted.length));
      }
    }
  }

  private double slack(double[][] x, int row, double weight) {
    double leverage = 0;
    for (int i = 0; i < width; i++) {
      double product = 0;
      for (int j = 0; j < width; j++) {
        product += bread[i][j] * x[j][row];
      }
      leverage += weight * x[i][row] * product;
    }
    double left = 1 - leverage;
    if (left < ALONE) {
      alone++;
      return 1;
    }
    return hc == Vcov.Hc.HC3 ? left * left : left;
  }

  /** Rows that determine a coefficient alone, whose leverage is one. */
  long alone() {
    return alone;
  }

  @Override
  public void merge(ScoreMeat other) {
    RowMeat rows = (RowMeat) other;
    sums.merge(rows.sums);
    alone += rows.alone;
  }

  @Override
  public double[][] matrix() {
    return CrossProducts.unpack(sums.values(), width);
  }

  @Override
  public long clusters() {
    return 0;
  }
}
