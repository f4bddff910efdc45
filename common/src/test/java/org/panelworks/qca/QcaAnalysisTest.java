package org.panelworks.qca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.panelworks.DataException;
import org.panelworks.EstimationException;
import org.panelworks.SettingsException;

class QcaAnalysisTest {
  private static final List<Condition> AB = List.of(Condition.fuzzy("A"), Condition.fuzzy("B"));

  /**
   * Three cases, by hand. Row A*B holds a; x = min(A, B) = 0.8, 0.3, 0.1 against y = 0.9, 0.2, 0.4:
   * Σ min = 0.8 + 0.2 + 0.1 = 1.1, Σ x = 1.2, Σ min(x, y, 1−y) = 0.1 + 0.2 + 0.1 = 0.4.
   */
  @Test
  void aRowIsJudgedByEveryCase() {
    QcaSample sample =
        QcaSample.of(
            List.of("a", "b", "c"),
            AB,
            new double[][] {{0.8, 0.7, 0.1}, {0.9, 0.3, 0.6}},
            "Y",
            new double[] {0.9, 0.2, 0.4});

    TruthTableRow row = TruthTable.of(sample, cutoffs(0.9, 0, 1)).observed().get(2);

    assertThat(row.id()).isEqualTo(4);
    assertThat(row.levels()).containsExactly(1, 1);
    assertThat(row.cases()).containsExactly("a");
    assertThat(row.consistency()).isCloseTo(1.1 / 1.2, within(1e-15));
    assertThat(row.pri()).isCloseTo(0.7 / 0.8, within(1e-15));
    assertThat(row.outcome()).isEqualTo(RowOutcome.POSITIVE);
  }

  @Test
  void aCutOffIsReachedWithinRounding() {
    assertThat(TruthTableOptions.reaches(0.7999999999, 0.8)).isTrue();
    assertThat(TruthTableOptions.reaches(0.7999999, 0.8)).isFalse();
    assertThat(TruthTableOptions.reaches(Double.NaN, 0)).isFalse();
  }

  @Test
  void lessPriMakesARowNegativeAndLessFrequencyARemainder() {
    TruthTable strictPri = TruthTable.of(example(), cutoffs(0.6, 0.99, 1));
    TruthTable frequent = TruthTable.of(example(), cutoffs(0.6, 0, 2));

    assertThat(strictPri.rows(RowOutcome.REMAINDER)).isEmpty();
    assertThat(strictPri.rows(RowOutcome.NEGATIVE)).isNotEmpty();
    assertThat(frequent.rows(RowOutcome.REMAINDER)).containsExactly(1, 3);
  }

  @Test
  void anExcludedRowIsNegativeWhateverItsCases() {
    TruthTable table = TruthTable.of(example(), new TruthTableOptions(0.6, 0, 1, Set.of(4)));

    assertThat(table.rows(RowOutcome.NEGATIVE)).contains(4);
    assertThat(table.observed().get(3).excluded()).isTrue();
  }

  @Test
  void aMembershipOfOneHalfBelongsToNoRow() {
    QcaSample sample =
        QcaSample.of(
            List.of("a", "b", "c"),
            AB,
            new double[][] {{0.5, 0.7, 0.1}, {0.9, 0.3, 0.6}},
            "Y",
            new double[] {0.9, 0.2, 0.4});
    TruthTable table = TruthTable.of(sample, cutoffs(0.8, 0, 1));

    assertThat(table.undecided()).containsExactly("a");
    assertThat(table.observed().stream().mapToInt(TruthTableRow::n).sum()).isEqualTo(2);
  }

  @Test
  void withoutExpectationsTheIntermediateSolutionIsTheComplexOne() {
    for (int seed = 0; seed < 40; seed++) {
      QcaSample sample = random(seed, 14, 4);
      QcaResult result = fitOrNull(sample, options(0.75, Map.of()));
      if (result == null) {
        continue;
      }
      for (IntermediateSolution solution : result.intermediate()) {
        assertThat(solution.easy()).as("seed " + seed).isEmpty();
        assertThat(solution.models().stream().map(m -> m.model().expression()).toList())
            .as("seed " + seed)
            .isEqualTo(result.complex().models().stream().map(Model::expression).toList());
      }
    }
  }

