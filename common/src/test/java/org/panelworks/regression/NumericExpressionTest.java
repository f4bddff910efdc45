package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.panelworks.SettingsException;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelSchema;

/** What expressions are worth, row by row. */
class NumericExpressionTest {
  private static final double NA = Double.NaN;

  /** Two units; b lacks 2002 and stands between the rows of a; a's 2003 is missing. */
  private static FormulaPanel panel() {
    return FormulaPanel.of(
            new String[] {"b", "a", "a", "b", "a", "b", "a"},
            2003,
            2001,
            2002,
            2001,
            2004,
            2004,
            2003)
        .with("x", 33, 1, 2, 31, 4, 34, NA);
  }

  @Test
  void lagIsTheValueOfThatTimeOrMissing() {
    // Rows: a 2001 … 2004, b 2001, 2003, 2004.
    assertThat(panel().values("x")).containsExactly(1, 2, NA, 4, 31, 33, 34);
    assertThat(panel().values("l(x, 1)")).containsExactly(NA, 1, 2, NA, NA, NA, 33);
    assertThat(panel().values("l(x, 2)")).containsExactly(NA, NA, 1, 2, NA, 31, NA);
    assertThat(panel().values("l(x, 3)")).containsExactly(NA, NA, NA, 1, NA, NA, 31);
    assertThat(panel().values("f(x)")).containsExactly(2, NA, 4, NA, NA, 34, NA);
    assertThat(panel().values("f(x, 2)")).containsExactly(NA, 4, NA, NA, 33, NA, NA);
    assertThat(panel().values("d(x)")).containsExactly(NA, 1, NA, NA, NA, NA, 1);
    assertThat(panel().values("d(x, 2)")).containsExactly(NA, NA, NA, 2, NA, 2, NA);
  }

  @Test
  void lagReachesRowsThatASampleStepDropped() {
    FormulaPanel panel = FormulaPanel.oneUnit(1, 2, 3).with("x", 10, 20, 30).droppedAt(0, 2, 0);
    assertThat(panel.values("l(x)")).containsExactly(NA, 10, 20);
  }

  @Test
  void timesMayBeNegativeAndFarApart() {
    FormulaPanel panel = FormulaPanel.oneUnit(-4_000_000_000L, -2, -1, 0).with("x", 1, 2, 3, 4);
    assertThat(panel.values("l(x)")).containsExactly(NA, NA, 2, 3);
    assertThat(panel.values("f(x, 2)")).containsExactly(NA, 4, NA, NA);
  }

  @Test
  void operationsNest() {
    FormulaPanel panel = FormulaPanel.oneUnit(1, 2, 3).with("x", 1, 2, 4).with("z", 3, 5, 0);
    assertThat(panel.values("I(2 * x - z)^2")).containsExactly(1, 1, 64);
    assertThat(panel.values("-x^2 + (x + 1) * z")).containsExactly(5, 11, -16);
    assertThat(panel.values("2^-x")).containsExactly(0.5, 0.25, 0.0625);
    assertThat(panel.values("2^x^2")).containsExactly(2, 16, 65536);
    assertThat(panel.values("l(I(x^2))")).containsExactly(NA, 1, 4);
    assertThat(panel.values("d(log(x)) / log(2)")).containsExactly(NA, 1, 1);
    assertThat(panel.values("abs(1 - x) + sqrt(x * x) + exp(0 * x)")).containsExactly(2, 4, 8);
  }

  @Test
  void whatIsNotANumberIsMissing() {
    FormulaPanel panel = FormulaPanel.oneUnit(1, 2, 3, 4).with("x", 0, -1, 1, NA);
    assertThat(panel.values("log(x)")).containsExactly(NA, NA, 0, NA);
    assertThat(panel.values("sqrt(x)")).containsExactly(0, NA, 1, NA);
    assertThat(panel.values("1 / x")).containsExactly(NA, -1, 1, NA);
    assertThat(panel.values("exp(1000 * x)")).containsExactly(1, 0, NA, NA);
    assertThat(panel.values("x^0")).containsExactly(1, 1, 1, NA);
    assertThat(panel.values("x^0.5")).containsExactly(0, NA, 1, NA);
  }

  @Test
  void lossesToDomainsAreCountedOncePerExpressionOverTheSample() {
    FormulaPanel panel =
        FormulaPanel.oneUnit(1, 2, 3, 4, 5).with("x", 0, -1, 1, NA, -3).droppedAt(0, 0, 0, 0, 1);
    Formula formula = Formula.parse("log(x) ~ l(log(x)) + sqrt(x) + I(1/x) + abs(x) + exp(log(x))");
    Map<String, Long> counts =
        panel.blocks().run("count", DomainCounts.pass(formula.expressions())).counts();
    assertThat(counts).isEqualTo(Map.of("log(x)", 2L, "sqrt(x)", 1L, "1/x", 1L));
  }

