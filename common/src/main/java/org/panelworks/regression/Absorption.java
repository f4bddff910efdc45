package org.panelworks.regression;

import java.io.Serializable;

/**
 * How the normal equations of a model's fixed effects were solved. Effects within units are taken
 * out unit by unit and need no equations.
 *
 * @param solver what solved those of the effects that cross units
 * @param unknowns constants and slopes of all levels of these effects
 * @param iterations the most that one of the model's columns took; 0 for direct solutions
 * @param residual the largest norm of what a column's equations miss, relative to their right-hand
 *     side
 */
public record Absorption(Solver solver, long unknowns, int iterations, double residual)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What solved the equations. */
  public enum Solver {
    /** There were none. */
    NONE,
    /** A dense factorisation. */
    DENSE,
    /** Preconditioned conjugate gradients on the sparse matrix, held by the driver. */
    CONJUGATE_GRADIENTS,
    /** Conjugate gradients whose products are formed where the panel's cells are held. */
    DISTRIBUTED_CONJUGATE_GRADIENTS
  }

  /** How a single column was solved for. */
  static Absorption direct(Solver solver, int unknowns, double residual) {
    return new Absorption(solver, unknowns, 0, residual);
  }

  /** The account of two columns of one group together. */
  Absorption and(Absorption other) {
    return new Absorption(
        solver,
        unknowns,
        Math.max(iterations, other.iterations),
        Math.max(residual, other.residual));
  }
}
