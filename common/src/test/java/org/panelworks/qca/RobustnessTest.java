package org.panelworks.qca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.panelworks.EstimationException;

class RobustnessTest {
  /** Crisp, by hand: A*B always leads to Y, ~A*B in two cases of three, the rest never. */
  private static final QcaSample SAMPLE =
      QcaSample.of(
          List.of("a", "b", "c", "d", "e", "f", "g"),
          List.of(Condition.fuzzy("A"), Condition.fuzzy("B")),
          new double[][] {{1, 1, 0, 0, 0, 1, 0}, {1, 1, 1, 1, 1, 0, 0}},
          "Y",
          new double[] {1, 1, 1, 1, 0, 0, 0});

  @Test
  void termsKeptLostAndGainedAreTold() {
    Robustness robustness =
        Robustness.of(
            variant("cut 0.6", 0.6),
            List.of(variant("cut 0.9", 0.9), variant("cut 0.65", 0.65)),
            SolutionKind.COMPLEX);

    assertThat(robustness.baseline().model().orElseThrow().expression()).isEqualTo("B");
    assertThat(robustness.variants().get(0).lost()).containsExactly("B");
    assertThat(robustness.variants().get(0).gained()).containsExactly("A*B");
    assertThat(robustness.variants().get(1).kept()).containsExactly("B");
    assertThat(robustness.coreTerms()).isEmpty();
    assertThat(robustness.core().coverage()).isEqualTo(0.5);
    assertThat(robustness.core().consistency()).isEqualTo(1);
    assertThat(robustness.coreCoverageRatio()).isEqualTo(0.5);
    assertThat(robustness.coreConsistencyRatio()).isEqualTo(0.8);
  }

  @Test
  void anAnalysisIsRobustAgainstItself() {
    Robustness robustness =
        Robustness.of(
            variant("base", 0.6), List.of(variant("same", 0.6)), SolutionKind.INTERMEDIATE);

    assertThat(robustness.coreTerms()).containsExactly("B");
    assertThat(robustness.coreCoverageRatio()).isEqualTo(1);
    assertThat(robustness.coreConsistencyRatio()).isEqualTo(1);
  }

  @Test
  void aVariantThatCannotBeEstimatedIsListedWithItsReason() {
    Robustness robustness =
        Robustness.of(
            variant("base", 0.6),
            List.of(new RobustnessVariant("n 5", () -> SAMPLE, options(0.6, 5))),
            SolutionKind.PARSIMONIOUS);

    Robustness.Run failed = robustness.variants().get(0);
    assertThat(failed.refusal().orElseThrow()).contains("frequency 5");
    assertThat(failed.models()).isZero();
    assertThat(robustness.coreTerms()).containsExactly("B");
  }

  @Test
  void everyCaseIsLeftOutOnce() {
    List<RobustnessVariant> variants = Robustness.leaveOneOut(SAMPLE, options(0.6, 1));

    assertThat(variants.stream().map(RobustnessVariant::name))
        .containsExactlyElementsOf(SAMPLE.cases().stream().map(c -> "without " + c).toList());
    assertThat(variants.get(2).sample().get().cases()).doesNotContain("c").hasSize(6);
    assertThat(variants.get(2).sample().get().outcomeValues()).containsExactly(1, 1, 1, 0, 0, 0);
  }

  @Test
  void aBaselineThatCannotBeEstimatedIsRefused() {
    RobustnessVariant none = new RobustnessVariant("base", () -> SAMPLE, options(0.6, 5));

    assertThatThrownBy(() -> Robustness.of(none, List.of(), SolutionKind.COMPLEX))
        .isInstanceOf(EstimationException.class)
        .hasMessageContaining("no baseline");
  }

  private static RobustnessVariant variant(String name, double cutoff) {
    return new RobustnessVariant(name, () -> SAMPLE, options(cutoff, 1));
  }

  private static QcaOptions options(double cutoff, int frequency) {
    return new QcaOptions(
        new TruthTableOptions(cutoff, 0, frequency, Set.of()),
        Map.of(),
        Set.of(),
        CoverLimits.standard());
  }
}
