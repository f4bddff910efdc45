package org.panelworks.survey;

import org.apache.commons.statistics.distribution.FDistribution;
import org.panelworks.EstimationException;

/**
 * One-way analysis of variance: F = (SS_between / (k − 1)) / (SS_within / (N − k)) (Fisher 1925),
 * with η² = SS_between / (SS_between + SS_within) and ω² = (SS_between − (k − 1) MS_within) /
 * (SS_total + MS_within).
 *
 * <p>Refused: fewer than two groups, and no more values than groups. Where no group varies, F is
 * infinite and p zero if means differ, and both are NaN if they do not.
 *
 * @param ssBetween sum of squares between groups
 * @param ssWithin sum of squares within groups
 * @param df1 k − 1
 * @param df2 N − k
 * @param f the statistic
 * @param pValue of F
 * @param etaSquared share of the sum of squares between groups; NaN where nothing varies
 * @param omegaSquared its estimate for the population
 */
public record OneWayAnova(
    double ssBetween,
    double ssWithin,
    int df1,
    int df2,
    double f,
    double pValue,
    double etaSquared,
    double omegaSquared) {

  /** The analysis of a sample. */
  public static OneWayAnova of(GroupedValues sample) {
    int k = sample.size();
    int n = sample.observations();
    if (k < 2) {
      throw new EstimationException(
          "an analysis of variance needs two groups or more, got " + sample.groups());
    }
    if (n <= k) {
      throw new EstimationException(
          "an analysis of variance needs more values than groups, got " + n + " in " + k);
    }
    double grand = sample.grandMean();
    double between = 0;
    double within = 0;
    for (int g = 0; g < k; g++) {
      double away = sample.mean(g) - grand;
      between += sample.count(g) * away * away;
      within += GroupedValues.squares(sample.values()[g]);
    }
    double meanWithin = within / (n - k);
    double f = between / (k - 1) / meanWithin;
    double total = between + within;
    return new OneWayAnova(
        between,
        within,
        k - 1,
        n - k,
        f,
        upperTail(f, k - 1, n - k),
        between / total,
        (between - (k - 1) * meanWithin) / (total + meanWithin));
  }

  /** P(F > f). */
  static double upperTail(double f, double df1, double df2) {
    if (Double.isNaN(f)) {
      return Double.NaN;
    }
    return FDistribution.of(df1, df2).survivalProbability(f);
  }

  /** The mean square within groups. */
  public double meanSquareWithin() {
    return ssWithin / df2;
  }

  /** The mean square between groups. */
  public double meanSquareBetween() {
    return ssBetween / df1;
  }
}
