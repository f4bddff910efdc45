package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the rows are gone over for levels and domains. */
class SurveyTest {
  private static final EnginePanel PANEL =
      EnginePanel.of(3)
          .with("y", 1, 2, 3)
          .with("x", 0, 1, 2)
          .with("t", 1, 2, 3)
          .withLabels("firm", "a", "a", "a")
          .withLabels("city", "p", "q", "p")
          .unit("firm", "t");

  private static Survey.Findings survey(String formula) {
    return Survey.of(
        new UnreadableBlocks(PANEL.schema()),
        List.of(ModelSpec.of("m", Formula.parse(formula), new Vcov.Robust())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"y ~ x", "y ~ x + l(x, 1) | firm + city", "y ~ x | firm[t] + city"})
  void plainColumnsNeedNoSurvey(String formula) {
    Survey.Findings findings = survey(formula);
    assertThat(findings.domains().counts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"y ~ log(x)", "y ~ l(log(x), 1)", "y ~ x + i(city)", "y ~ x | firm[log(x)]"})
  void levelsAndFunctionsAreSurveyed(String formula) {
    assertThatThrownBy(() -> survey(formula))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("levels of the models' groups");
  }

  @Test
  void valuesLostAreCounted() {
    Survey.Findings findings =
        Survey.of(
            PANEL.oneBlock(),
            List.of(ModelSpec.of("m", Formula.parse("y ~ log(x)"), new Vcov.Robust())));
    assertThat(findings.domains().counts()).containsEntry("log(x)", 1L);
  }
}
