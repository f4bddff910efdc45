package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.panelworks.DataException;
import org.panelworks.SettingsException;
import org.panelworks.panel.PanelBlock;

/**
 * Columns of formulas with categories: as R 4's model.matrix and fixest 0.12 name and code them.
 */
class DesignTest {
  private static final double NA = Double.NaN;

  /** g has levels 1, 2, 10; h has a, b; of their six pairs (2, b) and (10, a) do not occur. */
  private static FormulaPanel panel() {
    return FormulaPanel.of(new String[] {"u", "u", "u", "v", "v", "w"}, 1, 2, 3, 1, 2, 1)
        .withCategory("g", "10", "2", "1", "1", "2", "?")
        .withCategory("h", "b", "a", "b", "a", "a", "a")
        .with("x", 1, 2, 3, 4, NA, 6)
        .with("z", 5, 5, 5, 5, 5, 5)
        .with("late", 0, 1, 1, 0, 1, 1);
  }

  private static Levels levels(FormulaPanel panel, Formula formula, String... samples) {
    return Levels.over(panel.blocks(), "levels", formula.levelGroups(), List.of(samples));
  }

  private static List<String> names(String text) {
    Formula formula = Formula.parse(text);
    return Design.of(formula, levels(panel(), formula)).columns().stream()
        .map(DesignColumn::name)
        .toList();
  }

  static Stream<Arguments> codings() {
    return Stream.of(
        Arguments.of("y ~ x + l(x):z", "x|l(x, 1):z"),
        // R's factors.
        Arguments.of("y ~ factor(g)", "factor(g)2|factor(g)10"),
        Arguments.of("y ~ 0 + factor(g)", "factor(g)1|factor(g)2|factor(g)10"),
        Arguments.of("y ~ 0 + factor(g) | h", "factor(g)2|factor(g)10"),
        Arguments.of("y ~ 0 + factor(g) | h[[x]]", "factor(g)1|factor(g)2|factor(g)10"),
        Arguments.of(
            "y ~ 0 + factor(h) + factor(g)", "factor(h)a|factor(h)b|factor(g)2|factor(g)10"),
        Arguments.of("y ~ factor(h):x", "factor(h)a:x|factor(h)b:x"),
        Arguments.of("y ~ x + factor(h):x", "x|x:factor(h)b"),
        Arguments.of("y ~ factor(h) * x", "factor(h)b|x|factor(h)b:x"),
        Arguments.of(
            "y ~ factor(h) * factor(g)",
            "factor(h)b|factor(g)2|factor(g)10|factor(h)b:factor(g)2|factor(h)b:factor(g)10"),
        Arguments.of(
            "y ~ factor(h) + factor(h):factor(g)",
            "factor(h)b|factor(h)a:factor(g)2|factor(h)b:factor(g)2"
                + "|factor(h)a:factor(g)10|factor(h)b:factor(g)10"),
        // fixest's i().
        Arguments.of("y ~ i(g)", "g::2|g::10"),
        Arguments.of("y ~ i(g) | h", "g::2|g::10"),
        Arguments.of("y ~ 0 + i(g)", "g::1|g::2|g::10"),
        Arguments.of("y ~ 0 + i(g) + i(h)", "g::1|g::2|g::10|h::b"),
        Arguments.of("y ~ i(g, ref = 2)", "g::1|g::10"),
        Arguments.of("y ~ i(g, ref = 2.0)", "g::1|g::10"),
        Arguments.of("y ~ i(g, ref = '2')", "g::1|g::10"),
        Arguments.of("y ~ i(g, ref = TRUE)", "g::2|g::10"),
        Arguments.of("y ~ 0 + i(g, ref = TRUE)", "g::2|g::10"),
        Arguments.of("y ~ i(g, ref = c(1, 10))", "g::2"),
        Arguments.of("y ~ i(g, keep = 1:2)", "g::1|g::2"),
        Arguments.of("y ~ i(g, keep = 1:2, ref = 1)", "g::2"),
        Arguments.of("y ~ i(h, ref = 'a')", "h::b"),
        Arguments.of("y ~ i(g, x) | h", "g::1:x|g::2:x|g::10:x"),
        Arguments.of("y ~ x + i(g, x, ref = 1) | h", "x|g::2:x|g::10:x"),
        Arguments.of("y ~ i(g, l(x)) | h", "g::1:l(x, 1)|g::2:l(x, 1)|g::10:l(x, 1)"),
        Arguments.of("y ~ i(g):x", "g::1:x|g::2:x|g::10:x"),
        Arguments.of("y ~ i(g, i.h)", "g::1:h::b|g::2:h::a|g::10:h::b"),
        Arguments.of("y ~ i(g, i.h, ref = 1)", "g::2:h::a|g::10:h::b"),
        Arguments.of("y ~ i(g, i.h, ref2 = 'b')", "g::1:h::a|g::2:h::a"),
        Arguments.of("y ~ 0 + i(g, i.h)", "g::1:h::a|g::1:h::b|g::2:h::a|g::10:h::b"));
  }

