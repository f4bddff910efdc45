package org.panelworks.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.panelworks.EstimationException;
import org.panelworks.linalg.ConjugateGradients;
import org.panelworks.linalg.Preconditioner;
import org.panelworks.linalg.SemidefiniteCholesky;
import org.panelworks.linalg.SparseSymmetric;
import org.panelworks.linalg.SymmetricOperator;
import org.panelworks.panel.PanelBlocks;

/**
 * The normal equations D'MWD·A = D'MWX of the effects that cross units, solved for each column: by
 * a dense factorisation where there are at most {@value org.panelworks.linalg.PairSums#DENSE_LIMIT}
 * unknowns; by preconditioned conjugate gradients on the sparse matrix where the driver may hold
 * it; else by conjugate gradients whose products are formed over the panel's cells, and whose
 * preconditioner is that of a sparse matrix near theirs, which {@link CrossingForests} finds.
 *
 * <p>The driver holds, at its peak, 100 to 300 bytes for each pair of levels that occur together:
 * 24 to 44 for counting them, 48 for the matrix while it is laid out, 34 to 80 for the graph that
 * is eliminated and 12 for each entry of its factor, of which there are one to nine for a pair.
 * Where there are too many pairs the same goes for those of the near matrix, three to eight for
 * each level of each graph. For each unknown it holds 8 bytes for each column's sums and effects,
 * and 48 for each column while it is iterated.
 */
final class CrossingSystem {
  /** Residual of the equations, relative to their right-hand side, that is aimed at. */
  private static final double TOLERANCE = 1e-13;

  /** Residual above which there is no result. */
  private static final double ACCEPTED = 1e-10;

  /** Share of a column's squares that is rounding. */
  private static final double ROUNDING = 1e-24;

  private final ModelGroup group;
  private final CrossingMoments moments;
  private final Absorbing options;
  private final double[][] rightSides;
  private final double[][] effects;
  private final Absorption[] accounts;

  private CrossingSystem(ModelGroup group, GroupMoments moments, Absorbing options) {
    this.options = options;
    this.group = group;
    this.moments = moments.crossing();
    this.effects = new double[group.width()][];
    this.accounts = new Absorption[group.width()];
    this.rightSides = new double[group.width()][];
    double[][] cross = moments.cross();
    for (int c = 0; c < rightSides.length; c++) {
      // What the units' own effects explain in full is rounding, and may be outside the range.
      rightSides[c] =
          cross[c][c] > ROUNDING * moments.before(c)
              ? this.moments.sums(c)
              : new double[group.unknowns()];
    }
  }

  /** Solves the equations of a group; its cells are asked for only where the driver's are full. */
  static CrossingSystem solved(
      ModelGroup group, GroupMoments moments, PanelBlocks blocks, Absorbing options) {
    CrossingSystem system = new CrossingSystem(group, moments, options);
    boolean[] empty = system.moments.unidentified();
    if (group.unknowns() == 0) {
      system.direct(Absorption.Solver.NONE, new double[0][0]);
    } else if (system.moments.pairs().isDense()) {
      system.direct(Absorption.Solver.DENSE, system.moments.pairs().toDense(empty));
    } else if (system.moments.pairs().isOverfull()) {
      try (CellOperator operator = CellOperator.over(blocks, group, empty)) {
        system.iterate(
            Absorption.Solver.DISTRIBUTED_CONJUGATE_GRADIENTS,
            operator,
            system.nearInverse(operator, empty));
      }
    } else {
      SparseSymmetric matrix = system.moments.pairs().toSparse(empty);
      system.iterate(
          Absorption.Solver.CONJUGATE_GRADIENTS,
          matrix,
          CrossingPreconditioner.of(CrossingParts.of(group), matrix, matrix));
    }
    return system;
  }

  /** Inverts forests of the graphs and, where these leave edges out, the diagonal. */
  private Preconditioner nearInverse(CellOperator operator, boolean[] empty) {
    CrossingParts parts = CrossingParts.of(group);
    CrossingForests forests =
        CrossingForests.of(group, parts, operator, diagonal(empty), options.driverCells());
    Preconditioner inverse = CrossingPreconditioner.of(parts, forests.matrix(), operator);
    Preconditioner ofDiagonal = Preconditioner.ofDiagonal(forests.thinned());
    return (residual, into) -> {
      inverse.addTo(residual, into);
      ofDiagonal.addTo(residual, into);
    };
  }

  private double[] diagonal(boolean[] empty) {
    double[] diagonal = new double[empty.length];
    for (int u = 0; u < diagonal.length; u++) {
      diagonal[u] = empty[u] ? 0 : moments.pairs().diagonal(u);
    }
    return diagonal;
  }

  private void direct(Absorption.Solver solver, double[][] matrix) {
    SemidefiniteCholesky factor = SemidefiniteCholesky.of(matrix, CrossingMoments.IDENTIFIED);
    for (int c = 0; c < effects.length; c++) {
      effects[c] = factor.solve(rightSides[c]);
      accounts[c] =
          Absorption.direct(solver, matrix.length, residual(matrix, effects[c], rightSides[c]));
    }
  }

  private static double residual(double[][] matrix, double[] x, double[] b) {
    double missed = 0;
    double goal = 0;
    for (int i = 0; i < b.length; i++) {
      double left = b[i];
      for (int j = 0; j < b.length; j++) {
        left -= matrix[i][j] * x[j];
      }
      missed += left * left;
      goal += b[i] * b[i];
    }
    return goal > 0 ? Math.sqrt(missed / goal) : 0;
  }

  private void iterate(
      Absorption.Solver solver, SymmetricOperator matrix, Preconditioner preconditioner) {
    List<ConjugateGradients.Solution> solutions =
        ConjugateGradients.of(TOLERANCE, ACCEPTED, options.maximumIterations())
            .solve(matrix, preconditioner, rightSides);
    for (int c = 0; c < effects.length; c++) {
      ConjugateGradients.Solution solution = solutions.get(c);
      if (!solution.converged()) {
        throw notConverged(solver, c, solution);
      }
      effects[c] = solution.x();
      accounts[c] =
          new Absorption(solver, matrix.size(), solution.iterations(), solution.residual());
    }
  }

  private EstimationException notConverged(
      Absorption.Solver solver, int column, ConjugateGradients.Solution solution) {
    List<String> names = new ArrayList<>();
    for (GroupModel model : group.models()) {
      if (model.uses(column)) {
        names.add(model.plan().spec().name());
      }
    }
    boolean distributed = solver == Absorption.Solver.DISTRIBUTED_CONJUGATE_GRADIENTS;
    return new EstimationException(
        "model "
            + String.join(", ", names)
            + ": the fixed effects "
            + group.crossing().stream().map(Dimension::toString).collect(Collectors.joining(" + "))
            + " did not converge for "
            + group.columnName(column)
            + ": residual "
            + solution.residual()
            + " after "
            + solution.iterations()
            + " iterations, where "
            + ACCEPTED
            + " is wanted; "
            + (distributed
                ? "the levels may be too thinly connected; with more driver-cells the driver solves"
                    + " for them with a better preconditioner"
                : "the levels may be too thinly connected"));
  }

  /** D'MWX, zero where a level is not identified or a column is rounding, [width][unknowns]. */
  double[][] rightSides() {
    return rightSides;
  }

  /** Effects of each column at each unknown, [width][unknowns]. */
  double[][] effects() {
    return effects;
  }

  /** How a model's columns were solved for. */
  Absorption account(GroupModel model) {
    Absorption account = accounts[model.response()];
    for (int column : model.regressors()) {
      account = account.and(accounts[column]);
    }
    return account;
  }
}