  @Test
  void easyAndDifficultCounterfactualsMakeUpTheSimplifyingAssumptions() {
    Map<String, Expectation> expectations =
        Map.of("C0", Expectation.present(), "C1", Expectation.absent());
    int examined = 0;
    for (int seed = 0; seed < 40; seed++) {
      QcaResult result = fitOrNull(random(seed, 12, 5), options(0.75, expectations));
      if (result == null) {
        continue;
      }
      examined++;
      for (IntermediateSolution solution : result.intermediate()) {
        List<Integer> assumed = new ArrayList<>(solution.easy());
        assumed.addAll(solution.difficult());
        Collections.sort(assumed);
        assertThat(assumed)
            .as("seed " + seed)
            .isEqualTo(
                result
                    .parsimonious()
                    .simplifyingAssumptions()
                    .get(solution.parsimoniousModel() - 1));
      }
    }
    assertThat(examined).isGreaterThan(10);
  }

  @Test
  void theOrderOfTheCasesChangesNothing() {
    QcaSample sample = random(5, 20, 4);
    List<Integer> order = new ArrayList<>(IntStream.range(0, 20).boxed().toList());
    Collections.shuffle(order, new Random(1));
    double[][] values = new double[4][20];
    double[] outcome = new double[20];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      names.add(sample.cases().get(order.get(i)));
      outcome[i] = sample.outcomeValues()[order.get(i)];
      for (int c = 0; c < 4; c++) {
        values[c][i] = sample.values(c)[order.get(i)];
      }
    }
    QcaSample shuffled = QcaSample.of(names, sample.conditions(), values, "Y", outcome);

    QcaResult result = QcaAnalysis.of(options(0.7, Map.of())).fit(sample);
    QcaResult again = QcaAnalysis.of(options(0.7, Map.of())).fit(shuffled);

