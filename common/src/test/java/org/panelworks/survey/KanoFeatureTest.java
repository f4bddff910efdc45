package org.panelworks.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.panelworks.SettingsException;

final class KanoFeatureTest {
  private static KanoFeature feature(String name, int m, int o, int a, int i, int r, int q) {
    return new KanoFeature(
        name,
        Map.of(
            KanoCategory.M, m,
            KanoCategory.O, o,
            KanoCategory.A, a,
            KanoCategory.I, i,
            KanoCategory.R, r,
            KanoCategory.Q, q));
  }

  @Test
  void theEvaluationTableReadsAsPublished() {
    StringBuilder table = new StringBuilder();
    for (int functional = 1; functional <= 5; functional++) {
      for (int dysfunctional = 1; dysfunctional <= 5; dysfunctional++) {
        table.append(KanoCategory.of(functional, dysfunctional));
      }
      table.append(' ');
    }
    assertThat(table).hasToString("QAAAO RIIIM RIIIM RIIIM RRRRQ ");
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> KanoCategory.of(0, 3))
        .withMessageContaining("1 to 5, got 0 and 3");
  }

  @Test
  void tiesAreSettledInTheStatedOrder() {
    KanoFeature tied = feature("x", 5, 5, 5, 5, 5, 5);
    assertThat(tied.category()).isEqualTo(KanoCategory.M);
    assertThat(tied.tied()).containsExactly(KanoCategory.values());
    assertThat(tied.categoryByTwoSteps()).isEqualTo(KanoCategory.I);
    assertThat(feature("y", 0, 0, 4, 4, 0, 0).category()).isEqualTo(KanoCategory.A);
  }

  @Test
  void coefficientsByHand() {
    KanoFeature feature = feature("x", 10, 20, 30, 40, 0, 0);
    assertThat(feature.better()).isCloseTo(0.5, within(1e-15));
    assertThat(feature.worse()).isCloseTo(-0.3, within(1e-15));
    assertThat(feature.totalStrength()).isCloseTo(0.6, within(1e-15));
    assertThat(feature.categoryStrength()).isCloseTo(0.1, within(1e-15));
    // 1.65 sqrt(70 * 130 / 200) = 11.13 > 10.
    assertThat(feature.fongCritical()).isCloseTo(1.65 * Math.sqrt(45.5), within(1e-12));
    assertThat(feature.isSignificant()).isFalse();
  }

  @Test
  void whereAllAnswersAreReverseOrQuestionableTheCoefficientsAreUndefined() {
    KanoFeature feature = feature("x", 0, 0, 0, 0, 3, 2);
    assertThat(feature.better()).isNaN();
    assertThat(feature.worse()).isNaN();
    assertThat(feature.category()).isEqualTo(KanoCategory.R);
    assertThat(feature.quadrant(0.5, 0.5)).isEqualTo(KanoCategory.I);
  }

  @Test
  void mustBesComeFirstAndStrongerOnesBeforeWeakerOnes() {
    KanoFeature attractive = feature("a", 0, 0, 9, 1, 0, 0);
    KanoFeature weak = feature("weak", 5, 0, 0, 4, 1, 0);
    KanoFeature strong = feature("strong", 6, 1, 0, 3, 0, 0);
    assertThat(KanoFeature.byPriority(List.of(attractive, weak, strong)))
        .containsExactly(strong, weak, attractive);
  }
}
