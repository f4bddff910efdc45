package org.panelworks.linalg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Preconditioned conjugate gradients (Hestenes and Stiefel 1952; Saad 2003, algorithm 9.1) for a
 * symmetric positive semidefinite matrix and right-hand sides in its range, as the normal equations
 * of fixed effects are. Several right-hand sides go in step, so that each iteration asks for the
 * products of all of them at once.
 *
 * <p>The residual that the iterations carry along may run ahead of the true one, so that is
 * computed where the former is small; from where it is more than a hundred times the tolerance the
 * iterations begin again, as long as that gains something.
 */
public final class ConjugateGradients {
  /** How much larger than the tolerance the true residual may be without beginning again. */
  private static final double TRUE_RESIDUAL = 100;

  private static final int RESTARTS = 4;

  /** Iterations without a gain after which there will be none. */
  private static final int PATIENCE = 2_000;

  /** The same once the residual would be accepted: rounding may keep it from falling further. */
  private static final int PATIENCE_AT_FLOOR = 50;

  private final double tolerance;
  private final double accepted;
  private final int maximumIterations;

  private ConjugateGradients(double tolerance, double accepted, int maximumIterations) {
    this.tolerance = tolerance;
    this.accepted = accepted;
    this.maximumIterations = maximumIterations;
  }

  /**
   * A solver.
   *
   * @param tolerance norm of the residual, relative to that of the right-hand side, that is aimed
   *     at
   * @param accepted largest relative norm of the true residual at which a solution has converged;
   *     rounding may keep it above the tolerance
   * @param maximumIterations for each right-hand side
   */
  public static ConjugateGradients of(double tolerance, double accepted, int maximumIterations) {
    return new ConjugateGradients(tolerance, accepted, maximumIterations);
  }

  /**
   * A solution with how it was reached.
   *
   * @param x the solution, [size]
   * @param iterations iterations taken
   * @param residual norm of b − A·x relative to that of b, computed afresh from x
   * @param converged whether the residual is accepted
   */
  public record Solution(double[] x, int iterations, double residual, boolean converged) {}

  /**
   * Solves {@code matrix · x = b} for each b; what did not converge is told by the solution.
   *
   * @param b right-hand sides, [count][size]; not changed
   */
  public List<Solution> solve(
      SymmetricOperator matrix, Preconditioner preconditioner, double[][] b) {
    List<Descent> all = new ArrayList<>();
    for (double[] side : b) {
      all.add(new Descent(side, preconditioner));
    }
    List<Descent> active = new ArrayList<>(all.stream().filter(d -> d.goal > 0).toList());
    while (!active.isEmpty()) {
      multiply(matrix, active.stream().map(d -> d.direction).toList(), active);
      List<Descent> paused = active.stream().filter(Descent::isPausedByStep).toList();
      if (!paused.isEmpty()) {
        multiply(matrix, paused.stream().map(d -> d.x).toList(), paused);
        active.removeAll(paused.stream().filter(Descent::isDone).toList());
      }
    }
    return all.stream().map(Descent::solution).toList();
  }

  private static void multiply(
      SymmetricOperator matrix, List<double[]> vectors, List<Descent> images) {
    matrix.multiply(
        vectors.toArray(double[][]::new),
        images.stream().map(d -> d.image).toArray(double[][]::new));
  }

  /** The iterations of one right-hand side. */
  private final class Descent {
    private final Preconditioner preconditioner;
    private final double[] b;
    private final double goal;
    private final double[] x;
    private final double[] residual;
    private final double[] scaled;
    private final double[] direction;
    private final double[] image;
    private double rho;
    private double best;
    private int bestIteration;
    private int iterations;
    private int restarts;
    private double relative;
    private boolean converged = true;

    Descent(double[] b, Preconditioner preconditioner) {
      this.preconditioner = preconditioner;
      this.b = b;
      this.goal = norm(b);
      int size = goal > 0 ? b.length : 0;
      this.x = new double[b.length];
      this.residual = goal > 0 ? b.clone() : new double[0];
      this.scaled = new double[size];
      this.direction = new double[size];
      this.image = new double[size];
      if (goal > 0) {
        this.relative = Double.POSITIVE_INFINITY;
        begin();
      }
    }

    private void begin() {
      precondition();
      System.arraycopy(scaled, 0, direction, 0, direction.length);
      rho = dot(residual, scaled);
      best = Double.POSITIVE_INFINITY;
      bestIteration = iterations;
    }

    private void precondition() {
      Arrays.fill(scaled, 0);
      preconditioner.addTo(residual, scaled);
    }

    /** One iteration, the image known; whether the true residual is to be looked at. */
    boolean isPausedByStep() {
      iterations++;
      double curvature = dot(direction, image);
      if (!(curvature > 0) || !(rho > 0)) {
        return true;
      }
      axpy(rho / curvature, direction, x);
      axpy(-rho / curvature, image, residual);
      double carried = norm(residual) / goal;
      if (carried < best) {
        best = carried;
        bestIteration = iterations;
      }
      if (!(carried > tolerance)
          || iterations >= maximumIterations
          || iterations - bestIteration > (best <= accepted ? PATIENCE_AT_FLOOR : PATIENCE)) {
        return true;
      }
      precondition();
      double next = dot(residual, scaled);
      double share = next / rho;
      for (int i = 0; i < direction.length; i++) {
        direction[i] = scaled[i] + share * direction[i];
      }
      rho = next;
      return false;
    }

    /** Looks at the true residual, A·x known as the image; begins again where that helps. */
    boolean isDone() {
      for (int i = 0; i < residual.length; i++) {
        residual[i] = b[i] - image[i];
      }
      double before = relative;
      relative = norm(residual) / goal;
      converged = relative <= accepted;
      boolean gains = relative < before / 2 && restarts < RESTARTS;
      if (relative <= TRUE_RESIDUAL * tolerance || !gains || iterations >= maximumIterations) {
        return true;
      }
      restarts++;
      begin();
      return false;
    }

    Solution solution() {
      return new Solution(x, iterations, goal > 0 ? relative : 0, converged);
    }
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
