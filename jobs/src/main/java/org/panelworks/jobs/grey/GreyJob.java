package org.panelworks.jobs.grey;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.panelworks.jobs.panel.PanelNeeds;
import org.panelworks.jobs.panel.PanelPlan;
import org.panelworks.jobs.panel.PreparedPanel;
import org.panelworks.jobs.runtime.Job;
import org.panelworks.jobs.runtime.JobPlan;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.SettingsReader;

/**
 * Grey forecasts of the series of a study's sample.
 *
 * <p>Input grain: one row per time, or per time and level of {@code by}, of the prepared panel; at
 * most a million rows, which are brought to the driver. Output: {@code tables/grey} and {@code
 * tables/grey-rolling}, whose columns {@link #manual} names.
 */
public final class GreyJob implements Job {
  @Override
  public String name() {
    return "grey";
  }

  @Override
  public String summary() {
    return "GM(1,1) forecasts of short series, with accuracy tests and rolling back-tests";
  }

  @Override
  public String manual() {
    return """
    grey: GM(1,1) forecasts of short series, with accuracy tests and rolling back-tests

    Input: one row per time, or per time and level of `by`; equally spaced, nothing missing.
    The panel needs neither unit nor time.

    grey {
      series      = loss_rate   # numeric columns, each a series; required
      time        = year        # a numeric column; default panel.time
      by          = region      # a column whose levels are series apart; or none
      window      = 4           # points of the moving window, 4 or more
      horizon     = 1           # steps to forecast
      metabolic   = false       # forecast step by step, each forecast replacing the oldest point
      translation = 0           # added before the fit, taken off after; class-ratio = the least
                                # that passes the class-ratio test
      decimals    = 4           # of the printed tables
    }

    GM(1,1) by the background-value form: x(k) + a z(k) = b by least squares, z(k) the mean of
    neighbouring running sums. Refused (exit 4): fewer than four points, negative values, a series of
    zeros. A zero has no relative error and no class ratio: both are null, and its number is warned of.

    Errors stand beside grades, since C and P can call a useless model good.

      tables/grey           one entry a series: full_series with development_coefficient_a,
                            grey_input_b, fitted, forecast, residual, relative_error,
                            mean_relative_error_from_2 (and _all), class_ratio with its bounds,
                            class_ratio_pass, class_ratio_least_translation,
                            class_ratio_deviation_rho, posterior (S1, S2, C, P, each variant),
                            grade_all by C and P, grade_error by the mean relative error
                            (1 to 1 %, 2 to 5 %, 3 to 10 %, 4 to 20 %, 5 beyond);
                            rolling: each window with its fit, its forecast, actual_next and
                            relative_error; rolling_mean_relative_error; metabolic
      tables/grey-rolling   the windows as a printed table

    C and P over all residuals (_all), without the first, which is zero (_from_2), and C by standard
    deviations with divisor n - 1 (_sample_sd). Relative errors are fractions.
    """;
  }

  @Override
  public JobPlan plan(SettingsReader section) {
    return new Plan(GreySettings.read(section));
  }

  /** The job with its settings; without any where they were wrong, which the reader reports. */
  private record Plan(Optional<GreySettings> settings) implements PanelPlan {
    @Override
    public PanelNeeds needs() {
      if (settings.isEmpty()) {
        return PanelNeeds.none();
      }
      Map<String, String> numeric = new LinkedHashMap<>();
      settings.get().series().forEach(name -> numeric.put(name, "grey.series"));
      numeric.put(settings.get().time(), "grey.time");
      Map<String, String> categories = new LinkedHashMap<>();
      settings.get().by().ifPresent(name -> categories.put(name, "grey.by"));
      return new PanelNeeds(numeric, categories, Map.of());
    }

    @Override
    public void run(PreparedPanel panel, Results results) {
      new GreyRun(settings.orElseThrow(), panel.blocks(), results).run();
    }
  }
}
