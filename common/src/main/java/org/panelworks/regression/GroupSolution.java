package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.panelworks.linalg.ConjugateGradients;
import org.panelworks.linalg.CrossProducts;
import org.panelworks.linalg.SemidefiniteCholesky;
import org.panelworks.linalg.SparseSymmetric;

/**
 * The normal equations of a group, solved: the crossing fixed effects A = (D'MWD)⁻ D'MWX of every
 * column, the products X̃'WX̃ = X'MWX − (D'MWX)'A of what is left, and each model's coefficients
 * (Frisch and Waugh 1933; Lovell 1963).
 */
final class GroupSolution implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Residual of the effects' normal equations, relative to their right-hand side. */
  private static final double TOLERANCE = 1e-13;

  private static final int MAXIMUM_ITERATIONS = 50_000;

  /** Share of a level's weight that must be its own for the level to be identified. */
  private static final double IDENTIFIED = 1e-11;

  /** Share of a column's squares that is rounding. */
  private static final double ROUNDING = 1e-24;

  private final double[][] effects;
  private final Periods periods;
  private final List<ModelSolution> models = new ArrayList<>();

  private GroupSolution(double[][] effects, Periods periods) {
    this.effects = effects;
    this.periods = periods;
  }

  /**
   * The solution after what the score pass found; this one where nothing shows.
   *
   * @param scores one for each model of the group
   */
  GroupSolution corrected(ModelGroup group, List<ModelScores> scores, double tolerance) {
    GroupSolution corrected = new GroupSolution(effects, periods);
    for (int m = 0; m < models.size(); m++) {
      corrected.models.add(models.get(m).corrected(group, scores.get(m), tolerance));
    }
    return corrected.models.equals(models) ? this : corrected;
  }

  /** Solves a group from its moments. */
  static GroupSolution of(ModelGroup group, GroupMoments moments, double tolerance) {
    int width = group.width();
    double[][] rightSides = new double[width][];
    for (int c = 0; c < width; c++) {
      rightSides[c] = moments.levelSums(c);
    }
    double[][] effects = solveEffects(moments, rightSides);
    double[][] left = moments.cross();
    double[] within = new double[width];
    for (int i = 0; i < width; i++) {
      within[i] = left[i][i];
      for (int j = 0; j < width; j++) {
        left[i][j] -= CrossProducts.dot(rightSides[i], effects[j], effects[j].length);
      }
    }
    symmetrise(left);
    GroupSolution solution = new GroupSolution(effects, Periods.of(moments.times()));
    for (GroupModel model : group.models()) {
      solution.models.add(ModelSolution.of(group, model, moments, left, tolerance));
    }
    return solution;
  }

  private static double[][] solveEffects(GroupMoments moments, double[][] rightSides) {
    double[][] effects = new double[rightSides.length][];
    if (moments.levelPairs().isDense()) {
      SemidefiniteCholesky factor =
          SemidefiniteCholesky.of(moments.levelPairs().toDense(), IDENTIFIED);
      for (int c = 0; c < effects.length; c++) {
        effects[c] = factor.solve(rightSides[c]);
      }
      return effects;
    }
    SparseSymmetric matrix = moments.levelPairs().toSparse();
    ConjugateGradients solver = ConjugateGradients.of(TOLERANCE, MAXIMUM_ITERATIONS);
    double[][] cross = moments.cross();
    for (int c = 0; c < effects.length; c++) {
      // What the units' own effects explain in full is rounding, and may be outside the range.
      effects[c] =
          cross[c][c] > ROUNDING * moments.before(c)
              ? solver.solve(matrix, rightSides[c]).x()
              : new double[matrix.size()];
    }
    return effects;
  }

  private static void symmetrise(double[][] matrix) {
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < i; j++) {
        double mean = (matrix[i][j] + matrix[j][i]) / 2;
        matrix[i][j] = mean;
        matrix[j][i] = mean;
      }
    }
  }

  /** Effects of each column at each crossing level, [width][levels]. */
  double[][] effects() {
    return effects;
  }

  /** The times of the rows used; empty where no model asks for them. */
  Periods periods() {
    return periods;
  }

  /** The models' coefficients, in the group's order. */
  List<ModelSolution> models() {
    return models;
  }
}