    assertThat(again.parsimonious().primeImplicants())
        .isEqualTo(result.parsimonious().primeImplicants());
    for (int m = 0; m < result.complex().models().size(); m++) {
      Model one = result.complex().models().get(m);
      Model other = again.complex().models().get(m);
      assertThat(other.expression()).isEqualTo(one.expression());
      assertThat(other.consistency()).isCloseTo(one.consistency(), within(1e-14));
      assertThat(other.coverage()).isCloseTo(one.coverage(), within(1e-14));
    }
  }

  @Test
  void negatingTwiceGivesTheSampleBack() {
    QcaSample twice = example().negated().negated();

    assertThat(twice.outcome()).isEqualTo("Y");
    assertThat(twice.outcomeValues()).containsExactly(example().outcomeValues(), within(1e-15));
  }

  /** D*L with D of four levels: positive 0*L, negative 0*~L and 1*~L, so L is parsimonious. */
  @Test
  void aMultiValueExpectationLetsInOnlyTheExpectedLevels() {
    QcaSample sample =
        QcaSample.of(
            List.of("a", "b", "c"),
            List.of(Condition.multiValue("D", 4), Condition.fuzzy("L")),
            new double[][] {{0, 0, 1}, {1, 0, 0}},
            "Y",
            new double[] {1, 0, 0});

    IntermediateSolution some = intermediate(sample, Set.of(2, 3));
    IntermediateSolution all = intermediate(sample, Set.of(1, 2, 3));

    assertThat(some.easy()).containsExactly(6, 8);
    assertThat(some.difficult()).containsExactly(4);
    assertThat(some.models().get(0).model().expression()).isEqualTo("D[0]*L");
    assertThat(all.easy()).containsExactly(4, 6, 8);
    assertThat(all.models().get(0).model().expression()).isEqualTo("L");
  }

  private static IntermediateSolution intermediate(QcaSample sample, Set<Integer> expected) {
    QcaOptions options = options(0.8, Map.of("D", new Expectation(expected)));
    return QcaAnalysis.of(options).fit(sample).intermediate().get(0);
  }

  @Test
  void necessaryConditionsCountAsCoreWhereTheStudySaysSo() {
    QcaOptions options = options(0.75, Map.of()).withAlwaysCore(Set.of("C0", "~C0", "C1", "~C1"));
    QcaResult result = QcaAnalysis.of(options).fit(random(5, 20, 4));

    for (CoreConditions core : result.intermediate().get(0).models().get(0).core()) {
      assertThat(core.peripheral()).doesNotContain("C0", "~C0", "C1", "~C1");
      assertThat(core.loosePeripheral()).doesNotContain("C0", "~C0", "C1", "~C1");
    }
  }

  @Test
  void noPositiveRowIsRefused() {
    assertThatThrownBy(() -> QcaAnalysis.of(options(1, Map.of())).fit(example()))
        .isInstanceOf(EstimationException.class)
        .hasMessageContaining("no truth table row leads to Y");
  }

  @Test
  void onlyPositiveRowsAreRefused() {
    assertThatThrownBy(() -> QcaAnalysis.of(options(0, Map.of())).fit(example()))
        .isInstanceOf(EstimationException.class)
        .hasMessageContaining("every frequent truth table row leads to Y");
  }

  @Test
  void anExpectationForAnUnknownConditionIsRefused() {
    QcaOptions options = options(0.8, Map.of("AA", Expectation.present()));

    assertThatThrownBy(() -> QcaAnalysis.of(options).fit(example()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("AA")
        .hasMessageContaining("A, B");
  }

  @Test
  void unusableSamplesAreRefused() {
    assertThatThrownBy(() -> sample(List.of("a", "b", "a"), 0.1, 0.9, 0.2))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("more than once: a");
    assertThatThrownBy(() -> sample(List.of("a", "b", "c"), 0.1, Double.NaN, 0.2))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("set A")
        .hasMessageContaining("missing for 1: b");
    assertThatThrownBy(() -> sample(List.of("a", "b", "c"), 0.1, 1.2, 0.2))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("[0, 1]")
        .hasMessageContaining("1.2 for case b");
    assertThatThrownBy(() -> sample(List.of("a", "b", "c"), 0.3, 0.3, 0.3))
        .isInstanceOf(EstimationException.class)
        .hasMessageContaining("set A must vary");
  }

  @Test
  void tooManyConditionsAreRefused() {
    List<Condition> conditions =
        IntStream.range(0, 17).mapToObj(i -> Condition.fuzzy("C" + i)).toList();

    assertThatThrownBy(() -> ConfigurationSpace.of(conditions))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("at most 16 conditions")
        .hasMessageContaining("17 conditions");
  }

  @Test
  void anUnlistedRowNumberIsRefused() {
    assertThatThrownBy(() -> TruthTable.of(example(), new TruthTableOptions(0.8, 0, 1, Set.of(5))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("1 to 4, got 5");
  }

  private static QcaSample sample(List<String> cases, double... a) {
    return QcaSample.of(
        cases, AB, new double[][] {a, {0.9, 0.3, 0.6}}, "Y", new double[] {0.9, 0.2, 0.4});
  }

  /** Rows 1 to 4 with one, two, one and two cases. */
  private static QcaSample example() {
    return QcaSample.of(
        List.of("a", "b", "c", "d", "e", "f"),
        AB,
        new double[][] {{0.1, 0.2, 0.1, 0.8, 0.9, 0.7}, {0.2, 0.9, 0.8, 0.1, 0.9, 0.8}},
        "Y",
        new double[] {0.3, 0.1, 0.2, 0.6, 0.9, 0.8});
  }

  private static QcaSample random(int seed, int cases, int conditions) {
    Random random = new Random(seed);
    double[][] values = new double[conditions][cases];
    double[] outcome = new double[cases];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < cases; i++) {
      names.add("case " + i);
      for (int c = 0; c < conditions; c++) {
        values[c][i] = random.nextDouble();
      }
      outcome[i] = Math.max(Math.min(values[0][i], values[1][i]), 0.6 * random.nextDouble());
    }
    List<Condition> named =
        IntStream.range(0, conditions).mapToObj(c -> Condition.fuzzy("C" + c)).toList();
    return QcaSample.of(names, named, values, "Y", outcome);
  }

  private static TruthTableOptions cutoffs(double consistency, double pri, int frequency) {
    return new TruthTableOptions(consistency, pri, frequency, Set.of());
  }

  private static QcaOptions options(double consistency, Map<String, Expectation> expectations) {
    return new QcaOptions(
        cutoffs(consistency, 0, 1),
        new LinkedHashMap<>(expectations),
        Set.of(),
        CoverLimits.standard());
  }

  private static @Nullable QcaResult fitOrNull(QcaSample sample, QcaOptions options) {
    try {
      return QcaAnalysis.of(options).fit(sample);
    } catch (EstimationException e) {
      return null;
    }
  }
}
