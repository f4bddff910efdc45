package org.panelworks.grey;

import java.util.Arrays;
import org.panelworks.EstimationException;
import org.panelworks.SettingsException;

/**
 * The grey model GM(1,1) (Deng 1982), by its background-value form.
 *
 * <p>With the series x(1), …, x(n), its running sums X(k) and the background values z(k) = (X(k) +
 * X(k − 1)) / 2, the development coefficient a and the grey input b are the least-squares solution
 * of x(k) + a z(k) = b, k = 2, …, n. The fitted values are the differences of the time response
 * X̂(k + 1) = (x(1) − b / a) exp(−a k) + b / a, that is x̂(k + 1) = (b − a x(1)) · (exp(a) − 1) / a
 * · exp(−a k), with x̂(1) = x(1); for a = 0 the middle factor is its limit, one.
 *
 * <p>A translation c is added to the series before the fit and taken off the fitted values and the
 * forecasts.
 *
 * <p>Degenerate cases: fewer than four points, a negative value of the translated series and a
 * series that is zero throughout are refused; so is one whose background values do not vary, since
 * a is then not identified. A zero in the series is a value: its class ratio and its relative error
 * are NaN.
 */
public final class GreyModel {
  /** Fewer points than this are refused. */
  public static final int LEAST_POINTS = 4;

  private final int horizon;
  private final double translation;

  private GreyModel(int horizon, double translation) {
    this.horizon = horizon;
    this.translation = translation;
  }

  /**
   * A model.
   *
   * @param horizon number of steps to forecast, 0 or more
   * @param translation added to the series, 0 or more
   */
  public static GreyModel of(int horizon, double translation) {
    if (horizon < 0) {
      throw new SettingsException("horizon must be 0 or more, got " + horizon);
    }
    if (!(translation >= 0 && translation < Double.POSITIVE_INFINITY)) {
      throw new SettingsException("translation must be 0 or more, got " + translation);
    }
    return new GreyModel(horizon, translation);
  }

  /**
   * Fits the model.
   *
   * @param series equally spaced values in order of time, [n], n ≥ 4
   */
  public GreyFit fit(double[] series) {
    double[] shifted = Arrays.stream(series).map(value -> value + translation).toArray();
    check(series, shifted);
    int n = shifted.length;
    double[] background = background(shifted);
    double[] line = leastSquares(shifted, background);
    double a = line[0];
    double b = line[1];
    double[] response = response(shifted[0], a, b, n + horizon);
    double[] fitted = new double[n];
    for (int k = 0; k < n; k++) {
      fitted[k] = response[k] - translation;
    }
    double[] forecast = new double[horizon];
    for (int h = 0; h < horizon; h++) {
      forecast[h] = response[n + h] - translation;
    }
    return GreyFit.of(series, translation, a, b, fitted, forecast, ClassRatios.of(shifted));
  }

  private void check(double[] series, double[] shifted) {
    if (series.length < LEAST_POINTS) {
      throw new EstimationException(
          "GM(1,1) needs at least " + LEAST_POINTS + " points, got " + series.length);
    }
    double least = Arrays.stream(shifted).min().orElseThrow();
    if (!(least >= 0)) {
      throw new EstimationException(
          "GM(1,1) needs a series without negative values, got "
              + Arrays.stream(series).min().orElseThrow()
              + (translation > 0 ? " and a translation of only " + translation : "")
              + ": set a translation that lifts it");
    }
    if (Arrays.stream(shifted).allMatch(value -> value == 0)) {
      throw new EstimationException("GM(1,1) needs a series that is not zero throughout");
    }
  }

  private static double[] background(double[] x) {
    double[] z = new double[x.length];
    double sum = x[0];
    for (int k = 1; k < x.length; k++) {
      z[k] = sum + x[k] / 2;
      sum += x[k];
    }
    return z;
  }

  /** The development coefficient and the grey input, from centred sums over k = 2, …, n. */
  private static double[] leastSquares(double[] x, double[] z) {
    int m = x.length - 1;
    double meanX = Arrays.stream(x, 1, x.length).sum() / m;
    double meanZ = Arrays.stream(z, 1, z.length).sum() / m;
    double zz = 0;
    double zx = 0;
    for (int k = 1; k < x.length; k++) {
      zz += (z[k] - meanZ) * (z[k] - meanZ);
      zx += (z[k] - meanZ) * (x[k] - meanX);
    }
    if (!(zz > 1e-24 * meanZ * meanZ)) {
      throw new EstimationException(
          "GM(1,1) is not identified: every value after the first is zero, so the background values"
              + " do not vary");
    }
    double a = -zx / zz;
    return new double[] {a, meanX + a * meanZ};
  }

  private static double[] response(double first, double a, double b, int length) {
    double growth = a == 0 ? 1 : Math.expm1(a) / a;
    double[] response = new double[length];
    response[0] = first;
    for (int k = 1; k < length; k++) {
      response[k] = (b - a * first) * growth * Math.exp(-a * k);
    }
    return response;
  }
}
