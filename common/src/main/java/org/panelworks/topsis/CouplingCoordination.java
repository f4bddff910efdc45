package org.panelworks.topsis;

import java.io.Serializable;
import java.util.List;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelSchema;

/**
 * Coupling coordination of n criteria with levels U_k in [0, 1]: coupling C = (Π U_k)^(1/n) / (Σ
 * U_k / n), comprehensive level T = Σ a_k U_k, coordination D = √(C T). Two criteria give the usual
 * C = 2 √(U₁ U₂) / (U₁ + U₂).
 *
 * <p>Where every level is 0 there is nothing to couple: C and D are NaN. A criterion that is
 * constant in a scope has no level, and the row neither C, T nor D.
 */
public final class CouplingCoordination implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Columns of the result. */
  public static final List<String> COLUMNS = List.of("c", "t", "d");

  private final TopsisModel model;
  private final CouplingOptions options;
  private final int[] groups;

  private CouplingCoordination(TopsisModel model, CouplingOptions options, int[] groups) {
    this.model = model;
    this.options = options;
    this.groups = groups;
  }

  /** The coordination of criteria of a fitted evaluation. */
  public static CouplingCoordination of(TopsisModel model, CouplingOptions options) {
    List<String> criteria = model.columns().criteria();
    int[] groups =
        options.criteria().stream().mapToInt(name -> criteria.indexOf(name) + 1).toArray();
    return new CouplingCoordination(model, options, groups);
  }

  /** The schema of the blocks of results. */
  public PanelSchema schema() {
    PanelSchema scored = model.scoredSchema();
    return new PanelSchema(scored.unit(), scored.time(), COLUMNS, List.of());
  }

  /** Coupling, level and coordination of the rows of a block of the panel. */
  public PanelBlock couple(PanelBlock block) {
    RowView view = new RowView(model, block);
    double[][] scores = new RowScores(model, view).values();
    int[] scopes = view.scopes();
    double[] shares = options.shares();
    double[][] result = new double[COLUMNS.size()][view.size()];
    for (int i = 0; i < view.size(); i++) {
      double[] weights = model.criterionWeights(scopes[i]);
      double[] levels = new double[groups.length];
      for (int k = 0; k < levels.length; k++) {
        levels[k] = level(scores, groups[k], i, weights);
      }
      result[0][i] = coupling(levels);
      for (int k = 0; k < levels.length; k++) {
        result[1][i] += shares[k] * levels[k];
      }
      result[2][i] = Math.sqrt(result[0][i] * result[1][i]);
    }
    return view.block(schema(), result);
  }

  private double level(double[][] scores, int group, int row, double[] weights) {
    if (options.score() == CouplingOptions.CoupledScore.INDEX) {
      double index = scores[model.columns().indexPlace(group)][row];
      return Math.min(1, index / weights[group - 1]);
    }
    return scores[model.columns().scorePlace(group)][row];
  }

  /** C of some levels. */
  static double coupling(double[] levels) {
    double product = 1;
    double sum = 0;
    for (double level : levels) {
      product *= Math.pow(level, 1.0 / levels.length);
      sum += level;
    }
    return Math.min(1, product / (sum / levels.length));
  }
}
