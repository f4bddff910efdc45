package org.panelworks.underwriting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panelworks.DataException;
import org.panelworks.SettingsException;

final class UnderwritingTest {
  private static final RiskAttitudes PUBLISHED = new RiskAttitudes(0.667, 0.751);

  @Test
  void thePublishedLargestLossRateFollows() {
    assertThat(100 * PUBLISHED.largestLossRate()).isCloseTo(0.433, within(0.0005));
  }

  @Test
  void atTheLargestLossRateTheRangeOfPremiumsIsOnePoint() {
    double largest = PUBLISHED.largestLossRate();
    assertThat(PUBLISHED.lowestPremium(largest))
        .isCloseTo(PUBLISHED.highestPremium(largest), within(1e-15));
    assertThat(PUBLISHED.lowestPremium(largest + 0.001))
        .isGreaterThan(PUBLISHED.highestPremium(largest + 0.001));
  }

  @Test
  void premiumsByHand() {
    RiskAttitudes attitudes = new RiskAttitudes(0.5, 0.8);
    assertThat(attitudes.largestLossRate()).isCloseTo(0.5, within(1e-15));
    assertThat(attitudes.lowestPremium(0.1)).isCloseTo(0.35, within(1e-15));
    assertThat(attitudes.highestPremium(0.1)).isCloseTo(0.55, within(1e-15));
  }

  @Test
  void perilsAreExcludedFromTheHighestLossRateDown() {
    RiskAttitudes attitudes = new RiskAttitudes(0.5, 0.8);
    Peril small = new Peril("small", 0.1);
    Peril middle = new Peril("middle", 0.3);
    Peril large = new Peril("large", 0.45);
    CoverDecision decision = CoverDecision.of(attitudes, List.of(large, small, middle));
    assertThat(decision.covered()).containsExactly(small, middle);
    assertThat(decision.excluded()).containsExactly(large);
    assertThat(decision.lossRate()).isCloseTo(0.4, within(1e-15));
    assertThat(decision.highestPremium()).isCloseTo(0.7, within(1e-15));
    assertThat(CoverDecision.of(attitudes, List.of(small, middle)).isFull()).isTrue();
  }

  @Test
  void ofEqualPerilsTheLaterIsExcluded() {
    Peril first = new Peril("first", 0.3);
    Peril second = new Peril("second", 0.3);
    CoverDecision decision = CoverDecision.of(new RiskAttitudes(0.5, 0.8), List.of(first, second));
    assertThat(decision.covered()).containsExactly(first);
  }

  @Test
  void whereNoCoverIsPossibleNothingIsCoveredAndThereIsNoPremium() {
    RiskAttitudes attitudes = new RiskAttitudes(0.9, 0.5);
    assertThat(attitudes.isFeasible()).isFalse();
    CoverDecision decision = CoverDecision.of(attitudes, List.of(new Peril("any", 0)));
    assertThat(decision.covered()).isEmpty();
    assertThat(decision.lowestPremium()).isNaN();
  }

  @Test
  void theSurfaceMarksWhatIsInfeasible() {
    LossRateSurface surface =
        LossRateSurface.of(
            new LossRateSurface.Grid(0.5, 0.9, 2), new LossRateSurface.Grid(0.5, 0.8, 2));
    assertThat(surface.largest()[0][1]).isCloseTo(0.5, within(1e-15));
    assertThat(surface.infeasible()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 1.5, Double.NaN})
  void indicesOutsideZeroAndOneAreRefused(double index) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> new RiskAttitudes(index, 0.7))
        .withMessageContaining("u1 must lie in (0, 1), got " + index);
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> new RiskAttitudes(0.7, index))
        .withMessageContaining("u2 must lie in (0, 1)");
  }

  @Test
  void aLossRateThatIsNoFractionIsRefused() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> new Peril("flood", 33.4))
        .withMessageContaining("flood must lie in [0, 1] as a fraction, got 33.4");
  }
}
