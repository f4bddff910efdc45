package org.panelworks.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.panelworks.EstimationException;

final class GroupComparisonTest {
  private static final Offset<Double> CLOSE = within(1e-12);

  private static GroupedValues sample(double[]... values) {
    List<String> names = List.of("a", "b", "c", "d").subList(0, values.length);
    return new GroupedValues(names, values);
  }

  @Test
  void anAnalysisOfVarianceByHand() {
    // Means 2, 3, 7 about 4: between 3 (4 + 1 + 9) = 42; within 2 + 2 + 2 = 6.
    OneWayAnova anova =
        OneWayAnova.of(
            sample(new double[] {1, 2, 3}, new double[] {2, 3, 4}, new double[] {6, 7, 8}));
    assertThat(anova.ssBetween()).isCloseTo(42, CLOSE);
    assertThat(anova.ssWithin()).isCloseTo(6, CLOSE);
    assertThat(anova.f()).isCloseTo(21, CLOSE);
    assertThat(anova.etaSquared()).isCloseTo(42 / 48.0, CLOSE);
    // With two degrees of freedom above, P(F > f) = (1 + 2 f / df2)^(-df2 / 2).
    assertThat(anova.pValue()).isCloseTo(Math.pow(8, -3), CLOSE);
  }

  @Test
  void ofTwoGroupsFIsTheSquareOfStudentsT() {
    double[] first = {5.1, 4.9, 6.3, 5.8};
    double[] second = {6.0, 7.1, 6.6, 7.9, 6.4};
    OneWayAnova anova = OneWayAnova.of(sample(first, second));
    TwoSampleTests.TTest student = TwoSampleTests.student(first, second);
    assertThat(anova.f()).isCloseTo(student.statistic() * student.statistic(), within(1e-11));
    assertThat(anova.pValue()).isCloseTo(student.pValue(), CLOSE);
    TwoSampleTests.TTest welch = TwoSampleTests.welch(first, second);
    FTest ofMany = GroupTests.welch(sample(first, second));
    assertThat(ofMany.f()).isCloseTo(welch.statistic() * welch.statistic(), within(1e-11));
    assertThat(ofMany.df2()).isCloseTo(welch.df(), within(1e-11));
    assertThat(PairwiseComparisons.of(0.95).fit(sample(first, second)).get(0).lsd())
        .isCloseTo(student.pValue(), CLOSE);
  }

  @Test
  void ofTwoGroupsTukeysTestIsStudents() {
    double[] first = {5.1, 4.9, 6.3, 5.8};
    double[] second = {6.0, 7.1, 6.6, 7.9};
    PairwiseComparisons.Pair pair = PairwiseComparisons.of(0.95).fit(sample(first, second)).get(0);
    TwoSampleTests.TTest student = TwoSampleTests.student(first, second);
    assertThat(pair.tukey()).isCloseTo(student.pValue(), within(1e-11));
    assertThat(pair.low()).isCloseTo(student.low(), within(1e-9));
  }

  /** Values of scipy.stats.studentized_range.cdf(q, k, df), quadrature to 1e-11. */
  @ParameterizedTest
  @CsvSource({
    "3.5, 4, 10, 0.8751134386462524",
    "5, 10, 5, 0.8333484976385733",
    "2, 2, 3, 0.7477845036444958",
    "4.2, 8, 120, 0.931844200238558",
    "8, 20, 2, 0.800594876105933",
    "1, 3, 1, 0.19683858159631004"
  })
  void theStudentizedRangeAgreesWithScipy(double q, int groups, double df, double probability) {
    assertThat(new StudentizedRange(groups, df).survival(q))
        .isCloseTo(1 - probability, within(1e-9));
  }

  @Test
  void aQuantileOfTheStudentizedRangeIsExceededAsOftenAsStated() {
    StudentizedRange range = new StudentizedRange(3, 27);
    double q = range.quantile(0.05);
    assertThat(range.survival(q)).isCloseTo(0.05, within(1e-12));
    assertThat(q).isCloseTo(3.506426123354149, within(1e-8)); // scipy, studentized_range.ppf
  }

  @Test
  void mannAndWhitneysExactProbabilityByHand() {
    // All of {1, 2} lie below all of {3, 4, 5}: one arrangement of ten on each side.
    TwoSampleTests.MannWhitney test =
        TwoSampleTests.mannWhitney(new double[] {1, 2}, new double[] {3, 4, 5});
    assertThat(test.u()).isZero();
    assertThat(test.exact()).isTrue();
    assertThat(test.pValue()).isCloseTo(0.2, CLOSE);
    // U = 3 of 6 is the middle.
    assertThat(TwoSampleTests.mannWhitney(new double[] {1, 5}, new double[] {2, 3, 4}).pValue())
        .isCloseTo(1, CLOSE);
  }

  @Test
  void tiesTakeTheNormalApproximation() {
    TwoSampleTests.MannWhitney test =
        TwoSampleTests.mannWhitney(new double[] {1, 2, 2, 5}, new double[] {2, 3, 4, 6});
    assertThat(test.u()).isEqualTo(4);
    assertThat(test.exact()).isFalse();
    // z = (|4 - 8| - 0.5) / sqrt(16 / 12 (9 - 24 / 56)); scipy.stats.mannwhitneyu gives the same.
    assertThat(test.pValue()).isCloseTo(0.30052231149547204, within(1e-12));
  }

  @Test
  void whereNoGroupVariesFIsInfiniteAndTheOtherTestsAreUndefined() {
    GroupedValues still = sample(new double[] {1, 1}, new double[] {2, 2});
    OneWayAnova anova = OneWayAnova.of(still);
    assertThat(anova.f()).isInfinite();
    assertThat(anova.pValue()).isZero();
    assertThat(GroupTests.welch(still).pValue()).isNaN();
    assertThat(GroupTests.bartlett(still).pValue()).isNaN();
    assertThat(OneWayAnova.of(sample(new double[] {1, 1}, new double[] {1, 1})).f()).isNaN();
    assertThat(GroupTests.kruskalWallis(sample(new double[] {1, 1}, new double[] {1, 1})).pValue())
        .isNaN();
  }

  @Test
  void oneGroupAndSingleValuesAreRefused() {
    assertThatExceptionOfType(EstimationException.class)
        .isThrownBy(() -> OneWayAnova.of(sample(new double[] {1, 2})))
        .withMessageContaining("two groups or more, got [a]");
    assertThatExceptionOfType(EstimationException.class)
        .isThrownBy(() -> OneWayAnova.of(sample(new double[] {1}, new double[] {2})))
        .withMessageContaining("more values than groups, got 2 in 2");
  }
}
