package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.panelworks.panel.PanelBlock;

/**
 * A model's fitted rows and fixed effects, gathered from all blocks, for tests.
 *
 * @param rows fitted value and residual, by the row of the panel
 * @param effects by the names of the effect and the level
 */
record SavedEstimates(
    RegressionResult result, Map<Integer, double[]> rows, Map<List<String>, LevelEffect> effects) {

  /** Fits a model on blocks of the panel, whose column {@code id} numbers the rows. */
  static SavedEstimates of(EnginePanel panel, ModelSpec spec, int parts, long seed) {
    return of(PanelRegression.Options.defaults(), panel, spec, parts, seed);
  }

  static SavedEstimates of(
      PanelRegression.Options options, EnginePanel panel, ModelSpec spec, int parts, long seed) {
    int[] ids = IntStream.range(0, panel.rows()).toArray();
    EnginePanel numbered =
        panel.copy().with("id", IntStream.of(ids).mapToDouble(id -> id).toArray());
    PanelRegression.Fit fit =
        PanelRegression.of(options).fit(numbered.blocks(parts, seed), List.of(spec));
    ModelEstimates.Effects effects =
        fit.estimates().fixedEffects(numbered.blocks(parts, seed), List.of(0)).get(0);
    Map<Integer, double[]> rows = new TreeMap<>();
    Map<List<String>, LevelEffect> byLevel = new TreeMap<>(Comparator.comparing(List::toString));
    effects.crossing().forEach(e -> add(byLevel, e));
    for (PanelBlock block : numbered.blockList(parts, seed)) {
      double[] id = block.numeric(block.schema().numericIndex("id"));
      fit.estimates()
          .fitted(0)
          .rows(block, (r, fitted, left) -> rows.put((int) id[r], new double[] {fitted, left}));
      effects.fitted().unitEffects(block, e -> add(byLevel, e));
    }
    return new SavedEstimates(fit.models().get(0), rows, byLevel);
  }

  private static void add(Map<List<String>, LevelEffect> effects, LevelEffect effect) {
    LevelEffect other = effects.put(List.of(effect.effect(), effect.level()), effect);
    assertThat(other).as("given twice").isNull();
  }

  double effect(String name, String level) {
    return Objects.requireNonNull(effects.get(List.of(name, level)), name + level).estimate();
  }

  /** One effect for each grouping, by the name of the first. */
  private static List<DenseModel.Effect> groupings(DenseModel model) {
    Map<Set<String>, DenseModel.Effect> merged = new LinkedHashMap<>();
    for (DenseModel.Effect effect : model.effects()) {
      merged.merge(
          new TreeSet<>(effect.columns()),
          effect,
          (a, b) -> {
            Set<String> slopes = new LinkedHashSet<>(a.slopes());
            slopes.addAll(b.slopes());
            return new DenseModel.Effect(
                a.columns(), List.copyOf(slopes), a.constant() || b.constant());
          });
    }
    return List.copyOf(merged.values());
  }

  private double linear(EnginePanel panel, int row) {
    double sum = 0;
    for (RegressionResult.Coefficient c : result.coefficients()) {
      boolean constant = c.term().equals(ModelPlan.CONSTANT);
      sum += c.estimate() * (constant ? 1 : panel.numbers(c.term())[row]);
    }
    return sum;
  }

  private static String level(EnginePanel panel, DenseModel.Effect effect, int row) {
    return String.join("_", effect.columns().stream().map(c -> panel.labels(c)[row]).toList());
  }

  private double effects(EnginePanel panel, DenseModel model, int row) {
    double sum = 0;
    for (DenseModel.Effect effect : groupings(model)) {
      String name = String.join("^", effect.columns());
      String level = level(panel, effect, row);
      sum += effect.constant() ? effect(name, level) : 0;
      for (String slope : effect.slopes()) {
        sum += panel.numbers(slope)[row] * effect(name + "[[" + slope + "]]", level);
      }
    }
    return sum;
  }

  /** Row by row, y is Xb, the fixed effects and the residual. */
  void assertIdentity(EnginePanel panel, DenseModel model, double tolerance) {
    double[] response = panel.numbers(model.response());
    Offset<Double> close = within(tolerance);
    assertThat((long) rows.size()).isEqualTo(result.observations());
    rows.forEach(
        (row, values) -> {
          double fitted = linear(panel, row) + effects(panel, model, row);
          assertThat(fitted + values[1]).as(model + " row " + row).isCloseTo(response[row], close);
          assertThat(values[0]).isCloseTo(fitted, close);
        });
  }

  /** The columns of the model's effects, by the rule's order, [rows used] each. */
  private static List<double[]> dummies(
      EnginePanel panel, DenseModel model, List<Integer> rows, List<List<String>> names) {
    List<double[]> columns = new ArrayList<>();
    Comparator<DenseModel.Effect> unitFirst =
        Comparator.comparing(effect -> !effect.columns().contains(panel.unit()));
    for (DenseModel.Effect effect : groupings(model).stream().sorted(unitFirst).toList()) {
      String name = String.join("^", effect.columns());
      List<List<String>> levels = new ArrayList<>();
      rows.forEach(
          r -> levels.add(effect.columns().stream().map(c -> panel.labels(c)[r]).toList()));
      Comparator<List<String>> order = LabelOrder.of(levels);
      for (List<String> labels : levels.stream().distinct().sorted(order.reversed()).toList()) {
        String level = String.join("_", labels);
        double[] in =
            rows.stream().mapToDouble(r -> level(panel, effect, r).equals(level) ? 1 : 0).toArray();
        if (effect.constant()) {
          columns.add(in);
          names.add(List.of(name, level));
        }
        for (String slope : effect.slopes()) {
          columns.add(
              IntStream.range(0, in.length)
                  .mapToDouble(i -> in[i] == 1 ? panel.numbers(slope)[rows.get(i)] : 0)
                  .toArray());
          names.add(List.of(name + "[[" + slope + "]]", level));
        }
      }
    }
    return columns;
  }

  /**
   * Compares residuals and effects with the regression on all dummies at once, whose columns are
   * left out where those before explain them.
   *
   * @param tolerance of the effects, relative to them or to 1
   */
  void assertDense(EnginePanel panel, DenseModel model, double tolerance) {
    List<Integer> order = List.copyOf(rows.keySet());
    double[] weights =
        order.stream()
            .mapToDouble(r -> model.weights().isEmpty() ? 1 : panel.numbers(model.weights())[r])
            .toArray();
    List<List<String>> names = new ArrayList<>();
    List<double[]> columns = dummies(panel, model, order, names);
    double[] residual = residual(panel, model, order, weights, columns);
    double[] explained = new double[order.size()];
    for (int i = 0; i < explained.length; i++) {
      int row = order.get(i);
      double left = Objects.requireNonNull(rows.get(row))[1];
      assertThat(left).as(model + " row " + row).isCloseTo(residual[i], within(1e-8));
      explained[i] = panel.numbers(model.response())[row] - linear(panel, row) - left;
    }
    if (!columns.isEmpty()) {
      double[] wanted = SpanCoefficients.of(columns, weights, explained);
      assertThat(effects).hasSize(names.size());
      for (int i = 0; i < wanted.length; i++) {
        assertThat(effect(names.get(i).get(0), names.get(i).get(1)))
            .as(model + " " + names.get(i))
            .isCloseTo(wanted[i], within(tolerance * Math.max(1, Math.abs(wanted[i]))));
      }
    }
  }

  /** What the dummies and the regressors together leave of the response, [rows]. */
  private double[] residual(
      EnginePanel panel,
      DenseModel model,
      List<Integer> order,
      double[] weights,
      List<double[]> dummies) {
    List<double[]> all = new ArrayList<>();
    dummies.forEach(column -> all.add(column.clone()));
    for (RegressionResult.Coefficient c : result.coefficients()) {
      boolean constant = c.term().equals(ModelPlan.CONSTANT);
      all.add(order.stream().mapToDouble(r -> constant ? 1 : panel.numbers(c.term())[r]).toArray());
    }
    double[] residual =
        order.stream().mapToDouble(r -> panel.numbers(model.response())[r]).toArray();
    WithinUnit.span(order.size(), weights, all).residualise(residual);
    return residual;
  }

  /**
   * Compares with other estimates of the same effects.
   *
   * @param tolerance relative to each effect or to 1, whichever is larger
   * @param scale in place of 1 for constants, those of years far from all rows
   */
  void assertSameEffects(SavedEstimates other, double tolerance, double scale) {
    assertThat(other.effects().keySet()).isEqualTo(effects.keySet());
    effects.forEach(
        (level, effect) ->
            assertThat(other.effect(level.get(0), level.get(1)))
                .as(level.toString())
                .isCloseTo(
                    effect.estimate(),
                    within(
                        tolerance
                            * Math.max(
                                effect.effect().contains("[[") ? 1 : scale,
                                Math.abs(effect.estimate())))));
  }
}
