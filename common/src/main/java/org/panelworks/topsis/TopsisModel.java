package org.panelworks.topsis;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelSchema;

/**
 * A fitted evaluation: the weights and ideals of each scope, and what they make of a row.
 *
 * <p>With g the span of V of an indicator in its scope (w, w / √Σ r², or w (max − min) / √Σ x², see
 * {@link Normalisation}) the distance of a row from the ideals is D⁺ = √Σ g² (1 − r)² and D⁻ = √Σ
 * g² r², its closeness D⁻ / (D⁺ + D⁻) (Hwang and Yoon 1981); a criterion's are over its own
 * indicators. The index is Σ w r. Grey relational grades are means over the indicators of positive
 * weight of ρ M / (g (1 − r) + ρ M) and ρ M / (g r + ρ M) with M = max g (Deng 1982). A criterion
 * whose indicators are all constant has no closeness (NaN).
 *
 * <p>The obstacle degree of an indicator is w (1 − r) / Σ w (1 − r); a row that is best on every
 * weighted indicator has none (NaN).
 */
public final class TopsisModel implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TopsisOptions options;
  private final TimeIndex times;
  private final Scaling scaling;
  private final IndicatorWeights weights;
  private final double[][] spans;
  private final double[][] idealPositive;
  private final double[][] idealNegative;
  private final ScoreColumns columns;
  private final PanelSchema scored;

  TopsisModel(
      TopsisOptions options,
      PanelSchema schema,
      TimeIndex times,
      Scaling scaling,
      IndicatorSums sums,
      IndicatorWeights weights) {
    this.options = options;
    this.times = times;
    this.scaling = scaling;
    this.weights = weights;
    this.columns = ScoreColumns.of(options);
    this.spans = new double[scaling.scopes()][scaling.indicators()];
    this.idealPositive = new double[scaling.scopes()][scaling.indicators()];
    this.idealNegative = new double[scaling.scopes()][scaling.indicators()];
    for (int s = 0; s < spans.length; s++) {
      for (int j = 0; j < spans[s].length; j++) {
        span(sums, s, j);
      }
    }
    this.scored =
        new PanelSchema(schema.unit(), schema.time(), columns.names(), schema.categories());
  }

  private void span(IndicatorSums sums, int s, int j) {
    double w = weights.weight()[s][j];
    boolean constant = scaling.isConstant(s, j);
    double low = 0;
    double high = 0;
    switch (options.normalisation()) {
      case MIN_MAX -> {
        low = w * options.shift();
        high = constant ? low : w * (1 + options.shift());
        spans[s][j] = constant ? 0 : w;
      }
      case VECTOR -> {
        high = constant ? 0 : w / Math.sqrt(sums.squares(s, j));
        spans[s][j] = high;
      }
      case RAW_VECTOR -> {
        double norm = Math.sqrt(sums.rawSquares(s, j)) * scaling.size(s, j);
        low = norm == 0 ? 0 : w * scaling.least(s, j) / norm;
        high = norm == 0 ? 0 : w * scaling.most(s, j) / norm;
        spans[s][j] = constant ? 0 : w * (scaling.range(s, j) / norm);
      }
    }
    boolean turned = options.normalisation() == Normalisation.RAW_VECTOR && scaling.isNegative(j);
    idealPositive[s][j] = turned ? low : high;
    idealNegative[s][j] = turned ? high : low;
  }

  /** What was asked for. */
  public TopsisOptions options() {
    return options;
  }

  /** The times of the panel. */
  public TimeIndex times() {
    return times;
  }

  /** Number of scopes: 1, or the number of times. */
  public int scopes() {
    return scaling.scopes();
  }

  /** The scope of a time. */
  public int scopeOf(int time) {
    return options.scope() == Scope.POOLED ? 0 : time;
  }

  /** Rows of a scope. */
  public long rows(int scope) {
    return scaling.count(scope);
  }

  /** All rows. */
  public long rows() {
    long rows = 0;
    for (int s = 0; s < scopes(); s++) {
      rows += rows(s);
    }
    return rows;
  }

  /** Entropy of each indicator, [indicators]. */
  public double[] entropy(int scope) {
    return weights.entropy()[scope].clone();
  }

  /** 1 − entropy, [indicators]. */
  public double[] divergence(int scope) {
    return weights.divergence()[scope].clone();
  }

  /** Weights, [indicators], with sum 1. */
  public double[] weights(int scope) {
    return weights.weight()[scope].clone();
  }

  /** The best value of V, [indicators]. */
  public double[] idealPositive(int scope) {
    return idealPositive[scope].clone();
  }

  /** The worst value of V, [indicators]. */
  public double[] idealNegative(int scope) {
    return idealNegative[scope].clone();
  }

  /** Whether an indicator does not vary in a scope. */
  public boolean isConstant(int scope, int indicator) {
    return scaling.isConstant(scope, indicator);
  }

  /** The smallest value of an indicator. */
  public double least(int scope, int indicator) {
    return scaling.least(scope, indicator);
  }

  /** The largest value of an indicator. */
  public double most(int scope, int indicator) {
    return scaling.most(scope, indicator);
  }

  /** The sum of the weights of each criterion, [criteria]. */
  public double[] criterionWeights(int scope) {
    double[] sums = new double[columns.criteria().size()];
    int[] criterionOf = options.criterionOf();
    for (int j = 0; j < criterionOf.length && sums.length > 0; j++) {
      sums[criterionOf[j]] += weights.weight()[scope][j];
    }
    return sums;
  }

  /** What a row of scores holds. */
  public ScoreColumns columns() {
    return columns;
  }

  /** The schema of the blocks of scores. */
  public PanelSchema scoredSchema() {
    return scored;
  }

  /** The rows of a block that are scored, with {@link #columns} in place of the indicators. */
  public PanelBlock score(PanelBlock block) {
    return scores(new RowView(this, block));
  }

  PanelBlock scores(RowView view) {
    return view.block(scored, new RowScores(this, view).values());
  }

  /** The schema of the blocks of obstacle degrees: indicators, then criteria. */
  public PanelSchema obstacleSchema() {
    List<String> names = new ArrayList<>(options.columns());
    columns.criteria().forEach(criterion -> names.add("criterion_" + criterion));
    return new PanelSchema(scored.unit(), scored.time(), names, List.of());
  }

  /**
   * The obstacle degrees of a block's rows, of each indicator and then of each criterion; NaN for a
   * row that is best on every weighted indicator.
   */
  public PanelBlock obstacles(PanelBlock block) {
    RowView view = new RowView(this, block);
    return view.block(obstacleSchema(), new RowScores(this, view).obstacles());
  }

  /**
   * The indicators with the largest obstacle degrees of one row, largest first; those of equal
   * degree in their own order, none with a degree of 0.
   *
   * @param degrees of the row, the indicators' first
   */
  public int[] largest(double[] degrees, int most) {
    Integer[] order = new Integer[options.indicators().size()];
    Arrays.setAll(order, j -> j);
    Arrays.sort(order, (a, b) -> Double.compare(degrees[b], degrees[a]));
    return Arrays.stream(order)
        .filter(j -> degrees[j] > 0)
        .limit(most)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  Scaling scaling() {
    return scaling;
  }

  double[] weightsOf(int scope) {
    return weights.weight()[scope];
  }

  double[] spans(int scope) {
    return spans[scope];
  }
}
