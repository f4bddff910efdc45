package org.panelworks.grey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panelworks.EstimationException;
import org.panelworks.SettingsException;
import org.panelworks.reference.ReferenceCase;

final class GreyModelTest {
  private static final double TOLERANCE = 1e-9;

  @Test
  void aGeometricSeriesFromTheSecondPointOnIsFittedExactly() {
    // x(k) = 2 r^(k-1) from the second point on and x(1) so that the running sums are geometric:
    // X(k) = X(1) r^(k-1) has x(k) = X(1) (r - 1) r^(k-2), so x(1) = X(1) itself.
    double ratio = 1.5;
    double[] series = {4, 4 * (ratio - 1), 4 * (ratio - 1) * 1.5, 4 * (ratio - 1) * 2.25};
    GreyFit fit = GreyModel.of(0, 0).fit(series);
    // x(k) = -a z(k): a = -2 (r - 1) / (r + 1) = -0.4, b = 0.
    assertThat(fit.a()).isCloseTo(-0.4, within(1e-12));
    assertThat(fit.b()).isCloseTo(0, within(1e-12));
  }

  @Test
  void aConstantSeriesIsForecastAsItselfAndHasNoVarianceRatio() {
    GreyFit fit = GreyModel.of(2, 0).fit(new double[] {3, 3, 3, 3, 3});
    assertThat(fit.a()).isZero();
    assertThat(fit.forecast()).containsExactly(3, 3);
    assertThat(fit.posterior().cAll()).isNaN();
    assertThat(fit.posterior().pAll()).isNaN();
    assertThat(fit.posterior().grade()).isEqualTo(AccuracyGrade.FAIL);
    assertThat(fit.classRatios().pass()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gm11-textbook", "gm11-fujian"})
  void translatedSeriesAgreeWithTheReference(String name) {
    ReferenceCase reference = ReferenceCase.of(name);
    double[] series = reference.numbers("x");
    JsonNode translated = reference.expected().get("translated_series");
    assertThat(translated).isNotEmpty();
    for (Map.Entry<String, JsonNode> entry : translated.properties()) {
      JsonNode expected = entry.getValue();
      GreyFit fit = GreyModel.of(3, Double.parseDouble(entry.getKey())).fit(series);
      assertClose(fit.a(), expected.get("a"));
      assertClose(fit.b(), expected.get("b"));
      assertThat(fit.classRatios().pass()).isEqualTo(expected.get("class_ratio_pass").asBoolean());
      for (int k = 0; k < series.length; k++) {
        assertClose(fit.fitted()[k], expected.get("fitted_minus_c").get(k));
      }
      for (int h = 0; h < 3; h++) {
        assertClose(fit.forecast()[h], expected.get("forecast_minus_c").get(h));
      }
      assertClose(fit.posterior().cAll(), expected.get("posterior").get("C_all"));
      assertClose(fit.posterior().cFrom2(), expected.get("posterior").get("C_from_2"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gm11-textbook", "gm11-fujian"})
  void theLastFourPointsAgreeWithTheReference(String name) {
    ReferenceCase reference = ReferenceCase.of(name);
    double[] series = reference.numbers("x");
    JsonNode expected = reference.expected().get("last_4_points_full");
    GreyFit fit =
        GreyModel.of(5, 0).fit(Arrays.copyOfRange(series, series.length - 4, series.length));
    assertClose(fit.a(), expected.get("development_coefficient_a"));
    assertClose(fit.b(), expected.get("grey_input_b"));
    for (int h = 0; h < 5; h++) {
      assertClose(fit.forecast()[h], expected.get("forecast").get(h));
    }
    assertClose(fit.meanRelativeErrorFrom2(), expected.get("mean_relative_error_from_2"));
    assertThat(fit.posterior().grade().number())
        .isEqualTo(expected.get("posterior").get("grade_all").asInt());
  }

  @Test
  void theLeastTranslationPassesAndAnyLesserFails() {
    double[] series = ReferenceCase.of("gm11-fujian").numbers("x");
    double least = ClassRatios.leastTranslation(series);
    assertThat(passes(series, least)).isTrue();
    assertThat(passes(series, least - 0.001)).isFalse();
    // exp(-2/10) (0.0295 + c) = 1.3406 + c has no solution above; exp(2/10) binds in 2016-2017.
    double upper = Math.exp(0.2);
    double limit = (1.3406 - upper * 0.0295) / (upper - 1);
    assertThat(least).isBetween(limit, limit + 0.001);
  }

  private static boolean passes(double[] series, double translation) {
    return ClassRatios.of(Arrays.stream(series).map(x -> x + translation).toArray()).pass();
  }

  @Test
  void aSeriesThatPassesNeedsNoTranslation() {
    double[] series = ReferenceCase.of("gm11-textbook").numbers("x");
    assertThat(ClassRatios.leastTranslation(series)).isZero();
  }

  @Test
  void aZeroHasNoRelativeErrorAndNoClassRatioAndFailsTheTest() {
    GreyFit fit = GreyModel.of(1, 0).fit(new double[] {1, 2, 0, 4, 5});
    assertThat(fit.relativeError()[2]).isNaN();
    assertThat(fit.classRatios().values()[1]).isNaN();
    assertThat(fit.classRatios().pass()).isFalse();
    assertThat(fit.zeros()).isEqualTo(1);
    double[] errors = fit.relativeError();
    assertThat(fit.meanRelativeErrorFrom2())
        .isCloseTo((errors[1] + errors[3] + errors[4]) / 3, within(1e-15));
  }

  @Test
  void fewerThanFourPointsAreRefused() {
    assertRefused(new double[] {1, 2, 3}, "at least 4 points, got 3");
  }

  @Test
  void negativeValuesAreRefusedUnlessATranslationLiftsThem() {
    double[] series = {1, -0.5, 2, 3};
    assertRefused(series, "negative values, got -0.5");
    assertThat(GreyModel.of(1, 0.5).fit(series).translation()).isEqualTo(0.5);
  }

  @Test
  void aSeriesOfZerosIsRefusedAndSoIsOneThatIsZeroAfterItsFirstPoint() {
    assertRefused(new double[] {0, 0, 0, 0}, "not zero throughout");
    assertRefused(new double[] {1, 0, 0, 0}, "not identified");
  }

  private static void assertRefused(double[] series, String message) {
    assertThatExceptionOfType(EstimationException.class)
        .isThrownBy(() -> GreyModel.of(1, 0).fit(series))
        .withMessageContaining(message);
  }

  @Test
  void aWindowOfThreeIsRefused() {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> RollingForecast.of(3, 0))
        .withMessageContaining("window must be 4 or more, got 3");
  }

  @Test
  void aWindowThatCannotBeFittedHasAReasonInsteadOfAForecast() {
    var windows = RollingForecast.of(4, 0).windows(new double[] {1, 0, 0, 0, 5});
    assertThat(windows).hasSize(2);
    assertThat(windows.get(0).forecast()).isNaN();
    assertThat(windows.get(0).reason()).contains("not identified");
    assertThat(windows.get(1).reason()).isEmpty();
  }

  @Test
  void aMetabolicForecastEndsWhereItTurnsNegative() {
    double[] series = {0.0003, 0.0276, 0.001, 0.1267}; // its next value is forecast as -2.8
    var metabolic = RollingForecast.of(4, 0).metabolic(series, 3);
    assertThat(metabolic.values()).hasSize(1);
    assertThat(metabolic.values()[0]).isNegative();
    assertThat(metabolic.reason()).contains("without negative values");
  }

  private static void assertClose(double actual, JsonNode expected) {
    double wanted = expected.asDouble();
    assertThat(actual).isCloseTo(wanted, within(TOLERANCE * Math.abs(wanted)));
  }
}
