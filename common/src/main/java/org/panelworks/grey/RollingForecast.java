package org.panelworks.grey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.panelworks.EstimationException;
import org.panelworks.SettingsException;

/**
 * GM(1,1) on moving windows: the back-test, in which each window of so many observed points
 * forecasts the next one, and the metabolic forecast, in which the last window forecasts one step,
 * drops its oldest point, takes the forecast in and goes on.
 *
 * <p>A window on which the model cannot be fitted (all zero after its first point, say) has no
 * forecast; the reason stands in its place. A metabolic forecast that turns negative ends there:
 * GM(1,1) takes no negative values.
 */
public final class RollingForecast {
  private final int window;
  private final double translation;

  private RollingForecast(int window, double translation) {
    this.window = window;
    this.translation = translation;
  }

  /**
   * A moving window.
   *
   * @param window number of points, 4 or more
   * @param translation added to the values for each fit
   */
  public static RollingForecast of(int window, double translation) {
    if (window < GreyModel.LEAST_POINTS) {
      throw new SettingsException(
          "window must be " + GreyModel.LEAST_POINTS + " or more, got " + window);
    }
    return new RollingForecast(window, translation);
  }

  /**
   * One window of the back-test.
   *
   * @param start index of its first point
   * @param fit the fit with a forecast of one step; empty where there is none
   * @param reason why there is none, else empty
   * @param actual the point after the window; empty after the last
   */
  public record Window(int start, List<GreyFit> fit, String reason, OptionalDouble actual) {
    /** The forecast of one step; NaN where there is none. */
    public double forecast() {
      return fit.isEmpty() ? Double.NaN : fit.get(0).forecast()[0];
    }

    /** |actual − forecast| / |actual|; NaN where one of them is missing or the actual is zero. */
    public double relativeError() {
      double value = actual.orElse(Double.NaN);
      return GreyFit.relativeError(value, value - forecast());
    }
  }

  /** Every window of a series, the last one included; none where the series is shorter. */
  public List<Window> windows(double[] series) {
    List<Window> windows = new ArrayList<>();
    for (int start = 0; start + window <= series.length; start++) {
      double[] part = Arrays.copyOfRange(series, start, start + window);
      int next = start + window;
      OptionalDouble actual =
          next < series.length ? OptionalDouble.of(series[next]) : OptionalDouble.empty();
      try {
        GreyFit fit = GreyModel.of(1, translation).fit(part);
        windows.add(new Window(start, List.of(fit), "", actual));
      } catch (EstimationException e) {
        windows.add(new Window(start, List.of(), String.valueOf(e.getMessage()), actual));
      }
    }
    return List.copyOf(windows);
  }

  /**
   * The metabolic forecast.
   *
   * @param values so many steps as could be made, at most those asked for
   * @param reason why it ended early, else empty
   */
  public record Metabolic(double[] values, String reason) {}

  /** Forecasts so many steps from the last window. */
  public Metabolic metabolic(double[] series, int steps) {
    if (series.length < window) {
      return new Metabolic(new double[0], "the window of " + window + " is longer than the series");
    }
    double[] last = Arrays.copyOfRange(series, series.length - window, series.length);
    double[] values = new double[steps];
    for (int step = 0; step < steps; step++) {
      try {
        values[step] = GreyModel.of(1, translation).fit(last).forecast()[0];
      } catch (EstimationException e) {
        return new Metabolic(Arrays.copyOf(values, step), String.valueOf(e.getMessage()));
      }
      System.arraycopy(last, 1, last, 0, window - 1);
      last[window - 1] = values[step];
    }
    return new Metabolic(values, "");
  }

  /** The mean relative error of the windows that have one; NaN if none has. */
  public static double meanRelativeError(List<Window> windows) {
    return windows.stream()
        .mapToDouble(Window::relativeError)
        .filter(error -> !Double.isNaN(error))
        .average()
        .orElse(Double.NaN);
  }
}
