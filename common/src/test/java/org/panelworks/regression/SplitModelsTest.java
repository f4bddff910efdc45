package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panelworks.DataException;
import org.panelworks.EstimationException;
import org.panelworks.SettingsException;
import org.panelworks.panel.InMemoryBlocks;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.panel.PanelSchema;
import org.panelworks.panel.Pass;

/** A split model is, value by value, the model on the rows that have the value. */
class SplitModelsTest {
  private static final int ROWS = 400;

  /** In their order as numbers, which is not that of their characters. */
  private static final List<String> VALUES = List.of("2", "9", "10");

  private static EnginePanel panel() {
    Random random = new Random(11);
    EnginePanel panel = EnginePanel.of(ROWS).unit("firm", "t");
    String[] size = new String[ROWS];
    String[] sector = new String[ROWS];
    for (int r = 0; r < ROWS; r++) {
      int pick = random.nextInt(7);
      size[r] = pick == 6 ? EnginePanel.MISSING : VALUES.get(pick % 3);
      // Sector s0 occurs with the value 10 only.
      int s = random.nextInt(4);
      sector[r] = "s" + (s == 0 && !size[r].equals("10") ? 1 : s);
    }
    panel.withLabels("firm", labels(r -> "f" + r / 8));
    panel.withLabels("year", labels(r -> "" + (2000 + r % 8)));
    panel.withLabels("size", size).withLabels("sector", sector);
    panel.with("t", numbers(r -> r % 8));
    panel.with("x", numbers(r -> random.nextGaussian()));
    panel.with("z", numbers(r -> r % 23 == 0 ? Double.NaN : random.nextGaussian()));
    panel.with("w", numbers(r -> 1 + random.nextInt(5)));
    panel.with("late", numbers(r -> r % 8 > 1 ? 1 : 0));
    panel.with("y", numbers(r -> random.nextGaussian() + (r / 8) % 5));
    for (String value : VALUES) {
      panel.with("is" + value, numbers(r -> size[r].equals(value) ? 1 : 0));
      panel.with("late" + value, numbers(r -> size[r].equals(value) && r % 8 > 1 ? 1 : 0));
    }
    return panel;
  }

  private static String[] labels(IntFunction<String> of) {
    return IntStream.range(0, ROWS).mapToObj(of).toArray(String[]::new);
  }

  private static double[] numbers(IntToDoubleFunction of) {
    return IntStream.range(0, ROWS).mapToDouble(of).toArray();
  }

  private static ModelSpec spec(String formula, String predicate, String weights) {
    return new ModelSpec(
        "m",
        Formula.parse(formula),
        predicate,
        weights,
        new Vcov.Cluster(List.of(new Dimension(List.of("firm")))),
        SmallSample.REGHDFE,
        Singletons.DROP,
        0.95);
  }

  private static List<RegressionResult> fit(ModelSpec... specs) {
    return PanelRegression.of(PanelRegression.Options.defaults())
        .fit(panel().blocks(3, 5), List.of(specs))
        .models();
  }

