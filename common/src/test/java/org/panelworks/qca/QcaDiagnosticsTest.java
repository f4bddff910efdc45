package org.panelworks.qca;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QcaDiagnosticsTest {
  private static final List<Condition> ABC =
      List.of(Condition.fuzzy("A"), Condition.fuzzy("B"), Condition.fuzzy("C"));

  /** Crisp cases: ABC and ABc lead to Y, abc does not. */
  private static final QcaSample CRISP =
      QcaSample.of(
          List.of("p", "q", "r"),
          ABC,
          new double[][] {{1, 1, 0}, {1, 1, 0}, {1, 0, 0}},
          "Y",
          new double[] {1, 1, 0});

  /**
   * Y by A or by B, not Y by ~A or by ~B: the four rows with A, ~B and the reverse are assumed for
   * both outcomes.
   */
  @Test
  void remaindersAssumedForBothOutcomesAreContradictory() {
    QcaDiagnostics diagnostics = diagnose(CRISP, 0.8);

    assertThat(diagnostics.contradictory()).containsExactly(3, 4, 5, 6);
    assertThat(diagnostics.negation()).isEmpty();
    assertThat(diagnostics.warnings())
        .anyMatch(w -> w.contains("[3, 4, 5, 6]") && w.contains("both outcomes"));
  }

  /** Memberships near 0.5 make a row a subset of Y and of its negation. */
  @Test
  void aRowConsistentWithBothOutcomesIsSimultaneous() {
    QcaSample sample =
        QcaSample.of(
            List.of("p", "q", "r"),
            ABC.subList(0, 1),
            new double[][] {{0.6, 0.1, 0.2}},
            "Y",
            new double[] {0.55, 0.1, 0.2});
    QcaDiagnostics diagnostics = diagnose(sample, 0.8);

    assertThat(diagnostics.simultaneous()).containsExactly(2);
    assertThat(diagnostics.positiveForBoth()).containsExactly(2);
  }

  @Test
  void aSetWithNearlyEveryCaseOnOneSideIsSkewed() {
    assertThat(SetSkew.of("A", new double[] {1, 1, 1, 1, 1, 0}).skewed()).isTrue();
    assertThat(SetSkew.of("A", new double[] {0, 0, 0, 0, 0, 1}).skewed()).isTrue();
    assertThat(SetSkew.of("A", new double[] {1, 1, 1, 1, 0}).skewed()).isFalse();
    assertThat(SetSkew.of("A", new double[] {1, 0.5, 0.5, 0}).above()).isEqualTo(0.25);
  }

  @Test
  void anOutcomeWhoseNegationFailsSaysSo() {
    QcaSample sample =
        QcaSample.of(
            List.of("p", "q", "r"),
            ABC.subList(0, 1),
            new double[][] {{0.9, 0.1, 0.2}},
            "Y",
            new double[] {0.9, 0.6, 0.7});

    QcaDiagnostics diagnostics = diagnose(sample, 0.9);

    assertThat(diagnostics.negation().orElseThrow()).contains("~Y");
    assertThat(diagnostics.contradictory()).isEmpty();
  }

  private static QcaDiagnostics diagnose(QcaSample sample, double cutoff) {
    QcaOptions options =
        new QcaOptions(
            new TruthTableOptions(cutoff, 0, 1, Set.of()),
            Map.of(),
            Set.of(),
            CoverLimits.standard());
    return QcaDiagnostics.of(sample, options, QcaAnalysis.of(options).fit(sample));
  }
}