  @Test
  void lossesOfBlocksAddUp() {
    FormulaPanel panel =
        FormulaPanel.of(new String[] {"a", "b", "b", "c"}, 1, 1, 2, 1).with("x", 0, -1, 1, -5);
    List<NumericExpression> log = List.of(Formula.parse("log(x) ~ 1").response());
    assertThat(panel.blocks().run("count", DomainCounts.pass(log)).counts())
        .isEqualTo(Map.of("log(x)", 3L));
  }

  @Test
  void differenceIsValueLessLagOnRandomPanels() {
    long seed = 7;
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      int steps = 1 + random.nextInt(4);
      long[] times = random.longs(40, 0, 80).distinct().toArray();
      FormulaPanel panel =
          FormulaPanel.oneUnit(times)
              .with("x", random.doubles(times.length).map(v -> v < 0.1 ? NA : v).toArray());
      String k = ", " + steps + ")";
      assertThat(panel.values("d(x" + k))
          .as("seed %d", seed)
          .containsExactly(panel.values("x - l(x" + k));
      assertThat(panel.values("f(x" + k)).containsExactly(lookedUp(panel, times, steps));
    }
  }

  /** The lead by search over all rows. */
  private static double[] lookedUp(FormulaPanel panel, long[] times, int steps) {
    double[] x = panel.column("x");
    return Arrays.stream(panel.order())
        .mapToDouble(
            row -> {
              for (int other = 0; other < times.length; other++) {
                if (times[other] == times[row] + steps) {
                  return x[other];
                }
              }
              return NA;
            })
        .toArray();
  }

  @Test
  void eachExpressionIsComputedOnce() {
    BlockColumns columns = new BlockColumns(panel().block());
    double[] first = columns.values(Formula.parse("l(log(x)) ~ 1").response());
    assertThat(columns.values(Formula.parse("l( log(x),1 ) ~ z").response())).isSameAs(first);
  }

  @Test
  void lagWithoutUnitOrTimeIsRefused() {
    PanelBlock block =
        new PanelBlock(
            new PanelSchema(List.of("x"), List.of()),
            2,
            new String[0],
            new int[0],
            new long[0],
            new double[][] {{1, 2}},
            new int[0][],
            new String[0][],
            new byte[0]);
    BlockColumns columns = new BlockColumns(block);
    assertThatThrownBy(() -> columns.values(Formula.parse("log(l(x)) ~ 1").response()))
        .isInstanceOf(SettingsException.class)
        .hasMessage("l(x, 1) needs a panel with a unit and a time");
  }

  @Test
  void formulasSurviveSerialization() throws IOException, ClassNotFoundException {
    Formula formula =
        Formula.parse("log(y) ~ l(x, 1:2)*z + i(g, i.h, ref = -1) + factor(k) | s[t] | w ~ v");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(formula);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Formula copy = (Formula) in.readObject();
      assertThat(copy.terms()).isEqualTo(formula.terms());
      assertThat(copy.instruments()).isEqualTo(formula.instruments());
      assertThat(copy.fixedEffects()).isEqualTo(formula.fixedEffects());
    }
  }

  /**
   * Case empluk_lag: EmplUK with gaps and rows out of order; fixest 0.12.2, R 4.2.2. The expected
   * values have 15 digits.
   */
  @Test
  void lagsOfEmplUkAgreeWithFixest() throws IOException {
    List<String[]> rows =
        text("data.csv").lines().skip(1).map(line -> line.split(",", -1)).toList();
    FormulaPanel panel =
        FormulaPanel.of(
                rows.stream().map(cells -> cells[0]).toArray(String[]::new),
                rows.stream().mapToLong(cells -> Long.parseLong(cells[1])).toArray())
            .with("l_emp", rows.stream().mapToDouble(c -> Double.parseDouble(c[3])).toArray());
    JsonNode expected = new ObjectMapper().readTree(text("expected.json"));
    double[] lag = panel.values("l(l_emp, 1)");
    int[] order = panel.order();
    JsonNode byRow = expected.get("lag1_l_emp_in_row_order");
    assertThat(byRow.size()).isEqualTo(lag.length);
    for (int i = 0; i < lag.length; i++) {
      JsonNode value = byRow.get(order[i]);
      assertThat(Double.isNaN(lag[i])).isEqualTo(value.isNull());
      if (!value.isNull()) {
        assertThat(Math.abs(lag[i] - value.asDouble()))
            .isLessThanOrEqualTo(1e-14 * Math.max(1, Math.abs(lag[i])));
      }
    }
    assertThat(present(lag)).isEqualTo(expected.get("n_lag1_nonmissing").asLong());
    assertThat(present(panel.values("l(l_emp, 2)")))
        .isEqualTo(expected.get("n_lag2_nonmissing").asLong());
  }

  private static long present(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
  }

  private static String text(String file) throws IOException {
    String path = "/reference/empluk_lag/" + file;
    try (InputStream in = NumericExpressionTest.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
