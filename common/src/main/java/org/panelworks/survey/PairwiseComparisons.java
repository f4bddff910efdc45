package org.panelworks.survey;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.panelworks.SettingsException;

/**
 * Comparisons of all pairs of groups after an analysis of variance, with its mean square within:
 * Fisher's least significant difference, the same with Bonferroni's correction, and Tukey's honest
 * significant difference (Tukey and Kramer's for groups of different size).
 */
public final class PairwiseComparisons {
  private final double level;

  private PairwiseComparisons(double level) {
    this.level = level;
  }

  /**
   * Comparisons.
   *
   * @param level confidence level of Tukey's intervals, in (0, 1)
   */
  public static PairwiseComparisons of(double level) {
    if (!(level > 0 && level < 1)) {
      throw new SettingsException("confidence-level must lie in (0, 1), got " + level);
    }
    return new PairwiseComparisons(level);
  }

  /**
   * One pair.
   *
   * @param first a group
   * @param second a later group
   * @param difference mean of the first less that of the second
   * @param standardError of the difference
   * @param lsd p-value without correction
   * @param bonferroni p-value times the number of pairs, at most one
   * @param tukey p-value by the studentized range
   * @param low lower end of Tukey's interval of the difference
   * @param high upper end
   */
  public record Pair(
      String first,
      String second,
      double difference,
      double standardError,
      double lsd,
      double bonferroni,
      double tukey,
      double low,
      double high) {}

  /** All pairs; where nothing varies within groups everything but the difference is NaN. */
  public List<Pair> fit(GroupedValues sample) {
    OneWayAnova anova = OneWayAnova.of(sample);
    int k = sample.size();
    double within = anova.meanSquareWithin();
    TDistribution student = TDistribution.of(anova.df2());
    StudentizedRange range = new StudentizedRange(k, anova.df2());
    double critical = range.quantile(1 - level) / Math.sqrt(2);
    double pairs = k * (k - 1) / 2.0;
    List<Pair> all = new ArrayList<>();
    for (int i = 0; i < k; i++) {
      for (int j = i + 1; j < k; j++) {
        double difference = sample.mean(i) - sample.mean(j);
        double error = Math.sqrt(within * (1.0 / sample.count(i) + 1.0 / sample.count(j)));
        boolean defined = error > 0;
        double t = defined ? Math.abs(difference) / error : Double.NaN;
        double lsd = defined ? 2 * student.survivalProbability(t) : Double.NaN;
        all.add(
            new Pair(
                sample.groups().get(i),
                sample.groups().get(j),
                difference,
                error,
                lsd,
                Math.min(1, pairs * lsd),
                defined ? range.survival(t * Math.sqrt(2)) : Double.NaN,
                defined ? difference - critical * error : Double.NaN,
                defined ? difference + critical * error : Double.NaN));
      }
    }
    return List.copyOf(all);
  }
}
