package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.panelworks.linalg.CrossProducts;
import org.panelworks.panel.PanelBlocks;

/**
 * The normal equations of a group, solved: the crossing fixed effects A = (D'MWD)⁻ D'MWX of every
 * column, the products X̃'WX̃ = X'MWX − (D'MWX)'A of what is left, and each model's coefficients
 * (Frisch and Waugh 1933; Lovell 1963).
 */
final class GroupSolution implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[][] effects;
  private final Periods periods;
  private final List<Absorption> absorptions;
  private final List<ModelSolution> models = new ArrayList<>();

  private GroupSolution(double[][] effects, Periods periods, List<Absorption> absorptions) {
    this.effects = effects;
    this.periods = periods;
    this.absorptions = absorptions;
  }

  /**
   * The solution after what the score pass found; this one where nothing shows.
   *
   * @param scores one for each model of the group
   */
  GroupSolution corrected(ModelGroup group, List<ModelScores> scores, double tolerance) {
    GroupSolution corrected = new GroupSolution(effects, periods, absorptions);
    for (int m = 0; m < models.size(); m++) {
      corrected.models.add(models.get(m).corrected(group, scores.get(m), tolerance));
    }
    return corrected.models.equals(models) ? this : corrected;
  }

  /** Solves a group from its moments. */
  static GroupSolution of(
      ModelGroup group, GroupMoments moments, PanelBlocks blocks, PanelRegression.Options options) {
    CrossingSystem system = CrossingSystem.solved(group, moments, blocks, options.absorbing());
    int width = group.width();
    double[][] left = moments.cross();
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        left[i][j] -=
            CrossProducts.dot(system.rightSides()[i], system.effects()[j], group.unknowns());
      }
    }
    symmetrise(left);
    GroupSolution solution =
        new GroupSolution(
            system.effects(),
            Periods.of(moments.times()),
            group.models().stream().map(system::account).toList());
    for (GroupModel model : group.models()) {
      solution.models.add(
          ModelSolution.of(group, model, moments, left, options.collinearTolerance()));
    }
    return solution;
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

  /** Effects of each column at each unknown of the effects that cross units, [width][unknowns]. */
  double[][] effects() {
    return effects;
  }

  /** The times of the rows used; empty where no model asks for them. */
  Periods periods() {
    return periods;
  }

  /** How the equations of each model's fixed effects were solved, in the group's order. */
  List<Absorption> absorptions() {
    return absorptions;
  }

  /** The models' coefficients, in the group's order. */
  List<ModelSolution> models() {
    return models;
  }
}
