package org.panelworks.qca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
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
    assertThat(robustness.variants().get(0).implied()).isEmpty();
    assertThat(robustness.variants().get(0).lost()).containsExactly("B");
    assertThat(robustness.variants().get(0).gained()).containsExactly("A*B");
    assertThat(robustness.variants().get(1).kept()).containsExactly("B");
    assertThat(robustness.coreTerms()).containsExactly("A*B");
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

  /** A*B lies within B, which the variant has in its place: nothing of it is lost. */
  @Test
  void aTermWithinAWiderOneIsImpliedAndNotLost() {
    Robustness robustness =
        Robustness.of(
            variant("cut 0.9", 0.9), List.of(variant("cut 0.6", 0.6)), SolutionKind.COMPLEX);

    Robustness.Run wider = robustness.variants().get(0);
    assertThat(robustness.baseline().model().orElseThrow().expression()).isEqualTo("A*B");
    assertThat(wider.implied()).containsExactly("A*B");
    assertThat(wider.kept()).isEmpty();
    assertThat(wider.lost()).isEmpty();
    assertThat(wider.gained()).containsExactly("B");
    assertThat(robustness.coreTerms()).containsExactly("A*B");
  }

  /** (A + ~B*C) (B + C) = A*B + A*C + ~B*C: ~B*B falls away, and no product lies within another. */
  @Test
  void theCoreHasTheProductsThatNeitherContradictNorLieWithinOthers() {
    ConfigurationSpace space =
        ConfigurationSpace.of(
            List.of(Condition.fuzzy("A"), Condition.fuzzy("B"), Condition.fuzzy("C")));
    Literal a = new Literal(0, 1, "A");
    Literal b = new Literal(1, 1, "B");
    Literal c = new Literal(2, 1, "C");
    Literal notB = new Literal(1, 0, "~B");

    TermIntersection core =
        TermIntersection.of(model(List.of(List.of(a), List.of(notB, c))))
            .with(model(List.of(List.of(b), List.of(c))));

    assertThat(core.labels(space)).containsExactly("A*B", "A*C", "~B*C");
    assertThat(core.with(model(List.of(List.of(a)))).labels(space)).containsExactly("A*B", "A*C");
  }

  private static Model model(List<List<Literal>> terms) {
    List<SolutionTerm> fitted =
        terms.stream().map(t -> new SolutionTerm(t, 1, 1, 1, 1, List.of(), List.of())).toList();
    return new Model(fitted, 1, 1, 1, List.of());
  }

  /** Two cases at two times each: with a case go all its times. */
  @Test
  void everyCaseIsLeftOutOnceWithAllItsTimes() {
    List<String> asked = new ArrayList<>();
    List<RobustnessVariant> variants =
        Robustness.leaveOneOut(
            List.of("p", "q", "p", "q"),
            left -> {
              asked.add(left);
              return SAMPLE;
            },
            options(0.6, 1));

    assertThat(variants.stream().map(RobustnessVariant::name))
        .containsExactly("without p", "without q");
    assertThat(asked).isEmpty();
    assertThat(variants.stream().map(variant -> variant.sample().get()))
        .containsExactly(SAMPLE, SAMPLE);
    assertThat(asked).containsExactly("p", "q");
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
