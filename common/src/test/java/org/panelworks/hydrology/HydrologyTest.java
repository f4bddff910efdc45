package org.panelworks.hydrology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.panelworks.SettingsException;

final class HydrologyTest {
  private static final double NONE = Double.NaN;
  private static final Offset<Double> CLOSE = within(1e-12);

  @Test
  void loadsByHand() {
    LoadEstimate found = LoadEstimate.of(new double[] {1, 3, 2, 0}, new double[] {2, 4, NONE, 6});
    assertThat(found.days()).isEqualTo(4);
    assertThat(found.flowDays()).isEqualTo(4);
    assertThat(found.sampleDays()).isEqualTo(3);
    assertThat(found.flowWeightedMean()).isCloseTo(14 / 4.0, CLOSE);
    assertThat(found.arithmeticMean()).isCloseTo(4, CLOSE);
    assertThat(found.totalFlow()).isCloseTo(6 * 86_400, CLOSE);
    // One day of 1 m³/s at 1 mg/L carries 86.4 kg.
    assertThat(found.sampledLoad()).isCloseTo(14 * 86.4, within(1e-9));
    assertThat(found.load()).isCloseTo(3.5 * 6 * 86.4, within(1e-9));
    assertThat(found.loadByArithmeticMean()).isCloseTo(4 * 6 * 86.4, within(1e-9));
    assertThat(found.yieldOver(2)).isCloseTo(3.5 * 6 * 86.4 / 200, within(1e-9));
    assertThat(found.litresADay()).isCloseTo(1.5 * 8.64e7, within(1e-6));
  }

  @Test
  void whereNothingFlowsTheFlowWeightedMeanAndTheLoadAreUndefined() {
    LoadEstimate dry = LoadEstimate.of(new double[] {0, 0}, new double[] {2, 4});
    assertThat(dry.flowWeightedMean()).isNaN();
    assertThat(dry.load()).isNaN();
    assertThat(dry.arithmeticMean()).isCloseTo(3, CLOSE);
    assertThat(dry.sampledLoad()).isZero();
    LoadEstimate unknown = LoadEstimate.of(new double[] {NONE}, new double[] {NONE});
    assertThat(unknown.arithmeticMean()).isNaN();
    assertThat(unknown.litresADay()).isNaN();
  }

  @Test
  void gapsAreFilledFromTheStatedSideOnly() {
    double[] values = {NONE, 1, NONE, NONE, 4, NONE};
    assertThat(GapRule.NEXT.fill(values)).containsExactly(1, 1, 4, 4, 4, NONE);
    assertThat(GapRule.PREVIOUS.fill(values)).containsExactly(NONE, 1, 1, 1, 4, 4);
    assertThat(GapRule.NONE.fill(values)).containsExactly(values);
  }

  @Test
  void aLineIsFoundExactlyAndZerosHaveNoLogarithm() {
    double[] flow = {1, Math.E, Math.E * Math.E, 0, 5};
    double[] logLine = {3, 5, 7, 100, NONE};
    FlowRelation log = FlowRelation.of(flow, logLine, FlowRelation.Regressor.LOG_FLOW);
    assertThat(log.observations()).isEqualTo(3);
    assertThat(log.leftOut()).isEqualTo(1);
    assertThat(log.slope()).isCloseTo(2, CLOSE);
    assertThat(log.intercept()).isCloseTo(3, CLOSE);
    assertThat(log.r()).isCloseTo(1, CLOSE);
    FlowRelation plain = FlowRelation.of(flow, logLine, FlowRelation.Regressor.FLOW);
    assertThat(plain.observations()).isEqualTo(4);
    assertThat(plain.leftOut()).isZero();
  }

  @Test
  void theRelationByHand() {
    // x 1 2 3 4, y 2 1 4 3: xx = 5, xy = 3, yy = 5.
    FlowRelation found =
        FlowRelation.of(
            new double[] {1, 2, 3, 4}, new double[] {2, 1, 4, 3}, FlowRelation.Regressor.FLOW);
    assertThat(found.r()).isCloseTo(0.6, CLOSE);
    assertThat(found.slope()).isCloseTo(0.6, CLOSE);
    assertThat(found.intercept()).isCloseTo(1, CLOSE);
    assertThat(found.rSquared()).isCloseTo(0.36, CLOSE);
    assertThat(found.slopeError()).isCloseTo(Math.sqrt(3.2 / 2 / 5), CLOSE);
    // With two degrees of freedom, p = 1 - |t| / sqrt(t² + 2) = 1 - |r|.
    assertThat(found.pValue()).isCloseTo(0.4, CLOSE);
  }

  @Test
  void aConstantConcentrationHasNoRelation() {
    FlowRelation found =
        FlowRelation.of(
            new double[] {1, 2, 3}, new double[] {2, 2, 2}, FlowRelation.Regressor.FLOW);
    assertThat(found.r()).isNaN();
    assertThat(found.slope()).isNaN();
  }

  @Test
  void breaksUpToTheLongestJoinEventsAndLongerOnesPartThem() {
    long[] hour = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    double[] rain = {0, 1, 0.5, 0.2, 2, 0, NONE, 0.1, 0.6, 0.5};
    List<StormEvents.Event> events = StormEvents.of(0.5, 2).find(hour, rain);
    // Hours 1 to 4 are one event (a break of two), the break of three before hour 8 parts them.
    assertThat(events).hasSize(2);
    assertThat(events.get(0).start()).isEqualTo(1);
    assertThat(events.get(0).length()).isEqualTo(4);
    assertThat(events.get(0).sum()).isCloseTo(3.7, CLOSE);
    assertThat(events.get(0).peak()).isEqualTo(2);
    assertThat(events.get(1)).isEqualTo(new StormEvents.Event(8, 1, 0.6, 0.6));
    assertThat(StormEvents.of(0.5, 3).find(hour, rain)).hasSize(1);
    assertThat(StormEvents.of(5, 2).find(hour, rain)).isEmpty();
  }

  @Test
  void aNegativeThresholdOrBreakIsRefused() {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> StormEvents.of(-1, 2))
        .withMessageContaining("threshold must be 0 or more, got -1.0");
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> StormEvents.of(0.5, -1))
        .withMessageContaining("longest-break must be 0 or more, got -1");
  }

  @Test
  void descriptiveStatisticsLeaveMissingValuesOut() {
    SeriesSummary found = SeriesSummary.of(new double[] {4, NONE, 1, 3, 2});
    assertThat(found.count()).isEqualTo(4);
    assertThat(found.mean()).isCloseTo(2.5, CLOSE);
    assertThat(found.sd()).isCloseTo(Math.sqrt(5 / 3.0), CLOSE);
    assertThat(found.median()).isCloseTo(2.5, CLOSE);
    assertThat(SeriesSummary.of(new double[] {NONE}).mean()).isNaN();
  }
}