  @ParameterizedTest
  @MethodSource("codings")
  void columnsAreCodedAndNamed(String formula, String expected) {
    assertThat(String.join("|", names(formula))).isEqualTo(expected);
  }

  @Test
  void instrumentsLoseALevelWhateverTheIntercept() {
    Formula formula = Formula.parse("y ~ 0 + x | w ~ i(g) + factor(h)");
    Design design = Design.of(formula, levels(panel(), formula));
    assertThat(design.instruments().stream().map(DesignColumn::name))
        .containsExactly("g::2", "g::10", "factor(h)b");
    assertThat(design.endogenous().stream().map(DesignColumn::name)).containsExactly("w");
    assertThat(design.all()).hasSize(5);
  }

  private static double[] values(String text, String column) {
    Formula formula = Formula.parse(text);
    DesignColumn wanted =
        Design.of(formula, levels(panel(), formula)).columns().stream()
            .filter(c -> c.name().equals(column))
            .findFirst()
            .orElseThrow();
    return new BlockColumns(panel().block()).values(wanted);
  }

  @Test
  void columnIsTheProductAndMissingWhereAnyOfItIsMissing() {
    assertThat(values("y ~ i(g)", "g::2")).containsExactly(0, 1, 0, 0, 1, NA);
    assertThat(values("y ~ i(g, x)", "g::2:x")).containsExactly(0, 2, 0, 0, NA, NA);
    assertThat(values("y ~ i(g, x)", "g::1:x")).containsExactly(0, 0, 3, 4, NA, NA);
    assertThat(values("y ~ i(g, i.h)", "g::10:h::b")).containsExactly(1, 0, 0, 0, 0, NA);
    assertThat(values("y ~ factor(h)*x:z", "factor(h)b:x:z")).containsExactly(5, 0, 15, 0, NA, 0);
    assertThat(values("y ~ x:z", "x:z")).containsExactly(5, 10, 15, 20, NA, 30);
  }

  @Test
  void constantIsOneInEveryRow() {
    assertThat(new BlockColumns(panel().block()).values(DesignColumn.INTERCEPT))
        .containsExactly(1, 1, 1, 1, 1, 1);
  }

  @Test
  void dummiesOfAFactorSumToOneWhereItIsPresent() {
    Formula formula = Formula.parse("y ~ 0 + factor(g)");
    double[] sum = new double[6];
    double[] column = new double[6];
    BlockColumns columns = new BlockColumns(panel().block());
    for (DesignColumn dummy : Design.of(formula, levels(panel(), formula)).columns()) {
      columns.fill(dummy, column);
      IntStream.range(0, 6).forEach(row -> sum[row] += column[row]);
    }
    assertThat(sum).containsExactly(1, 1, 1, 1, 1, NA);
  }

  @Test
  void levelsAreThoseOfTheSampleAndOfTheModelsOwnSample() {
    FormulaPanel panel = panel().droppedAt(0, 1, 0, 0, 0, 0);
    Formula formula = Formula.parse("y ~ i(g) + i(g, i.h)");
    Levels levels = levels(panel, formula, "late");
    assertThat(levels.labels("g")).containsExactly("1", "2", "10");
    assertThat(levels.labels("g", "late")).containsExactly("1", "2");
    assertThat(levels.pairs("g", "h", "late"))
        .containsExactly(List.of("1", "b"), List.of("2", "a"));
    assertThat(Design.of(formula, levels, "late").columns().stream().map(DesignColumn::name))
        .containsExactly("g::2", "g::2:h::a");
  }

  @Test
  void labelsAreOrderedAsNumbersOnlyWhereAllAreNumbers() {
    FormulaPanel panel =
        FormulaPanel.oneUnit(1, 2, 3, 4)
            .withCategory("n", "10", "-2", "9", "1e1")
            .withCategory("t", "10", "9", "b", "-2")
            .withCategory("c", "000010", "600000", "000009", "?");
    Levels levels = levels(panel, Formula.parse("y ~ i(n) + i(t) + i(c)"));
    assertThat(levels.labels("n")).containsExactly("-2", "9", "10", "1e1");
    assertThat(levels.labels("t")).containsExactly("-2", "10", "9", "b");
    assertThat(levels.labels("c")).containsExactly("000009", "000010", "600000");
  }

