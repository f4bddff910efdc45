package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.panelworks.panel.PanelBlock;

/**
 * An estimated model, ready to be applied to the rows it was estimated on, block by block: y = Xb +
 * Σ effects + e. Effects that cross units are held, one number for each level; those within a unit
 * are found from the unit's rows, as the weighted projection of y − Xb − (effects that cross) on
 * their indicators and slopes, so that the sum holds row by row.
 */
public final class FittedModel implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ModelGroup group;
  private final GroupModel model;
  private final double[] loadings;
  private final double constant;
  private final double[] crossing;

  private FittedModel(
      ModelGroup group, GroupModel model, double[] loadings, double constant, double[] crossing) {
    this.group = group;
    this.model = model;
    this.loadings = loadings;
    this.constant = constant;
    this.crossing = crossing;
  }

  /**
   * A model.
   *
   * @param effects of each column of the group at each unknown, [width][unknowns]
   * @param coefficients of the solution's regressors, as those of centred columns
   */
  static FittedModel of(
      ModelGroup group,
      GroupModel model,
      ModelSolution solution,
      double[][] effects,
      double[] coefficients) {
    double[] loadings = new double[group.width()];
    loadings[model.response()] = 1;
    for (int k = 0; k < coefficients.length; k++) {
      loadings[solution.regressors()[k]] -= coefficients[k];
    }
    double constant = 0;
    double[] crossing = new double[group.unknowns()];
    for (int c = 0; c < loadings.length; c++) {
      constant += group.constant() ? 0 : loadings[c] * group.centre(c);
      for (int l = 0; l < crossing.length && loadings[c] != 0; l++) {
        crossing[l] += loadings[c] * effects[c][l];
      }
    }
    FittedModel fitted = new FittedModel(group, model, loadings, constant, crossing);
    return fitted.with(EffectNormalization.withConstant(fitted, constant));
  }

  /** Takes rows, in the order of the block. */
  public interface RowVisitor {
    /**
     * Takes a row.
     *
     * @param row its place in the block
     * @param fitted Xb and the fixed effects
     * @param residual y less that
     */
    void row(int row, double fitted, double residual);
  }

  /** Visits the rows of a block that the model was estimated on, and no others. */
  public void rows(PanelBlock block, RowVisitor visitor) {
    BlockView view = new BlockView(block);
    double[] response = view.values(model.plan().response());
    UnitRun.each(
        group,
        view,
        run -> {
          double[] residual = left(run);
          absorb(run, residual);
          for (int r = 0; r < run.size(); r++) {
            visitor.row(run.row(r), response[run.row(r)] - residual[r], residual[r]);
          }
        });
  }

  /** Visits the effects that lie within the units of a block, unit by unit. */
  public void unitEffects(PanelBlock block, Consumer<LevelEffect> visitor) {
    List<FixedEffect> within = within();
    if (within.isEmpty()) {
      return;
    }
    BlockView view = new BlockView(block);
    UnitRun.each(
        group,
        view,
        run -> {
          double[] explained = left(run);
          double[] residual = explained.clone();
          absorb(run, residual);
          for (int r = 0; r < explained.length; r++) {
            explained[r] -= residual[r];
          }
          effects(run, within, explained).forEach(visitor);
        });
  }

  ModelGroup group() {
    return group;
  }

  GroupModel model() {
    return model;
  }

  double[] crossing() {
    return crossing;
  }

  /** The same model with effects across units that sum to the same up to effects within units. */
  FittedModel with(double[] normalised) {
    return new FittedModel(group, model, loadings, constant, normalised);
  }

  /** The model's effects within units, in the order of its formula, one for each grouping. */
  List<FixedEffect> within() {
    return FixedEffect.byGrouping(
        model.plan().effects().stream().filter(group.within()::contains).toList());
  }

  /** y − Xb − the effects that cross units, [rows of the run]. */
  double[] left(UnitRun run) {
    run.loadColumns();
    double[] left = new double[run.size()];
    Arrays.fill(left, constant);
    for (int c = 0; c < loadings.length; c++) {
      if (loadings[c] != 0) {
        double[] x = run.x(c);
        for (int r = 0; r < left.length; r++) {
          left[r] += loadings[c] * x[r];
        }
      }
    }
    for (int f = 0; f < group.factors().size(); f++) {
      int[] unknown = run.unknown(f);
      double[] slope = run.slope(f);
      for (int r = 0; r < left.length; r++) {
        left[r] -= slope[r] * crossing[unknown[r]];
      }
    }
    return left;
  }

  /** Takes the effects within the unit out of a column. */
  static void absorb(UnitRun run, double[] column) {
    if (run.hasWithin()) {
      run.within().residualise(column);
    }
  }

  /** One column of the unit's own effects. */
  private record Own(String effect, String level, long rows, double[] column) {}

  private static List<LevelEffect> effects(
      UnitRun run, List<FixedEffect> within, double[] explained) {
    List<Own> own = new ArrayList<>();
    for (FixedEffect effect : within) {
      addOwn(run, effect, own);
    }
    List<double[]> columns = own.stream().map(Own::column).toList();
    double[] weights = new double[run.size()];
    for (int r = 0; r < weights.length; r++) {
      weights[r] = run.weight(r);
    }
    double[] estimates = SpanCoefficients.of(columns, weights, explained);
    List<LevelEffect> effects = new ArrayList<>();
    for (int i = 0; i < estimates.length; i++) {
      Own column = own.get(i);
      effects.add(new LevelEffect(column.effect(), column.level(), estimates[i], column.rows()));
    }
    return effects;
  }

  /** The columns of an effect, its levels from last to first, so that the first is left out. */
  private static void addOwn(UnitRun run, FixedEffect effect, List<Own> to) {
    Map<List<String>, List<Integer>> levels = new LinkedHashMap<>();
    for (int r = 0; r < run.size(); r++) {
      List<String> labels = run.view().labels(effect.columns(), run.unit(), run.row(r));
      levels.computeIfAbsent(labels, key -> new ArrayList<>()).add(r);
    }
    List<List<String>> order = new ArrayList<>(levels.keySet());
    Comparator<List<String>> byLabels = LabelOrder.of(order);
    order.sort(byLabels.reversed());
    for (List<String> labels : order) {
      List<Integer> rows = levels.getOrDefault(labels, List.of());
      String level = String.join("_", labels);
      if (!effect.slopesOnly()) {
        double[] indicator = new double[run.size()];
        rows.forEach(r -> indicator[r] = 1);
        to.add(new Own(LevelEffect.constants(effect), level, rows.size(), indicator));
      }
      for (NumericExpression slope : effect.slopes()) {
        double[] values = run.view().values(slope);
        double[] column = new double[run.size()];
        rows.forEach(r -> column[r] = values[run.row(r)]);
        to.add(new Own(LevelEffect.slopes(effect, slope), level, rows.size(), column));
      }
    }
  }
}
