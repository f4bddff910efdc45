package org.panelworks.grey;

import java.util.Arrays;

/**
 * The posterior-variance test of a grey model: C = S₂ / S₁ with S₁ the standard deviation of the
 * series and S₂ that of the residuals about their mean, and P, the share of residuals with |e − ē|
 * < 0.6745 S₁.
 *
 * <p>Texts differ in what they divide by and whether the first residual, zero by construction,
 * counts; every variant is given. Where the series does not vary S₁ is zero, and C and P are NaN.
 *
 * @param s1 population standard deviation of the series
 * @param s2All population standard deviation of all residuals
 * @param s2From2 the same without the first
 * @param cAll S₂ of all residuals over S₁
 * @param cFrom2 S₂ without the first residual over S₁
 * @param cSample the ratio of the sample standard deviations (divisor n − 1), all residuals
 * @param pAll P over all residuals
 * @param pFrom2 P without the first residual, about their own mean
 */
public record PosteriorCheck(
    double s1,
    double s2All,
    double s2From2,
    double cAll,
    double cFrom2,
    double cSample,
    double pAll,
    double pFrom2) {
  private static final double PROBABLE_ERROR = 0.6745;

  static PosteriorCheck of(double[] series, double[] residuals) {
    double[] later = Arrays.copyOfRange(residuals, 1, residuals.length);
    double s1 = deviation(series, 0);
    double s2All = deviation(residuals, 0);
    double s2From2 = deviation(later, 0);
    return new PosteriorCheck(
        s1,
        s2All,
        s2From2,
        ratio(s2All, s1),
        ratio(s2From2, s1),
        ratio(deviation(residuals, 1), deviation(series, 1)),
        share(residuals, s1),
        share(later, s1));
  }

  /** The grade by C and P over all residuals; NaN ratios have none and fail. */
  public AccuracyGrade grade() {
    return AccuracyGrade.ofPosterior(cAll, pAll);
  }

  private static double deviation(double[] values, int less) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (values.length - less));
  }

  private static double ratio(double above, double below) {
    return below == 0 ? Double.NaN : above / below;
  }

  private static double share(double[] residuals, double s1) {
    if (s1 == 0) {
      return Double.NaN;
    }
    double mean = Arrays.stream(residuals).average().orElse(Double.NaN);
    long small =
        Arrays.stream(residuals).filter(e -> Math.abs(e - mean) < PROBABLE_ERROR * s1).count();
    return (double) small / residuals.length;
  }
}
