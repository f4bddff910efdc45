package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.panelworks.SettingsException;

/** What formulas refuse, and that nothing else comes out of hostile text. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FormulaRefusalTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '!',
      value = {
        "y; 2; \"~\" is expected after the response, found the end",
        "y ~; 4; a term is expected, found the end",
        "~ x; 1; a response is expected before ~",
        "y ~ x +; 8; a term is expected, found the end",
        "y ~ x + + z; 9; a term is expected, found \"+\"",
        "y ~ x z; 7; an operator is expected, found \"z\"",
        "y ~ x + (z; 11; \")\" is expected to close the parenthesis",
        "y ~ x); 6; an operator is expected, found \")\"",
        "y ~ .; 5; \".\" for all columns is not available",
        "y ~ x | .; 9; \".\" for all columns is not available",
        "y ~ 2; 5; 0 or 1, standing alone",
        "y ~ 1:x; 5; 0 or 1, standing alone",
        "y ~ x + (1 + z); 10; 0 or 1, standing alone",
        "y ~ x^z; 7; I(x^2) for a square",
        "y ~ x^99; 7; whole number from 1 to 10",
        "y ~ a/b; 6; write a + a:b, or I(a/b)",
        "y ~ x + poly(z, 2); 9; poly() is not available",
        "y ~ ln(x); 5; write log(x), the natural logarithm",
        "y ~ as.factor(x); 5; write factor(x)",
        "y ~ sw(a, b); 5; sw() is not available: write one model per formula",
        "y ~ csw0(a, b); 5; csw0() is not available",
        "y ~ mvsw(a, b); 5; mvsw() is not available",
        "c(y1, y2) ~ x; 1; c() is not available: one formula has one response",
        "y ~ log(x, 10); 10; log() takes one argument",
        "y ~ log(); 9; a column, a number or a function is expected",
        "y ~ log(i(x)); 9; i() is a term of its own",
        "y ~ log(l(x, 1:2)); 9; several lags cannot stand inside an expression",
        "l(y, 1:2) ~ x; 1; several lags cannot stand inside an expression",
        "y ~ l(x, 1.5); 10; l() takes whole numbers of steps",
        "y ~ l(x, k); 10; l() takes whole numbers of steps",
        "y ~ l(x, 1:1000); 10; l() takes at most 100 lags at once",
        "y ~ l(x, 200000); 10; l() takes whole numbers of steps up to 100,000",
        "y ~ d(x, 0); 5; d() takes a lag of at least 1, got 0",
        "y ~ i(); 7; the column of i() is expected",
        "y ~ i(log(x)); 7; the column of i() is expected",
        "y ~ i(g, ref = x); 16; a level is expected",
        "y ~ i(g, bin = 3); 10; bin is not available",
        "y ~ i(g, reff = 3); 10; i() has no argument reff; it has var, ref, keep",
        "y ~ i(g, 1, ref = 2); 13; i() is given ref twice",
        "y ~ i(g, x, ref2 = 2); 13; ref2 and keep2 need a second category",
        "y ~ i(g, x, var = z); 13; i() takes one second variable",
        "y ~ i(g, ref = 1:100000); 16; at most 1000 levels at once",
        "y ~ i(g, ref = 1e20:1e21); 16; between whole numbers",
        "y ~ i(g, ref = 0.5:2); 16; between whole numbers",
        "y ~ factor(log(x)); 12; the column of factor() is expected",
        "y ~ x | factor(g); 9; factor() cannot stand among the fixed effects",
        "y ~ x | firm:year; 13; an operator is expected, found \":\"",
        "y ~ x | firm - year; 14; an operator is expected, found \"-\"",
        "y ~ x | 1; 9; the column of a fixed effect is expected",
        "y ~ x | firm + ; 15; the column of a fixed effect is expected",
        "y ~ x | g[t; 12; \"]\" is expected to close the slopes",
        "y ~ x | g[[t]; 14; \"]\" is expected to close the slopes",
        "y ~ x | a | b; 14; \"~\" is expected between the endogenous",
        "y ~ x | a | b ~ z | c; 19; an operator is expected, found \"|\"",
        "y ~ x ~ z; 7; one ~ too many",
        "y ~ x | w ~ z ~ v; 15; one ~ too many",
        "y ~ x | w + v ~ z; 9; as many instruments as endogenous regressors: 1 for 2",
        "y ~ x | x ~ z; 9; the endogenous regressor x stands in another part too",
        "y ~ x | w ~ x; 9; the instrument x stands in another part too",
        "y ~ x | w ~ z - 1; 13; 0 and 1, the intercept, belong before the first |",
        "y ~ 0; 6; nothing to estimate",
        "y ~ x # z; 7; \"#\" is not part of a formula",
        "y ～ x; 3; the full-width \"～\" (write ~)",
        "y ~ `x; 5; the quote ` is not closed",
        "y ~ ``; 5; a quoted name must have characters",
        "y ~ I(2x); 7; \"2x\" is not a number",
        "y ~ I(1e999); 7; \"1e999\" is not a number",
        "y ~ I(1.2.3 * x); 7; \"1.2.3\" is not a number"
      })
  void refusalNamesFormulaCharacterAndRule(String formula, int position, String rule) {
    assertThatThrownBy(() -> Formula.parse(formula))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("formula \"" + formula.strip() + "\", character " + position + ": ")
        .hasMessageContaining(rule);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "log(", "-", "I((", "x^"})
  void nestingIsBounded(String opening) {
    for (String head : List.of("y ~ ", "", "y ~ x | g[")) {
      String deep = head + opening.repeat(20_000 / opening.length()) + "x";
      assertThatThrownBy(() -> Formula.parse(deep)).isInstanceOf(SettingsException.class);
    }
    String fine = "y ~ I(" + "(".repeat(40) + "x" + ")".repeat(40) + ")";
    assertThat(Formula.parse(fine).terms()).hasSize(1);
  }

  @Test
  void sizeIsBounded() {
    assertThatThrownBy(() -> Formula.parse("y ~ I(x" + "+x".repeat(10_000) + ")"))
        .hasMessageContaining("500 arithmetic operations");
    assertThatThrownBy(() -> Formula.parse("y ~ (a+b+c+d+e+f+g+h+k+m+n+p+q)^8"))
        .hasMessageContaining("2000 terms");
    assertThatThrownBy(() -> Formula.parse("y ~ x" + ":(a+b+c+d+e+f+g+h)^8".repeat(200)))
        .hasMessageContaining("too many interactions");
    assertThatThrownBy(() -> Formula.parse("y ~ " + " ".repeat(200_000) + "x"))
        .hasMessageContaining("100000 characters")
        .message()
        .hasSizeLessThan(400);
    String many =
        new Random(1)
            .ints(1_500, 0, 100_000)
            .distinct()
            .mapToObj(i -> "x" + i)
            .collect(Collectors.joining(" + "));
    assertThat(Formula.parse("y ~ " + many).terms()).hasSizeGreaterThan(1_400);
  }

  @Test
  void messageShowsNoControlCharacters() {
    assertThatThrownBy(() -> Formula.parse("y ~ x\u0007\n\u001b[31m"))
        .isInstanceOf(SettingsException.class)
        .message()
        .doesNotContainPattern("\\p{Cntrl}");
  }

  private static final String[] PIECES = {
    "y",
    "x",
    "z",
    "`a b`",
    "数字",
    "~",
    "~",
    "|",
    "+",
    "-",
    "*",
    "/",
    ":",
    "^",
    "(",
    ")",
    "[",
    "]",
    ",",
    "=",
    "0",
    "1",
    "2",
    "1.5",
    "1e3",
    "l(",
    "f(",
    "d(",
    "log(",
    "I(",
    "i(",
    "factor(",
    "c(",
    "ref",
    "keep",
    "i.g",
    "TRUE",
    "\"a\"",
    "'",
    "`",
    ".",
    " ",
    "\u0000",
    "\ud83d\ude00",
    "\ud83d",
    "～",
    "sw("
  };

  @Test
  void randomTextIsReadOrRefusedAndNothingElse() {
    long seed = 20260101;
    Random random = new Random(seed);
    int read = 0;
    for (int i = 0; i < 30_000; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "y ~ x" : "");
      for (int piece = random.nextInt(12); piece > 0; piece--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      read += readsBack(text.toString(), seed) ? 1 : 0;
    }
    assertThat(read).as("formulas read with seed " + seed).isGreaterThan(1_500);
  }

  @Test
  void mutilatedFormulasAreReadOrRefusedAndNothingElse() {
    long seed = 20260102;
    Random random = new Random(seed);
    String whole =
        "log(y) ~ a*b + l(x, 1:3) + I((a + 2)/b^2):z + i(g, x, ref = c(-1, 2)) + i(g, i.h)"
            + " + factor(k) + (a + b)^2 - 1 | firm + s^t[u] + v[[w]] | e1 + e2 ~ z1 + z2";
    assertThat(readsBack(whole, seed)).isTrue();
    for (int i = 0; i < 8_000; i++) {
      StringBuilder text = new StringBuilder(whole);
      for (int cut = random.nextInt(4); cut >= 0; cut--) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + random.nextInt(6));
        text.replace(at, end, random.nextBoolean() ? "" : PIECES[random.nextInt(PIECES.length)]);
      }
      readsBack(text.toString(), seed);
    }
  }

  /** Whether the text is a formula; if so its names, written out, mean the same again. */
  private static boolean readsBack(String text, long seed) {
    Formula formula;
    try {
      formula = Formula.parse(text);
    } catch (SettingsException refused) {
      return false;
    }
    StringBuilder written = new StringBuilder(formula.response().name()).append(" ~ 1");
    formula.terms().forEach(term -> written.append(" + ").append(term.name()));
    List<String> effects = formula.fixedEffects().stream().map(FixedEffect::name).toList();
    if (!effects.isEmpty()) {
      written.append(" | ").append(String.join(" + ", effects));
    }
    Formula again = Formula.parse(written.toString());
    assertThat(again.response()).as("seed %d: %s", seed, text).isEqualTo(formula.response());
    assertThat(unordered(again)).as("seed %d: %s", seed, text).isEqualTo(unordered(formula));
    assertThat(again.fixedEffects())
        .as("seed %d: %s", seed, text)
        .isEqualTo(formula.fixedEffects());
    return true;
  }

  private static Set<Set<TermFactor>> unordered(Formula formula) {
    List<Set<TermFactor>> terms = new ArrayList<>();
    formula.terms().forEach(term -> terms.add(Set.copyOf(term.factors())));
    return Set.copyOf(terms);
  }
}
