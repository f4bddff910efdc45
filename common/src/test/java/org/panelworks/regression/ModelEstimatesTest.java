package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.panelworks.SettingsException;
import org.panelworks.panel.PanelBlock;

/** Row by row, y is Xb, the fixed effects and the residual of the dummy-variable regression. */
class ModelEstimatesTest {
  private static final int SEEDS = 60;

  /** A model's estimates, gathered from all blocks. */
  private record Saved(
      RegressionResult result,
      Map<Integer, double[]> rows,
      Map<List<String>, LevelEffect> effects) {

    double effect(String name, String level) {
      return Objects.requireNonNull(effects.get(List.of(name, level)), name + level).estimate();
    }
  }

  /** Fits a model on blocks of the panel, whose column {@code id} numbers the rows. */
  private static Saved save(EnginePanel panel, ModelSpec spec, int parts, long seed) {
    int[] ids = IntStream.range(0, panel.rows()).toArray();
    EnginePanel numbered =
        panel.copy().with("id", IntStream.of(ids).mapToDouble(id -> id).toArray());
    PanelRegression.Fit fit =
        PanelRegression.of(PanelRegression.Options.defaults())
            .fit(numbered.blocks(parts, seed), List.of(spec));
    ModelEstimates.Effects effects =
        fit.estimates().fixedEffects(numbered.blocks(parts, seed), List.of(0)).get(0);
    Map<Integer, double[]> rows = new TreeMap<>();
    Map<List<String>, LevelEffect> byLevel = new TreeMap<>(Comparator.comparing(List::toString));
    effects.crossing().forEach(e -> byLevel.put(List.of(e.effect(), e.level()), e));
    for (PanelBlock block : numbered.blockList(parts, seed)) {
      double[] id = block.numeric(block.schema().numericIndex("id"));
      fit.estimates()
          .fitted(0)
          .rows(block, (r, fitted, left) -> rows.put((int) id[r], new double[] {fitted, left}));
      effects.fitted().unitEffects(block, e -> byLevel.put(List.of(e.effect(), e.level()), e));
    }
    return new Saved(fit.models().get(0), rows, byLevel);
  }

  private static ModelSpec spec(String formula, String weights) {
    return new ModelSpec(
        "m",
        Formula.parse(formula),
        "",
        weights,
        new Vcov.Iid(),
        SmallSample.FIXEST,
        Singletons.KEEP,
        0.95);
  }

  private static double linear(EnginePanel panel, Saved saved, int row) {
    double sum = 0;
    for (RegressionResult.Coefficient c : saved.result().coefficients()) {
      boolean constant = c.term().equals(ModelPlan.CONSTANT);
      sum += c.estimate() * (constant ? 1 : panel.numbers(c.term())[row]);
    }
    return sum;
  }

  private static String level(EnginePanel panel, DenseModel.Effect effect, int row) {
    return String.join("_", effect.columns().stream().map(c -> panel.labels(c)[row]).toList());
  }

  private static double effects(EnginePanel panel, DenseModel model, Saved saved, int row) {
    double sum = 0;
    // In firm + firm[t] the constants of firm are given once.
    Set<String> counted = new HashSet<>();
    for (DenseModel.Effect effect : model.effects()) {
      String name = String.join("^", effect.columns());
      String level = level(panel, effect, row);
      sum += effect.constant() && counted.add(name) ? saved.effect(name, level) : 0;
      for (String slope : effect.slopes()) {
        sum += panel.numbers(slope)[row] * saved.effect(name + "[[" + slope + "]]", level);
      }
    }
    return sum;
  }

  private static void assertIdentity(EnginePanel panel, DenseModel model, Saved saved) {
    assertThat((long) saved.rows().size()).isEqualTo(saved.result().observations());
    saved
        .rows()
        .forEach(
            (row, values) -> {
              double fitted = linear(panel, saved, row) + effects(panel, model, saved, row);
              double y = panel.numbers(model.response())[row];
              assertThat(fitted + values[1]).as(model + " row " + row).isCloseTo(y, within(1e-9));
              assertThat(values[0]).isCloseTo(fitted, within(1e-9));
            });
  }

