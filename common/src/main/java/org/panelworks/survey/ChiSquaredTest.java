package org.panelworks.survey;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * A statistic that follows a χ² distribution.
 *
 * @param statistic NaN where it is undefined
 * @param df degrees of freedom
 * @param pValue P(χ² > statistic)
 */
public record ChiSquaredTest(double statistic, int df, double pValue) {
  static ChiSquaredTest of(double statistic, int df) {
    double p =
        Double.isNaN(statistic)
            ? Double.NaN
            : ChiSquaredDistribution.of(df).survivalProbability(statistic);
    return new ChiSquaredTest(statistic, df, p);
  }
}