  @Test
  void globalCodesAreTheSameInEveryBlock() {
    FormulaPanel panel = panel();
    Levels levels = levels(panel, Formula.parse("y ~ i(g)"));
    assertThat(levels.globalCodes(panel.block(), "g")).containsExactly(2, 1, 0, 0, 1, -1);
    assertThat(levels.code("g", "10")).isEqualTo(2);
    assertThat(levels.code("g", "77")).isEqualTo(-1);
  }

  @Test
  void levelsDoNotDependOnTheOrderOfMerging() {
    FormulaPanel panel = panel();
    Formula formula = Formula.parse("y ~ i(g, i.h)");
    var pass = Levels.pass(formula.levelGroups(), List.of("late"));
    PanelBlock block = panel.block();
    LevelSets whole = pass.add(pass.start(), block);
    LevelSets merged = pass.merge(pass.start(), pass.merge(whole, pass.add(pass.start(), block)));
    assertThat(Levels.of(merged).pairs("g", "h", "late"))
        .isEqualTo(levels(panel, formula, "late").pairs("g", "h", "late"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '!',
      value = {
        "y ~ i(g, ref = 5); i(g, ref = 5): 5 is not a level of g in the sample; its levels are"
            + " 1, 2, 10",
        "y ~ i(g, keep = c(1, 7)); 7 is not a level of g",
        "y ~ i(g, ref = \"2.0\"); \"2.0\" is not a level of g",
        "y ~ i(g, i.h, ref2 = \"c\"); \"c\" is not a level of h"
      })
  void levelThatIsNotThereIsRefused(String text, String message) {
    Formula formula = Formula.parse(text);
    Levels levels = levels(panel(), formula);
    assertThatThrownBy(() -> Design.of(formula, levels))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }

  @Test
  void categoryThatIsMissingEverywhereIsRefused() {
    FormulaPanel panel = FormulaPanel.oneUnit(1, 2).withCategory("g", "?", "?");
    Formula formula = Formula.parse("y ~ factor(g)");
    Levels levels = levels(panel, formula);
    assertThatThrownBy(() -> Design.of(formula, levels))
        .isInstanceOf(DataException.class)
        .hasMessage("factor(g): every value of g is missing in the sample");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "y ~ factor(one); factor(one) has no column",
        "y ~ i(one); i(one) has no column",
        "y ~ i(one, ref = 7); i(one, ref = 7) has no column",
        "y ~ x + x:factor(one); x:factor(one) has no column"
      })
  void termWithoutColumnsIsRefused(String text, String message) {
    FormulaPanel panel = FormulaPanel.oneUnit(1, 2).withCategory("one", "7", "7");
    Formula formula = Formula.parse(text);
    Levels levels = levels(panel, formula);
    assertThatThrownBy(() -> Design.of(formula, levels))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }

  @Test
  void tooManyLevelsAreRefusedAndNeverCut() {
    int rows = Levels.MAX_LEVELS + 1;
    String[] labels = IntStream.range(0, rows).mapToObj(Integer::toString).toArray(String[]::new);
    FormulaPanel panel =
        FormulaPanel.oneUnit(IntStream.range(0, rows).asLongStream().toArray())
            .withCategory("g", labels)
            .withCategory(
                "h", Arrays.stream(labels).map(l -> "" + l.length()).toArray(String[]::new));
    Formula formula = Formula.parse("y ~ i(g) + i(h)");
    Levels levels = levels(panel, formula);
    assertThat(levels.labels("h")).containsExactly("1", "2", "3", "4", "5");
    assertThatThrownBy(() -> Design.of(formula, levels))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("g has more than 10000 levels")
        .hasMessageContaining("fixed effect");
  }

  @Test
  void tooManyColumnsAreRefused() {
    String[] labels = IntStream.range(0, 60).mapToObj(Integer::toString).toArray(String[]::new);
    FormulaPanel panel =
        FormulaPanel.oneUnit(IntStream.range(0, 60).asLongStream().toArray())
            .withCategory("g", labels)
            .withCategory("h", labels);
    Formula formula = Formula.parse("y ~ i(g):i(h)");
    Levels levels = levels(panel, formula);
    assertThatThrownBy(() -> Design.of(formula, levels))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("i(g):i(h) has 3600 columns, more than 2000");
  }
}
