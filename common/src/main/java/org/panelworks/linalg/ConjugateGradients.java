package org.panelworks.linalg;

import org.panelworks.EstimationException;

/**
 * Conjugate gradients with the diagonal as preconditioner (Hestenes and Stiefel 1952; Saad 2003,
 * algorithm 9.1) for a symmetric positive semidefinite matrix and a right-hand side in its range,
 * as the normal equations of fixed effects are.
 */
public final class ConjugateGradients {
  /** How much larger than the tolerance the true residual may be. */
  private static final double TRUE_RESIDUAL = 100;

  private static final int RESTARTS = 3;

  /** Iterations without a gain, beyond one for each unknown, after which there will be none. */
  private static final int PATIENCE = 1_000;

  private final double tolerance;
  private final int maximumIterations;

  private ConjugateGradients(double tolerance, int maximumIterations) {
    this.tolerance = tolerance;
    this.maximumIterations = maximumIterations;
  }

  /**
   * A solver.
   *
   * @param tolerance largest norm of the residual, relative to that of the right-hand side
   * @param maximumIterations after which {@link #solve} refuses
   */
  public static ConjugateGradients of(double tolerance, int maximumIterations) {
    return new ConjugateGradients(tolerance, maximumIterations);
  }

  /**
   * A solution with how it was reached.
   *
   * @param x the solution, [size]
   * @param iterations iterations taken
   * @param residual norm of b − A·x relative to that of b, computed afresh from x
   */
  public record Solution(double[] x, int iterations, double residual) {}

  /**
   * Solves {@code matrix · x = b}. The residual that the iterations carry along may run ahead of
   * the true one, so that is computed at the end; from where it is more than a hundred times the
   * tolerance the iterations begin again.
   *
   * @throws EstimationException where the tolerance is not reached, or nothing is gained any more
   */
  public Solution solve(SparseSymmetric matrix, double[] b) {
    double[] x = new double[matrix.size()];
    double goal = norm(b);
    if (goal == 0) {
      return new Solution(x, 0, 0);
    }
    double[] residual = b.clone();
    int iterations = 0;
    for (int restart = 0; ; restart++) {
      iterations += descend(matrix, x, residual, goal, maximumIterations - iterations);
      matrix.multiply(x, residual);
      for (int i = 0; i < residual.length; i++) {
        residual[i] = b[i] - residual[i];
      }
      double relative = norm(residual) / goal;
      if (relative <= TRUE_RESIDUAL * tolerance) {
        return new Solution(x, iterations, relative);
      }
      if (restart == RESTARTS) {
        throw notConverged(relative, iterations);
      }
    }
  }

  /** Goes on from x, and changes it and its residual, until that is small; returns iterations. */
  private int descend(
      SparseSymmetric matrix, double[] x, double[] residual, double goal, int limit) {
    int size = x.length;
    double[] scaled = precondition(matrix, residual);
    double[] direction = scaled.clone();
    double[] image = new double[size];
    double rho = dot(residual, scaled);
    double best = Double.POSITIVE_INFINITY;
    int bestIteration = 0;
    for (int iteration = 1; iteration <= limit; iteration++) {
      matrix.multiply(direction, image);
      double curvature = dot(direction, image);
      double relative = norm(residual) / goal;
      if (!(curvature > 0) || iteration - bestIteration > size + PATIENCE) {
        throw notConverged(relative, iteration);
      }
      axpy(rho / curvature, direction, x);
      axpy(-rho / curvature, image, residual);
      relative = norm(residual) / goal;
      if (relative <= tolerance) {
        return iteration;
      }
      if (relative < best) {
        best = relative;
        bestIteration = iteration;
      }
      scaled = precondition(matrix, residual);
      double next = dot(residual, scaled);
      for (int i = 0; i < size; i++) {
        direction[i] = scaled[i] + next / rho * direction[i];
      }
      rho = next;
    }
    throw notConverged(norm(residual) / goal, maximumIterations);
  }

  private EstimationException notConverged(double relative, int iterations) {
    return new EstimationException(
        "the fixed effects did not converge: residual "
            + relative
            + " after "
            + iterations
            + " iterations, where "
            + tolerance
            + " is wanted; the groups may be too thinly connected");
  }

  private static double[] precondition(SparseSymmetric matrix, double[] residual) {
    double[] scaled = new double[residual.length];
    for (int i = 0; i < scaled.length; i++) {
      double diagonal = matrix.diagonal(i);
      scaled[i] = diagonal > 0 ? residual[i] / diagonal : 0;
    }
    return scaled;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  private static void axpy(double factor, double[] x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] += factor * x[i];
    }
  }
}
