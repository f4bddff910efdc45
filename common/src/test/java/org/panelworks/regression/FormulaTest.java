package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What formulas mean: terms as R 4 expands and names them, lags and i() as fixest 0.12 does. */
class FormulaTest {
  private static List<String> terms(String formula) {
    return Formula.parse(formula).terms().stream().map(Term::name).toList();
  }

  private static List<String> effects(String formula) {
    return Formula.parse(formula).fixedEffects().stream().map(FixedEffect::name).toList();
  }

  static Stream<Arguments> expansions() {
    return Stream.of(
        Arguments.of("y ~ x", "x"),
        Arguments.of("y ~ 1", ""),
        Arguments.of("y ~ b + a", "b|a"),
        Arguments.of("y ~ a + b + a", "a|b"),
        Arguments.of("y ~ a * b", "a|b|a:b"),
        Arguments.of("l_gsp ~ l_pcap * unemp + l_emp | state", "l_pcap|unemp|l_emp|l_pcap:unemp"),
        Arguments.of("y ~ a:b + c", "c|a:b"),
        Arguments.of("y ~ b + a:b", "b|b:a"),
        Arguments.of("y ~ a * b * c", "a|b|c|a:b|a:c|b:c|a:b:c"),
        Arguments.of("y ~ (a + b):c", "a:c|b:c"),
        Arguments.of("y ~ (a + b)^2", "a|b|a:b"),
        Arguments.of("y ~ (a + b + c)^2", "a|b|c|a:b|a:c|b:c"),
        Arguments.of("y ~ (a + b + c)^2 - a:b", "a|b|c|a:c|b:c"),
        Arguments.of("y ~ a * b - a", "b|a:b"),
        Arguments.of("y ~ x^2", "x"),
        Arguments.of("y ~ x:x", "x"),
        Arguments.of("y ~ I( x^2 )+I(2*a-b)", "I(x^2)|I(2 * a - b)"),
        Arguments.of("y ~ I((a+b)/c) + I(a/b^-2)", "I((a + b)/c)|I(a/b^-2)"),
        Arguments.of("y ~ log(x+1):z", "log(x + 1):z"),
        Arguments.of(
            "y ~ I(x*100000) + I(x*0.50) + I(x*1234)", "I(x * 1e+05)|I(x * 0.5)|I(x * 1234)"),
        Arguments.of("y ~ exp(x) + sqrt(x) + abs(-x)", "exp(x)|sqrt(x)|abs(-x)"),
        Arguments.of("y ~ l(x)", "l(x, 1)"),
        Arguments.of("y ~ l(x, 1:3)", "l(x, 1)|l(x, 2)|l(x, 3)"),
        Arguments.of("y ~ l(x, 0:2)", "x|l(x, 1)|l(x, 2)"),
        Arguments.of("y ~ l(x, c(1, 3))", "l(x, 1)|l(x, 3)"),
        Arguments.of("y ~ l(x, -1:1)", "f(x, 1)|x|l(x, 1)"),
        Arguments.of("y ~ f(x) + f(x, 1:2)", "f(x, 1)|f(x, 2)"),
        Arguments.of("d(y) ~ d(x) + d(log(x), 2)", "d(x, 1)|d(log(x), 2)"),
        Arguments.of("y ~ l(log(x), 1) + log(l(x))", "l(log(x), 1)|log(l(x, 1))"),
        Arguments.of("y ~ l(x, 1:2):z", "l(x, 1):z|l(x, 2):z"),
        Arguments.of("y ~ i(year) + factor(g)", "i(year)|factor(g)"),
        Arguments.of("y ~ i(rel_year, ref = -1)", "i(rel_year, ref = -1)"),
        Arguments.of("y ~ i(rel_year,ref=c(-1,-1000))", "i(rel_year, ref = c(-1, -1000))"),
        Arguments.of("y ~ i(year, 5)", "i(year, ref = 5)"),
        Arguments.of("y ~ i(region, 'east')", "i(region, ref = \"east\")"),
        Arguments.of("y ~ i(year, ref = TRUE)", "i(year, ref = TRUE)"),
        Arguments.of("y ~ i(year, keep = 3:5)", "i(year, keep = c(3, 4, 5))"),
        Arguments.of("y ~ i(period, treat, 5)", "i(period, treat, ref = 5)"),
        Arguments.of("y ~ i(period, log(x), ref = 5)", "i(period, log(x), ref = 5)"),
        Arguments.of("y ~ i(a, i.b, ref = 1, ref2 = 2)", "i(a, i.b, ref = 1, ref2 = 2)"),
        Arguments.of("y ~ Infant.Mortality + _x + .y", "Infant.Mortality|_x|.y"),
        Arguments.of("净资产收益率 ~ 数字化转型 + log(总资产)", "数字化转型|log(总资产)"),
        Arguments.of("y ~ `total assets` + log(`1st`)", "`total assets`|log(`1st`)"),
        Arguments.of("y ~ l + i + f:d", "l|i|f:d"));
  }