  /** The columns of the model's effects, by the rule's order, [rows used] each. */
  private static List<double[]> dummies(
      EnginePanel panel, DenseModel model, List<Integer> rows, List<List<String>> names) {
    List<double[]> columns = new ArrayList<>();
    Comparator<DenseModel.Effect> unitFirst =
        Comparator.comparing(effect -> !effect.columns().contains(panel.unit()));
    for (DenseModel.Effect effect : model.effects().stream().sorted(unitFirst).toList()) {
      String name = String.join("^", effect.columns());
      List<List<String>> levels = new ArrayList<>();
      rows.forEach(
          r -> levels.add(effect.columns().stream().map(c -> panel.labels(c)[r]).toList()));
      Comparator<List<String>> order = LabelOrder.of(levels);
      for (List<String> labels : levels.stream().distinct().sorted(order.reversed()).toList()) {
        String level = String.join("_", labels);
        double[] in =
            rows.stream().mapToDouble(r -> level(panel, effect, r).equals(level) ? 1 : 0).toArray();
        if (effect.constant() && !names.contains(List.of(name, level))) {
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

  /** Compares residuals and effects with the regression on all dummies at once. */
  private static void assertDense(EnginePanel panel, DenseModel model, Saved saved) {
    List<Integer> rows = List.copyOf(saved.rows().keySet());
    double[] weights =
        rows.stream()
            .mapToDouble(r -> model.weights().isEmpty() ? 1 : panel.numbers(model.weights())[r])
            .toArray();
    List<List<String>> names = new ArrayList<>();
    List<double[]> columns = dummies(panel, model, rows, names);
    List<double[]> all = new ArrayList<>();
    columns.forEach(column -> all.add(column.clone()));
    saved.result().coefficients().stream()
        .map(RegressionResult.Coefficient::term)
        .forEach(
            term ->
                all.add(
                    rows.stream()
                        .mapToDouble(
                            r -> term.equals(ModelPlan.CONSTANT) ? 1 : panel.numbers(term)[r])
                        .toArray()));
    double[] residual =
        rows.stream().mapToDouble(r -> panel.numbers(model.response())[r]).toArray();
    WithinUnit.span(rows.size(), weights, all).residualise(residual);
    double[] explained = new double[rows.size()];
    for (int i = 0; i < explained.length; i++) {
      int row = rows.get(i);
      double left = Objects.requireNonNull(saved.rows().get(row))[1];
      assertThat(left).as(model + " row " + row).isCloseTo(residual[i], within(1e-8));
      explained[i] = panel.numbers(model.response())[row] - linear(panel, saved, row) - left;
    }
    if (!columns.isEmpty()) {
      double[] wanted = SpanCoefficients.of(columns, weights, explained);
      assertThat(saved.effects()).hasSize(names.size());
      for (int i = 0; i < wanted.length; i++) {
        double found = saved.effect(names.get(i).get(0), names.get(i).get(1));
        assertThat(found)
            .as(model + " " + names.get(i))
            .isCloseTo(wanted[i], within(1e-7 * Math.max(1, Math.abs(wanted[i]))));
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> onRandomPanelsEveryRowAddsUpAndIsTheDenseRegressions() {
    return LongStream.range(0, SEEDS)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> checkStudy(seed)));
  }

  private static boolean hasCrossingSlopes(DenseModel model) {
    return model.effects().stream()
        .anyMatch(effect -> !effect.slopes().isEmpty() && !effect.columns().contains("firm"));
  }

  private static void checkStudy(long seed) {
    RandomStudy study = RandomStudy.of(seed, 8);
    for (DenseModel model : study.models()) {
      try {
        DenseRegression.Outcome outcome = DenseRegression.of(study.panel(), model);
        if (outcome.rank() < outcome.rows() && !hasCrossingSlopes(model)) {
          Saved saved = save(study.panel(), model.spec(), 3, seed);
          assertIdentity(study.panel(), model, saved);
          assertDense(study.panel(), model, saved);
        }
      } catch (DenseRegression.Refused e) {
        assertThat(e).hasMessageMatching(".+");
      }
    }
  }

  /** Two firms and two years, all four cells: y = 10, 12, 20, 26. */
  private static EnginePanel square() {
    EnginePanel panel = EnginePanel.of(5).unit("firm", "t");
    panel.withLabels("firm", "a", "a", "b", "b", "b");
    panel.withLabels("year", "2010", "2009", "2010", "2009", "2009");
    panel
        .with("t", 1, 0, 1, 0, 2)
        .with("y", 10, 12, 20, 26, 26)
        .droppedAt((byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 1);
    return panel;
  }

  @Test
  void twoEffectsByHand() {
    Saved saved = save(square(), spec("y ~ 1 | firm + year", ""), 2, 1);
    // y = 17 ± 6 (firm) ± 2 (year) ± 1.
    assertThat(saved.effect("year", "2009")).isZero();
    assertThat(saved.effect("year", "2010")).isCloseTo(-4, within(1e-12));
    assertThat(saved.effect("firm", "a")).isCloseTo(13, within(1e-12));
    assertThat(saved.effect("firm", "b")).isCloseTo(25, within(1e-12));
    assertThat(saved.rows().keySet()).containsExactly(0, 1, 2, 3);
    assertThat(saved.rows().get(0)).containsExactly(new double[] {9, 1}, within(1e-12));
    assertThat(saved.rows().get(2)).containsExactly(new double[] {21, -1}, within(1e-12));
    assertThat(Objects.requireNonNull(saved.effects().get(List.of("year", "2009"))).rows())
        .isEqualTo(2);
  }

  /** Firms 0–5 in cities c2, c10, c9 and firms 6–11 in d1, d3, d2: two components. */
  private static EnginePanel twoIslands() {
    int rows = 96;
    EnginePanel panel = EnginePanel.of(rows).unit("firm", "t");
    int[] city = IntStream.range(0, rows).map(r -> (r / 8 + r % 8 / 3) % 3).toArray();
    List<String> west = List.of("2", "10", "9");
    List<String> east = List.of("31", "33", "32");
    panel.withLabels("firm", labels(rows, r -> "f" + r / 8));
    panel.withLabels("year", labels(rows, r -> "" + (2000 + r % 8)));
    panel.withLabels("city", labels(rows, r -> (r < 48 ? west : east).get(city[r])));
    panel.with("t", IntStream.range(0, rows).mapToDouble(r -> r % 8).toArray());
    panel.with("x", IntStream.range(0, rows).mapToDouble(r -> r * 37 % 11).toArray());
    panel.with("w", IntStream.range(0, rows).mapToDouble(r -> 1 + r % 3).toArray());
    return panel.with(
        "y",
        IntStream.range(0, rows)
            .mapToDouble(r -> 1e3 + r * 53 % 17 + Math.floorDiv(r, 8))
            .toArray());
  }

  private static String[] labels(int rows, IntFunction<String> of) {
    return IntStream.range(0, rows).mapToObj(of).toArray(String[]::new);
  }

  @Test
  void threeEffectsOnTwoIslandsAddUpWithWeightsWhateverTheBlocks() {
    DenseModel model =
        DenseModel.of(
                "y",
                List.of("x"),
                DenseModel.Effect.of("firm"),
                DenseModel.Effect.of("year"),
                DenseModel.Effect.of("city"))
            .weightedBy("w");
    Saved one = save(twoIslands(), model.spec(), 1, 1);
    assertIdentity(twoIslands(), model, one);
    assertDense(twoIslands(), model, one);
    Saved four = save(twoIslands(), model.spec(), 4, 9);
    one.effects()
        .forEach(
            (level, effect) ->
                assertThat(four.effect(level.get(0), level.get(1)))
                    .as(level.toString())
                    .isCloseTo(
                        effect.estimate(), within(1e-10 * Math.abs(effect.estimate()) + 1e-10)));
  }

  @Test
  void eachComponentHasOneReferenceItsFirstLevelByNumber() {
    Saved saved = save(twoIslands(), spec("y ~ x | firm + city", "w"), 3, 2);
    List<String> zero =
        saved.effects().values().stream()
            .filter(e -> e.estimate() == 0)
            .map(LevelEffect::level)
            .toList();
    assertThat(new TreeSet<>(zero)).containsExactly("2", "31");
  }

  @Test
  void withoutAUnitTheFirstEffectHoldsTheConstant() {
    EnginePanel flat = twoIslands().rearranged("", "");
    DenseModel model =
        DenseModel.of(
            "y", List.of("x"), DenseModel.Effect.of("city"), DenseModel.Effect.of("firm"));
    Saved saved = save(flat, model.spec(), 3, 4);
    assertIdentity(flat, model, saved);
    assertThat(saved.effect("firm", "f0")).isZero();
    assertThat(saved.effect("firm", "f10")).isZero();
    assertThat(saved.effect("city", "2")).isGreaterThan(900);
  }

  @Test
  void aModelWithoutEffectsHasResidualsAndNoEffects() {
    DenseModel model = DenseModel.of("y", List.of("x"));
    Saved saved = save(twoIslands(), model.spec(), 3, 4);
    assertIdentity(twoIslands(), model, saved);
    assertThat(saved.effects()).isEmpty();
  }

  @Test
  void threeEffectsWithMoreLevelsThanTheRuleIsSolvedForAreRefused() {
    int rows = 4800;
    EnginePanel panel = EnginePanel.of(rows).unit("firm", "t");
    panel.withLabels("firm", labels(rows, r -> "f" + r / 3));
    panel.withLabels("city", labels(rows, r -> "c" + (r / 3 + r % 3) % 1600));
    panel.withLabels("year", labels(rows, r -> "y" + r % 3));
    panel.with("t", IntStream.range(0, rows).mapToDouble(r -> r % 3).toArray());
    panel.with("x", IntStream.range(0, rows).mapToDouble(r -> r * 37 % 101).toArray());
    panel.with("y", IntStream.range(0, rows).mapToDouble(r -> r * 53 % 97).toArray());
    assertThatThrownBy(() -> save(panel, spec("y ~ x | firm + year + city", ""), 2, 1))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("model m: fixed effects can be saved of two effects")
        .hasMessageContaining("at most 1500 levels that cross units; there are 1603");
    DenseModel two =
        DenseModel.of(
            "y", List.of("x"), DenseModel.Effect.of("firm"), DenseModel.Effect.of("city"));
    assertIdentity(panel, two, save(panel, two.spec(), 2, 1));
  }

  @Test
  void slopesByAGroupThatCrossesUnitsAreRefusedButTheirResidualsAreThere() {
    RandomStudy study = RandomStudy.of(11, 0);
    ModelSpec spec = spec("y ~ x1 | city[t] + year[[slope]]", "");
    assertThatThrownBy(() -> save(study.panel(), spec, 3, 1))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll("model m", "city[t]", "slopes by a group that crosses units");
    FittedModel fitted =
        PanelRegression.of(PanelRegression.Options.defaults())
            .fit(study.panel().blocks(2, 5), List.of(spec))
            .estimates()
            .fitted(0);
    RegressionResult result =
        PanelRegression.of(PanelRegression.Options.defaults())
            .fit(study.panel().blocks(2, 5), List.of(spec))
            .models()
            .get(0);
    double[] squares = new double[1];
    for (PanelBlock block : study.panel().blockList(2, 5)) {
      fitted.rows(block, (row, value, left) -> squares[0] += left * left);
    }
    assertThat(squares[0]).isCloseTo(result.stats().rss(), within(1e-9 * result.stats().rss()));
  }
}
