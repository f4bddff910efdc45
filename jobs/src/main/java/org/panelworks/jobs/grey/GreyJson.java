package org.panelworks.jobs.grey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.panelworks.grey.GreyFit;
import org.panelworks.grey.PosteriorCheck;
import org.panelworks.grey.RollingForecast;

/** The job's results for machines. */
final class GreyJson {
  private GreyJson() {}

  static Map<String, Object> content(GreySettings settings, List<GreyRun.Forecasts> all) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("window", settings.window());
    content.put("horizon", settings.horizon());
    content.put("series", all.stream().map(one -> series(settings, one)).toList());
    return content;
  }

  private static Map<String, Object> series(GreySettings settings, GreyRun.Forecasts one) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("series", one.series().column());
    settings.by().ifPresent(by -> entry.put(by, one.series().group()));
    entry.put("time", one.series().time());
    Map<String, Object> full = fit(one.full());
    full.put("class_ratio_least_translation", one.leastTranslation());
    entry.put("full_series", full);
    List<Map<String, Object>> windows = new ArrayList<>();
    for (RollingForecast.Window window : one.windows()) {
      windows.add(window(settings.window(), one.series().values(), window));
    }
    entry.put("rolling", windows);
    entry.put("rolling_mean_relative_error", RollingForecast.meanRelativeError(one.windows()));
    if (settings.metabolic()) {
      entry.put("metabolic", one.metabolic().values());
    }
    return entry;
  }

  private static Map<String, Object> window(
      int length, double[] values, RollingForecast.Window window) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("window_start_index", window.start());
    entry.put("window", Arrays.copyOfRange(values, window.start(), window.start() + length));
    for (GreyFit fit : window.fit()) {
      entry.put("development_coefficient_a", fit.a());
      entry.put("grey_input_b", fit.b());
      entry.put("fitted", fit.fitted());
      entry.put("forecast", fit.forecast());
    }
    if (window.fit().isEmpty()) {
      entry.put("forecast", Optional.empty());
      entry.put("reason", window.reason());
    }
    entry.put("actual_next", window.actual().orElse(Double.NaN));
    entry.put("relative_error", window.relativeError());
    return entry;
  }

  private static Map<String, Object> fit(GreyFit fit) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("n", fit.series().length);
    entry.put("series", fit.series());
    entry.put("translation", fit.translation());
    entry.put("development_coefficient_a", fit.a());
    entry.put("grey_input_b", fit.b());
    entry.put("fitted", fit.fitted());
    entry.put("forecast", fit.forecast());
    entry.put("residual", fit.residual());
    entry.put("relative_error", fit.relativeError());
    entry.put("mean_relative_error_from_2", fit.meanRelativeErrorFrom2());
    entry.put("mean_relative_error_all", fit.meanRelativeErrorAll());
    entry.put("class_ratio", fit.classRatios().values());
    entry.put(
        "class_ratio_bounds", new double[] {fit.classRatios().lower(), fit.classRatios().upper()});
    entry.put("class_ratio_pass", fit.classRatios().pass());
    entry.put("class_ratio_deviation_rho", fit.classRatioDeviation());
    entry.put("posterior", posterior(fit.posterior()));
    entry.put("grade_error", fit.errorGrade().number());
    return entry;
  }

  private static Map<String, Object> posterior(PosteriorCheck check) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("S1_population_sd_series", check.s1());
    entry.put("S2_population_sd_residual_all", check.s2All());
    entry.put("S2_population_sd_residual_from_2", check.s2From2());
    entry.put("C_all", check.cAll());
    entry.put("C_from_2", check.cFrom2());
    entry.put("C_sample_sd", check.cSample());
    entry.put("P_all", check.pAll());
    entry.put("P_from_2", check.pFrom2());
    entry.put("grade_all", check.grade().number());
    return entry;
  }
}
