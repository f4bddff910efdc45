package org.panelworks.survey;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.panelworks.stats.MidRanks;

/** Tests of two groups. */
public final class TwoSampleTests {
  private static final int MOST_EXACT = 49;

  private TwoSampleTests() {}

  /**
   * A t test of equal means.
   *
   * @param difference mean of the first less that of the second
   * @param statistic NaN where neither group varies
   * @param df degrees of freedom
   * @param pValue two-sided
   * @param low lower end of the 95 % interval of the difference
   * @param high upper end
   */
  public record TTest(
      double difference, double statistic, double df, double pValue, double low, double high) {}

  /** Student's test (1908), with a common variance. */
  public static TTest student(double[] first, double[] second) {
    double df = first.length + second.length - 2.0;
    double variance = (GroupedValues.squares(first) + GroupedValues.squares(second)) / df;
    double error = Math.sqrt(variance * (1.0 / first.length + 1.0 / second.length));
    return test(GroupedValues.mean(first) - GroupedValues.mean(second), error, df);
  }

  /** Welch's test (1947), without a common variance; needs two values in each group. */
  public static TTest welch(double[] first, double[] second) {
    double one = GroupedValues.squares(first) / (first.length - 1) / first.length;
    double two = GroupedValues.squares(second) / (second.length - 1) / second.length;
    double df =
        (one + two)
            * (one + two)
            / (one * one / (first.length - 1) + two * two / (second.length - 1));
    double error = Math.sqrt(one + two);
    return test(GroupedValues.mean(first) - GroupedValues.mean(second), error, df);
  }

  private static TTest test(double difference, double error, double df) {
    if (!(error > 0) || !(df > 0)) {
      double none = Double.NaN;
      return new TTest(difference, none, df, none, none, none);
    }
    TDistribution student = TDistribution.of(df);
    double t = difference / error;
    double reach = error * student.inverseSurvivalProbability(0.025);
    double p = 2 * student.survivalProbability(Math.abs(t));
    return new TTest(difference, t, df, p, difference - reach, difference + reach);
  }

  /**
   * Mann and Whitney's test (1947).
   *
   * @param u pairs in which the first group's value is greater, ties counting half
   * @param pValue two-sided; exact without ties and below 50 values in each group, else from the
   *     normal approximation with a continuity correction and corrected for ties, as R's {@code
   *     wilcox.test}; NaN where all values are equal
   * @param exact which of the two
   */
  public record MannWhitney(double u, double pValue, boolean exact) {}

  /** Mann and Whitney's test. */
  public static MannWhitney mannWhitney(double[] first, double[] second) {
    int m = first.length;
    int n = second.length;
    double[] all = Arrays.copyOf(first, m + n);
    System.arraycopy(second, 0, all, m, n);
    double[] ranks = MidRanks.of(all);
    double u = Arrays.stream(ranks, 0, m).sum() - m * (m + 1) / 2.0;
    double ties = GroupTests.ties(ranks);
    if (ties == 0 && m <= MOST_EXACT && n <= MOST_EXACT) {
      return new MannWhitney(u, exact((int) Math.round(u), m, n), true);
    }
    double sum = m + n;
    double variance = m * (double) n / 12 * (sum + 1 - ties / (sum * (sum - 1)));
    double away = u - m * (double) n / 2;
    double z = (away - Math.signum(away) * 0.5) / Math.sqrt(variance);
    double p =
        variance > 0
            ? Math.min(1, 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(z)))
            : Double.NaN;
    return new MannWhitney(u, p, false);
  }

  /** The exact two-sided p-value, from the number of arrangements with each U. */
  private static double exact(int u, int m, int n) {
    double[] counts = arrangements(m, n);
    double all = 1;
    for (int i = 1; i <= m; i++) {
      all = all * (n + i) / i;
    }
    // The counts are symmetric, and the lower ones are free of rounding.
    int tail = Math.min(u, m * n - u);
    return Math.min(1, 2 * Arrays.stream(counts, 0, tail + 1).sum() / all);
  }

  /**
   * Number of arrangements with each U, the coefficients of the Gaussian binomial Π (1 − x^(n + i))
   * / (1 − x^i), i = 1, …, m.
   */
  private static double[] arrangements(int m, int n) {
    double[] counts = new double[m * n + 1];
    counts[0] = 1;
    for (int i = 1; i <= m; i++) {
      for (int u = counts.length - 1; u >= n + i; u--) {
        counts[u] -= counts[u - n - i];
      }
      for (int u = i; u < counts.length; u++) {
        counts[u] += counts[u - i];
      }
    }
    return counts;
  }
}
