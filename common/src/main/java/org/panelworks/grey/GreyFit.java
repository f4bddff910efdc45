package org.panelworks.grey;

import java.util.Arrays;

/**
 * A fitted GM(1,1).
 *
 * @param series the series as given, [n]
 * @param translation what was added to it for the fit
 * @param a the development coefficient; the fitted series grows by exp(−a) a step
 * @param b the grey input
 * @param fitted the translation taken off, [n]; the first is the first value
 * @param forecast likewise, [horizon]
 * @param residual series − fitted, [n]
 * @param relativeError |residual| / |series|, a fraction, [n]; NaN where the series is zero
 * @param classRatios of the translated series
 * @param classRatioDeviation 1 − (1 − a / 2) / (1 + a / 2) · λ(k), [n − 1]
 * @param posterior the posterior-variance test
 */
public record GreyFit(
    double[] series,
    double translation,
    double a,
    double b,
    double[] fitted,
    double[] forecast,
    double[] residual,
    double[] relativeError,
    ClassRatios classRatios,
    double[] classRatioDeviation,
    PosteriorCheck posterior) {

  static GreyFit of(
      double[] series,
      double translation,
      double a,
      double b,
      double[] fitted,
      double[] forecast,
      ClassRatios ratios) {
    double[] residual = new double[series.length];
    double[] relative = new double[series.length];
    for (int k = 0; k < series.length; k++) {
      residual[k] = k == 0 ? 0 : series[k] - fitted[k];
      relative[k] = relativeError(series[k], residual[k]);
    }
    return new GreyFit(
        series.clone(),
        translation,
        a,
        b,
        fitted,
        forecast,
        residual,
        relative,
        ratios,
        ratios.deviations(a),
        PosteriorCheck.of(series, residual));
  }

  static double relativeError(double actual, double error) {
    return actual == 0 ? Double.NaN : Math.abs(error / actual);
  }

  /** The mean relative error over the points after the first that are not zero; NaN if none is. */
  public double meanRelativeErrorFrom2() {
    return mean(relativeError, 1);
  }

  /** The mean relative error over all points that are not zero, the first, always exact, too. */
  public double meanRelativeErrorAll() {
    return mean(relativeError, 0);
  }

  /** The grade by the mean relative error from the second point on. */
  public AccuracyGrade errorGrade() {
    return AccuracyGrade.ofError(meanRelativeErrorFrom2());
  }

  /** Number of points whose relative error is undefined because the series is zero there. */
  public long zeros() {
    return Arrays.stream(series).filter(value -> value == 0).count();
  }

  private static double mean(double[] values, int from) {
    return Arrays.stream(values, from, values.length)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }
}
