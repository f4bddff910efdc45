package org.panelworks.survey;

/**
 * A statistic that follows an F distribution.
 *
 * @param f the statistic; NaN where it is undefined
 * @param df1 degrees of freedom of the numerator
 * @param df2 degrees of freedom of the denominator, not always whole
 * @param pValue P(F > f)
 */
public record FTest(double f, double df1, double df2, double pValue) {
  static FTest of(double f, double df1, double df2) {
    double p = df2 > 0 && !Double.isNaN(df2) ? OneWayAnova.upperTail(f, df1, df2) : Double.NaN;
    return new FTest(f, df1, df2, p);
  }
}
