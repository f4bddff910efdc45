package org.panelworks.linalg;

import org.panelworks.EstimationException;

/**
 * Conjugate gradients with the diagonal as preconditioner (Hestenes and Stiefel 1952; Saad 2003,
 * algorithm 9.1) for a symmetric positive semidefinite matrix and a right-hand side in its range,
 * as the normal equations of fixed effects are.
 */
public final class ConjugateGradients {
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
   * @param residual norm of b − A·x relative to that of b
   */
  public record Solution(double[] x, int iterations, double residual) {}

  /**
   * Solves {@code matrix · x = b}.
   *
   * @throws EstimationException where the tolerance is not reached
   */
  public Solution solve(SparseSymmetric matrix, double[] b) {
    int size = matrix.size();
    double[] x = new double[size];
    double[] residual = b.clone();
    double[] scaled = precondition(matrix, residual);
    double[] direction = scaled.clone();
    double[] image = new double[size];
    double goal = norm(b);
    if (goal == 0) {
      return new Solution(x, 0, 0);
    }
    double rho = dot(residual, scaled);
    for (int iteration = 1; iteration <= maximumIterations; iteration++) {
      matrix.multiply(direction, image);
      double step = rho / dot(direction, image);
      axpy(step, direction, x);
      axpy(-step, image, residual);
      double relative = norm(residual) / goal;
      if (relative <= tolerance) {
        return new Solution(x, iteration, relative);
      }
      scaled = precondition(matrix, residual);
      double next = dot(residual, scaled);
      for (int i = 0; i < size; i++) {
        direction[i] = scaled[i] + next / rho * direction[i];
      }
      rho = next;
    }
    throw new EstimationException(
        "the fixed effects did not converge: residual "
            + norm(residual) / goal
            + " after "
            + maximumIterations
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
