package org.panelworks.qca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panelworks.EstimationException;
import org.panelworks.SettingsException;
import org.panelworks.stats.QuantileDefinition;

class CalibrationTest {
  private static final double[] RAW = {1, 2, 3, 4, 5};

  /** R QCA 3.25.1, {@code calibrate} on the Lipset raw data; 15 digits in the file. */
  @ParameterizedTest
  @ValueSource(strings = {"DEV", "URB", "LIT", "IND", "STB", "SURV"})
  void directAndLinearAgreeWithTheReference(String set) {
    ReferenceCase reference = ReferenceCase.of("fsqca-calibration-lipset");
    JsonNode expected = reference.expected().get("fuzzy").get(set);
    double[] anchors = numbers(expected.get("exclusion_crossover_inclusion"));
    double[] raw = reference.column("data.csv", set);
    double out = anchors[0];
    double cross = anchors[1];
    double in = anchors[2];

    assertThat(apply(new Calibration.Direct(out, cross, in, LogOdds.R), raw))
        .containsExactly(numbers(expected.get("idm_0.95")), within(1e-9));
    assertThat(apply(new Calibration.Direct(out, cross, in, LogOdds.RAGIN), raw))
        .containsExactly(numbers(expected.get("log_odds_3")), within(1e-9));
    assertThat(apply(new Calibration.Linear(out, cross, in), raw))
        .containsExactly(numbers(expected.get("linear")), within(1e-9));
  }

  @Test
  void crispAndMultiValueAgreeWithTheReference() {
    ReferenceCase reference = ReferenceCase.of("fsqca-calibration-lipset");
    JsonNode crisp = reference.expected().get("crisp");
    JsonNode levels = reference.expected().get("multivalue");
    double[] dev = reference.column("data.csv", "DEV");
    double[] urb = reference.column("data.csv", "URB");
    double[] lit = reference.column("data.csv", "LIT");
    double[] stb = reference.column("data.csv", "STB");

    assertThat(apply(new Calibration.Crisp(550, CrispSide.ABOVE), dev))
        .containsExactly(numbers(crisp.get("DEV_550")));
    assertThat(apply(new Calibration.Crisp(75, CrispSide.ABOVE), lit))
        .containsExactly(numbers(crisp.get("LIT_75")));
    assertThat(apply(new Calibration.Crisp(9.5, CrispSide.BELOW), stb))
        .containsExactly(numbers(crisp.get("STB_9.5_reverse")));
    assertThat(apply(new Calibration.MultiValue(List.of(550.0, 850.0)), dev))
        .containsExactly(numbers(levels.get("DEV_550_850")));
    assertThat(apply(new Calibration.MultiValue(List.of(30.0, 50.0, 65.0)), urb))
        .containsExactly(numbers(levels.get("URB_30_50_65")));
    assertThat(apply(new Calibration.Crisp(3, CrispSide.ABOVE), RAW))
        .containsExactly(numbers(reference.expected().get("crisp_tie").get("result")));
  }

