package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panelworks.SettingsException;

class FormulaSetsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"y ~ x", "y ~ x + z - 1 | firm + year", "log(y) ~ l(x, 1:2) | f[t]", "no formula"})
  void aFormulaThatStandsForOneIsItself(String text) {
    assertThat(FormulaSets.expand(text)).containsExactly(text);
  }

  @Test
  void outcomesVarySlowestAndFixedEffectsFastest() {
    assertThat(FormulaSets.expand("c(y1, log(y2)) ~ sw(a, b) | sw0(firm)"))
        .containsExactly(
            "y1 ~ a",
            "y1 ~ a | firm",
            "y1 ~ b",
            "y1 ~ b | firm",
            "log(y2) ~ a",
            "log(y2) ~ a | firm",
            "log(y2) ~ b",
            "log(y2) ~ b | firm");
  }

  @Test
  void stepsStandWhereTheSetStood() {
    assertThat(FormulaSets.expand("y ~ x + csw0(l(a, 1), b + c) + z | firm"))
        .containsExactly(
            "y ~ x + z | firm", "y ~ x + l(a, 1) + z | firm", "y ~ x + l(a, 1) + b + c + z | firm");
    assertThat(FormulaSets.expand("y ~ sw0(a) - 1")).containsExactly("y ~ -1", "y ~ a - 1");
    assertThat(FormulaSets.expand("y ~ csw0(a, b)")).containsExactly("y ~ 1", "y ~ a", "y ~ a + b");
    assertThat(FormulaSets.expand("y ~ x | csw(firm, year^city)"))
        .containsExactly("y ~ x | firm", "y ~ x | firm + year^city");
  }

  @Test
  void aMultiverseHasEverySubset() {
    assertThat(FormulaSets.expand("y ~ mvsw(a, b, c)"))
        .containsExactly(
            "y ~ 1",
            "y ~ a",
            "y ~ b",
            "y ~ c",
            "y ~ a + b",
            "y ~ a + c",
            "y ~ b + c",
            "y ~ a + b + c");
  }

  @Test
  void aColumnInBackticksMayBeNamedLikeASet() {
    assertThat(FormulaSets.expand("y ~ `sw(a, b)` + x")).containsExactly("y ~ `sw(a, b)` + x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "y ~ sw(a, b) + csw(c, d)",
        "y ~ x:sw(a, b)",
        "y ~ log(sw(a, b))",
        "y ~ x - sw(a, b)",
        "y ~ sw(a, , b)",
        "y ~ sw(a, sw(b, c))",
        "sw(y1, y2) ~ x",
        "y ~ mvsw(a, b, c, d, e, f, g, h, i)"
      })
  void aSetThatCannotStandThereIsRefused(String text) {
    assertThatThrownBy(() -> FormulaSets.expand(text).forEach(Formula::parse))
        .isInstanceOf(SettingsException.class);
  }
}
