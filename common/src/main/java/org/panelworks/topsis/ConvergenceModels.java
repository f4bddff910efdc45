package org.panelworks.topsis;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelSchema;
import org.panelworks.regression.Dimension;
import org.panelworks.regression.Formula;
import org.panelworks.regression.ModelSpec;
import org.panelworks.regression.Vcov;

/**
 * β-convergence of a score s (Barro and Sala-i-Martin 1992): ln(s_{t+1} / s_t) = α + β ln s_t,
 * absolute, with year effects, and conditional on unit and year effects; standard errors clustered
 * by unit. β &lt; 0 is convergence, at the speed −ln(1 + β) a year with a half-life of ln 2 over
 * it.
 *
 * <p>A growth needs the year that follows: over a gap there is none. Scores of 0 have no logarithm
 * and are left out.
 */
public final class ConvergenceModels implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The regressor: ln s_t. */
  public static final String LEVEL = "ln_score";

  private static final PanelSchema SCHEMA =
      new PanelSchema("unit", "time", List.of("growth", LEVEL), List.of("time"));

  private final TopsisModel model;

  private ConvergenceModels(TopsisModel model) {
    this.model = model;
  }

  /** The convergence of the scores of an evaluation. */
  public static ConvergenceModels of(TopsisModel model) {
    return new ConvergenceModels(model);
  }

  /** The models: absolute, with year effects, with unit and year effects. */
  public static List<ModelSpec> models() {
    Vcov cluster = new Vcov.Cluster(List.of(new Dimension(List.of("unit"))));
    return List.of(
        ModelSpec.of("absolute", Formula.parse("growth ~ ln_score"), cluster),
        ModelSpec.of("year effects", Formula.parse("growth ~ ln_score | time"), cluster),
        ModelSpec.of(
            "unit and year effects", Formula.parse("growth ~ ln_score | unit + time"), cluster));
  }

  /** The speed of convergence of a coefficient, NaN where there is none. */
  public static double speed(double beta) {
    return beta > -1 ? -Math.log1p(beta) : Double.NaN;
  }

  /** The schema of the models' blocks. */
  public static PanelSchema schema() {
    return SCHEMA;
  }

  /** Growth and level of the rows of a block of the panel. */
  public PanelBlock growth(PanelBlock block) {
    PanelBlock scores = model.score(block);
    double[] score = scores.numeric(model.columns().scorePlace(0));
    int rows = scores.rows();
    double[] level = new double[rows];
    double[] growth = new double[rows];
    long[] time = scores.time();
    String[] keys = new String[scores.units()];
    int[] starts = new int[keys.length == 0 ? 0 : keys.length + 1];
    Arrays.setAll(keys, scores::unitKey);
    Arrays.setAll(starts, scores::unitStart);
    Arrays.fill(growth, Double.NaN);
    for (int i = 0; i < rows; i++) {
      level[i] = score[i] > 0 ? Math.log(score[i]) : Double.NaN;
    }
    for (int unit = 0; unit < keys.length; unit++) {
      for (int i = starts[unit]; i + 1 < starts[unit + 1]; i++) {
        growth[i] = time[i + 1] == time[i] + 1 ? level[i + 1] - level[i] : Double.NaN;
      }
    }
    String[] labels = new String[model.times().size()];
    Arrays.setAll(labels, t -> String.valueOf(model.times().time(t)));
    return new PanelBlock(
        SCHEMA,
        rows,
        keys,
        starts,
        time,
        new double[][] {growth, level},
        new int[][] {ScoreCounts.timesOf(model, scores)},
        new String[][] {labels},
        new byte[0]);
  }
}