  /**
   * R: {@code calibrate(x, thresholds = quantile(x, c(.05, .5, .95), type = 7))}, then 0.5 → 0.501.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "FERT,Fertility",
        "AGRI,Agriculture",
        "EXAM,Examination",
        "EDUC,Education",
        "CATH,Catholic",
        "INFM,Infant.Mortality"
      })
  void percentilesAgreeWithTheReference(String names) {
    ReferenceCase reference = ReferenceCase.of("fsqca-swiss-percentile");
    String set = names.substring(0, 4);
    SetCatalog catalog =
        SetCatalog.of(
            List.of(
                new SetDefinition.FromColumn(
                    set,
                    names.substring(5),
                    new Calibration.Percentile(
                        List.of(0.05, 0.5, 0.95), QuantileDefinition.TYPE7, LogOdds.R))));

    CalibratedSet calibrated =
        catalog.calibrate(
            set,
            column -> reference.column("raw.csv", column),
            HalfMembership.NUDGE,
            String::valueOf);

    assertThat(calibrated.values())
        .containsExactly(reference.column("data.csv", set), within(1e-9));
  }

  @Test
  void theAnchorsOfTheDirectMethodHaveTheLogOddsOfTheirName() {
    Calibration ragin = new Calibration.Direct(0, 10, 30, LogOdds.RAGIN);
    Calibration r = new Calibration.Direct(0, 10, 30, LogOdds.R);

    assertThat(ragin.membership(10)).isEqualTo(0.5);
    assertThat(ragin.membership(30)).isCloseTo(1 / (1 + Math.exp(-3)), within(1e-15));
    assertThat(r.membership(0)).isCloseTo(0.05, within(1e-15));
    assertThat(r.membership(30)).isCloseTo(0.95, within(1e-15));
  }

  @Test
  void fallingAnchorsGiveTheComplement() {
    Calibration rising = new Calibration.Direct(0, 10, 30, LogOdds.RAGIN);
    Calibration falling = new Calibration.Direct(30, 10, 0, LogOdds.RAGIN);

    for (double raw : new double[] {-5, 0, 3, 10, 17, 30, 80}) {
      assertThat(falling.membership(raw)).isCloseTo(1 - rising.membership(raw), within(1e-15));
    }
  }

  @Test
  void aStepIsTakenAtItsCut() {
    Calibration steps =
        new Calibration.Steps(List.of(2.0, 5.0, 8.0), List.of(0.0, 0.33, 0.67, 1.0), List.of());

    assertThat(apply(steps, new double[] {0, 1.9, 2, 4, 5, 7.9, 8, 100}))
        .containsExactly(0, 0, 0.33, 0.33, 0.67, 0.67, 1, 1);
  }

  @Test
  void aCrossoverAmongStepsIsExactlyOneHalf() {
    Calibration steps =
        new Calibration.Steps(List.of(0.3, 1.0, 3.0), List.of(0.0, 0.25, 0.75, 1.0), List.of(1.0));

    assertThat(apply(steps, new double[] {0.2, 0.3, 0.99, 1, 1.01, 3}))
        .containsExactly(0, 0.25, 0.25, 0.5, 0.75, 1);
  }

  @Test
  void theNearestAnchorWinsAndTheUpperOfTwoEquallyNear() {
    Calibration nearest = new Calibration.Nearest(List.of(0.0, 10.0, 20.0), List.of(0.0, 0.4, 1.0));

    assertThat(apply(nearest, new double[] {-7, 4.9, 5, 14, 15, 99}))
        .containsExactly(0, 0, 0.4, 0.4, 1, 1);
  }

  @Test
  void aMeanOfSetsIsTheMeanOfTheirMemberships() {
    SetCatalog catalog =
        SetCatalog.of(
            List.of(none("A"), none("B"), new SetDefinition.MeanOf("M", List.of("A", "B"))));

    CalibratedSet mean =
        catalog.calibrate(
            "M",
            Map.of("A", new double[] {0.2, 0.33, Double.NaN}, "B", new double[] {0.4, 0.67, 1})
                ::get,
            HalfMembership.WARN,
            String::valueOf);

    assertThat(mean.values()[0]).isCloseTo(0.3, within(1e-15));
    assertThat(mean.values()[1]).isEqualTo(0.5);
    assertThat(mean.values()[2]).isNaN();
    assertThat(mean.halves()).containsExactly(1);
    assertThat(catalog.columns(List.of("M"))).containsExactly("A", "B");
  }

  @Test
  void oneHalfIsRefusedWithItsCasesWhereTheStudySaysSo() {
    SetCatalog catalog = SetCatalog.of(List.of(none("A")));
    List<String> cases = List.of("p", "q", "r", "s", "t", "u", "v");

    assertThatThrownBy(
            () ->
                catalog.calibrate(
                    "A",
                    column -> new double[] {0.2, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5},
                    HalfMembership.REFUSE,
                    cases::get))
        .isInstanceOf(EstimationException.class)
        .hasMessageContaining(
            "memberships in set A must not be 0.5 exactly, got it for 6: q, r, s, t, u, …;");
  }

  @Test
  void anUncalibratedSetIsRefusedWithTheNearestName() {
    SetCatalog catalog = SetCatalog.of(List.of(none("GROWTH")));

    assertThatThrownBy(() -> catalog.condition("GROWHT"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("GROWHT")
        .hasMessageContaining("`GROWTH`");
  }

  @Test
  void aMeanThatContainsItselfIsRefused() {
    assertThatThrownBy(
            () ->
                SetCatalog.of(
                    List.of(
                        new SetDefinition.MeanOf("A", List.of("B")),
                        new SetDefinition.MeanOf("B", List.of("A")))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("A of B of A");
  }

  @Test
  void anchorsOutOfOrderAreRefused() {
    assertThatThrownBy(() -> new Calibration.Direct(1, 3, 2, LogOdds.RAGIN))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("anchors")
        .hasMessageContaining("[1.0, 3.0, 2.0]");
    assertThatThrownBy(() -> new Calibration.Direct(1, Double.NaN, 2, LogOdds.RAGIN))
        .isInstanceOf(SettingsException.class);
    assertThatThrownBy(() -> new Calibration.Linear(1, 1, 2)).isInstanceOf(SettingsException.class);
    assertThatThrownBy(() -> new Calibration.MultiValue(List.of(2.0, 1.0)))
        .hasMessageContaining("thresholds");
    assertThatThrownBy(() -> new Calibration.Steps(List.of(1.0, 2.0), List.of(0.0, 1.0), List.of()))
        .hasMessageContaining("memberships");
    assertThatThrownBy(() -> new Calibration.Steps(List.of(1.0), List.of(0.0, 1.5), List.of()))
        .hasMessageContaining("[0, 1]");
    assertThatThrownBy(
            () -> new Calibration.Nearest(List.of(1.0, 2.0, 3.0), List.of(0.0, 1.0, 0.5)))
        .hasMessageContaining("all rise or all fall");
  }

  @Test
  void percentilesThatCoincideAreRefused() {
    Calibration percentile =
        new Calibration.Percentile(List.of(0.05, 0.5, 0.95), QuantileDefinition.TYPE7, LogOdds.R);

    assertThatThrownBy(() -> percentile.resolve("X", new double[] {1, 1, 1, 1, 9}))
        .isInstanceOf(EstimationException.class)
        .hasMessageContaining("set X");
  }

  private static SetDefinition none(String name) {
    return new SetDefinition.FromColumn(name, name, new Calibration.None());
  }

  private static double[] apply(Calibration calibration, double[] raw) {
    return Arrays.stream(raw).map(calibration::membership).toArray();
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    Arrays.setAll(numbers, i -> array.get(i).asDouble());
    return numbers;
  }

  @Test
  void aCrossoverThatIsNoCutAroundOneHalfIsRefused() {
    List<Double> cuts = List.of(2.0, 5.0, 8.0);
    for (double crossover : new double[] {4, 2, 8}) {
      assertThatThrownBy(
              () -> new Calibration.Steps(cuts, List.of(0.0, 0.25, 0.75, 1.0), List.of(crossover)))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("crossover must be a cut between a membership below and one above")
          .hasMessageContaining("got " + crossover);
    }
    assertThatThrownBy(
            () -> new Calibration.Steps(cuts, List.of(0.0, 0.25, 0.5, 1.0), List.of(5.0)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("got 5.0");
    Calibration falling = new Calibration.Steps(cuts, List.of(1.0, 0.75, 0.25, 0.0), List.of(5.0));
    assertThat(falling.membership(5)).isEqualTo(0.5);
  }
}
