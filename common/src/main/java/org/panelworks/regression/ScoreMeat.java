package org.panelworks.regression;

import java.io.Serializable;
import org.panelworks.linalg.SemidefiniteCholesky;

/**
 * What the middle of a covariance B·M·B needs of a model's scores w·e·x̃, collected run by run and
 * merged.
 */
sealed interface ScoreMeat extends Serializable
    permits RowMeat, ClusterMeat, JackknifeMeat, ScoreMeat.Serial {

  /** One that sums over lags. */
  sealed interface Serial extends ScoreMeat permits PeriodMeat, LagMeat {
    int lags();
  }

  /**
   * Adds a run.
   *
   * @param x absorbed regressors, [terms][size of the run or more]
   * @param residual [size of the run]
   * @param total the sum of the run's scores, [terms]
   */
  void add(double[][] x, UnitRun run, double[] residual, double[] total);

  /** Adds what was collected elsewhere, by the same kind. */
  void merge(ScoreMeat other);

  /** The middle M, [terms][terms]. */
  double[][] matrix();

  /** Number of clusters or periods; 0 where rows are taken one by one. */
  long clusters();

  /** Sets {@code score}, [terms], to that of a row, w·e·x̃. */
  static void score(double[][] x, UnitRun run, double[] residual, int row, double[] score) {
    for (int k = 0; k < score.length; k++) {
      score[k] = run.weight(row) * residual[row] * x[k][row];
    }
  }

  /** The inverse of X̃'WX̃ as the moments gave it. */
  static double[][] bread(ModelSolution solution) {
    return SemidefiniteCholesky.of(solution.gram(), 0).inverse();
  }
}