  private static void assertSame(RegressionResult found, RegressionResult wanted) {
    assertThat(found.named("m"))
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .ignoringFields("subsample")
        .isEqualTo(wanted.named("m"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "y ~ x + z",
        "y ~ x + z | firm + year",
        "y ~ x + l(z, 1) | firm",
        "y ~ x + i(sector)",
        "y ~ x + factor(sector) * z | year",
        "y ~ i(sector, x, ref = 's1') + i(sector, i.year) | firm",
        "y ~ x + z | firm + sector^year",
      })
  void eachValueIsTheModelOnItsRows(String formula) {
    List<RegressionResult> split = fit(spec(formula, "", "w").with(Split.by("size")));
    assertThat(split.stream().map(m -> m.subsample().orElseThrow()))
        .isEqualTo(VALUES.stream().map(v -> new Subsample("size", Optional.of(v))).toList());
    for (int v = 0; v < VALUES.size(); v++) {
      assertSame(split.get(v), fit(spec(formula, "is" + VALUES.get(v), "w")).get(0));
    }
  }

  @Test
  void theFullSampleComesFirstAndHoldsRowsWithoutAValue() {
    ModelSpec whole = spec("y ~ x | firm", "", "");
    List<RegressionResult> split = fit(whole.with(Split.fullAndBy("size")));
    assertThat(split).hasSize(4);
    assertThat(split.get(0).subsample()).hasValue(new Subsample("size", Optional.empty()));
    assertSame(split.get(0), fit(whole).get(0));
    long parts = split.stream().skip(1).mapToLong(RegressionResult::observations).sum();
    assertThat(parts).isLessThan(split.get(0).observations());
    assertSame(split.get(3), fit(spec("y ~ x | firm", "is10", "")).get(0));
  }

  @Test
  void aSplitStaysWithinTheModelsSample() {
    List<RegressionResult> split =
        fit(spec("y ~ x + i(sector) | firm", "late", "").with(Split.by("size")));
    for (int v = 0; v < VALUES.size(); v++) {
      assertSame(
          split.get(v), fit(spec("y ~ x + i(sector) | firm", "late" + VALUES.get(v), "")).get(0));
    }
  }

  @Test
  void valuesOutsideTheModelsSampleMakeNoModel() {
    List<RegressionResult> split = fit(spec("y ~ x | firm", "is9", "").with(Split.by("size")));
    assertThat(split).hasSize(1);
    assertThat(split.get(0).subsample()).hasValue(new Subsample("size", Optional.of("9")));
  }

  @Test
  void resultsAreKeptTogetherByTheModelAskedFor() {
    PanelRegression.Fit fit =
        PanelRegression.of(PanelRegression.Options.defaults())
            .fit(
                panel().oneBlock(),
                List.of(
                    spec("y ~ x", "", "").with(Split.fullAndBy("size")),
                    spec("y ~ x", "", ""),
                    spec("y ~ z", "", "").with(Split.by("sector"))));
    assertThat(fit.bySpec().stream().map(List::size)).containsExactly(4, 1, 4);
    assertThat(fit.models()).hasSize(9);
    assertThat(fit.models().get(5).name()).isEqualTo("m, sector = s0");
    assertThat(fit.models().get(4).subsample()).isEmpty();
  }

  /** Blocks that write down the passes over them. */
  private record Counted(InMemoryBlocks blocks, List<String> steps) implements PanelBlocks {
    @Override
    public PanelSchema schema() {
      return blocks.schema();
    }

    @Override
    public boolean hasUnit() {
      return blocks.hasUnit();
    }

    @Override
    public <A extends Serializable> A run(String step, Pass<A> pass) {
      steps.add(step);
      return blocks.run(step, pass);
    }
  }

  private static int passes(ModelSpec spec) {
    List<String> steps = new ArrayList<>();
    PanelRegression.of(PanelRegression.Options.defaults())
        .fit(new Counted(panel().blocks(2, 1), steps), List.of(spec));
    return steps.size();
  }

  @Test
  void aSplitAddsNoPassOverTheRows() {
    ModelSpec one = spec("y ~ x + i(sector) | firm", "", "");
    assertThat(passes(one.with(Split.fullAndBy("size")))).isEqualTo(passes(one));
  }

  private static EnginePanel panelOf(int values) {
    EnginePanel panel = EnginePanel.of(values);
    panel.with("y", IntStream.range(0, values).mapToDouble(r -> r % 7).toArray());
    panel.with("x", IntStream.range(0, values).mapToDouble(r -> r % 3).toArray());
    panel.with("none", new double[values]);
    return panel.withLabels(
        "g", IntStream.range(0, values).mapToObj(r -> "v" + r).toArray(String[]::new));
  }

  private static void refit(EnginePanel panel, ModelSpec spec) {
    PanelRegression.of(PanelRegression.Options.defaults()).fit(panel.oneBlock(), List.of(spec));
  }

  private static ModelSpec splitByG(String predicate) {
    Formula formula = Formula.parse("y ~ x");
    return new ModelSpec(
            "m", formula, predicate, "", new Vcov.Iid(), SmallSample.REGHDFE, Singletons.DROP, 0.95)
        .with(Split.by("g"));
  }

  @Test
  void tooManyValuesAreRefusedWithTheirCount() {
    assertThatThrownBy(() -> refit(panelOf(501), splitByG("")))
        .isInstanceOf(SettingsException.class)
        .hasMessage("model m: split by g makes 501 subsamples, at most 500 are estimated");
    assertThatThrownBy(() -> refit(panelOf(10_001), splitByG("")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("split by g makes more than 10000 subsamples");
  }

  @Test
  void aColumnWithoutValuesInTheSampleIsRefused() {
    assertThatThrownBy(() -> refit(panelOf(9), splitByG("none")))
        .isInstanceOf(DataException.class)
        .hasMessage("model m: split by g: every value of it is missing in the sample");
  }

  @Test
  void aSubsampleThatCannotBeEstimatedIsNamed() {
    assertThatThrownBy(() -> refit(panelOf(9), splitByG("")))
        .isInstanceOf(EstimationException.class)
        .hasMessageContaining("model m, g = v0: the response y is constant");
  }
}