  @ParameterizedTest
  @MethodSource("expansions")
  void formulaExpandsIntoTerms(String formula, String expected) {
    assertThat(String.join("|", terms(formula))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "y ~ x; true",
        "y ~ 1; true",
        "y ~ x - 1; false",
        "y ~ -1 + x; false",
        "y ~ 0 + x; false",
        "y ~ x + 0; false",
        "y ~ x - 1 + 1; true",
        "y ~ x | 0; true",
        "y ~ x | firm; false",
        "y ~ x | firm[t]; false",
        "y ~ x | firm[[t]]; true",
        "y ~ x - 1 | firm[[t]]; false",
        "y ~ x | w ~ z; true"
      })
  void interceptIsThereUnlessRemovedOrAbsorbed(String formula, boolean expected) {
    assertThat(Formula.parse(formula).intercept()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "log(y) ~ x; log(y)",
        "d(y) ~ x; d(y, 1)",
        "y / x - 1 ~ z; y/x - 1",
        "100*y ~ z; 100 * y",
        "f(y, 2) ~ z; f(y, 2)"
      })
  void responseIsArithmetic(String formula, String expected) {
    assertThat(Formula.parse(formula).response().name()).isEqualTo(expected);
  }

  @Test
  void fixedEffectsAreNamedCombinedAndSloped() {
    assertThat(effects("y ~ x | firm + sector ^ year + state[t] + g[[t, log(x)]] + firm"))
        .containsExactly("firm", "sector^year", "state[t]", "g[[t, log(x)]]");
    assertThat(effects("y ~ x | 0")).isEmpty();
    FixedEffect slopes = Formula.parse("y ~ x | a^b[[t]]").fixedEffects().get(0);
    assertThat(slopes.columns()).containsExactly("a", "b");
    assertThat(slopes.slopesOnly()).isTrue();
    assertThat(slopes.slopes()).containsExactly(new NumericExpression.Column("t"));
  }

  @Test
  void instrumentsStandLastWithOrWithoutFixedEffects() {
    for (String middle : List.of("", "firm + year |", "0 |")) {
      Instruments part =
          Formula.parse("y ~ x | " + middle + " w + l(v) ~ z1 + z2:x + i(g)")
              .instruments()
              .orElseThrow();
      assertThat(part.endogenous().stream().map(Term::name)).containsExactly("w", "l(v, 1)");
      assertThat(part.instruments().stream().map(Term::name)).containsExactly("z1", "i(g)", "x:z2");
    }
    assertThat(Formula.parse("y ~ x | firm").instruments()).isEmpty();
  }

  @Test
  void columnsAreCollectedByUse() {
    Formula formula =
        Formula.parse(
            "log(y) ~ l(a + `b c`) + i(g, x) + i(h, i.k) + factor(q) | firm^year + s[t] | w ~ z");
    assertThat(formula.numericColumns()).containsExactly("y", "a", "b c", "x", "w", "z", "t");
    assertThat(formula.categoryColumns()).containsExactly("g", "h", "k", "q", "firm", "year", "s");
    assertThat(formula.levelGroups())
        .containsExactly(List.of("g"), List.of("h"), List.of("k"), List.of("h", "k"), List.of("q"));
  }

  @Test
  void timeIsNeededOnlyByLagsLeadsAndDifferences() {
    assertThat(Formula.parse("y ~ log(f(x)):z").usesTime()).isTrue();
    assertThat(Formula.parse("y ~ x | g[d(t)]").usesTime()).isTrue();
    assertThat(Formula.parse("y ~ log(x):z + i(year) | firm").usesTime()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "0.1, 0.1",
    "100000, 1e+05",
    "123456, 123456",
    "10000, 10000",
    "0.0001, 1e-04",
    "0.00012, 0.00012",
    "1e-15, 1e-15",
    "1.5e300, 1.5e+300",
    "-2.50, -2.5",
    "0, 0",
    "0.30000000000000004, 0.3",
    "1234567890123456, 1234567890123456"
  })
  void numbersArePrintedAsRPrintsThem(double value, String expected) {
    assertThat(FormulaText.number(value)).isEqualTo(expected);
  }
}
