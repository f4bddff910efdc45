package org.panelworks.jobs.grey;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.panelworks.EstimationException;
import org.panelworks.grey.ClassRatios;
import org.panelworks.grey.GreyFit;
import org.panelworks.grey.GreyModel;
import org.panelworks.grey.RollingForecast;
import org.panelworks.jobs.panel.ShortSeries;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.panel.PanelBlocks;

/** One run of the job over the blocks of a panel. */
final class GreyRun {
  private final GreySettings settings;
  private final PanelBlocks blocks;
  private final Results results;

  GreyRun(GreySettings settings, PanelBlocks blocks, Results results) {
    this.settings = settings;
    this.blocks = blocks;
    this.results = results;
  }

  /**
   * What is known of one series.
   *
   * @param leastTranslation that passes the class-ratio test
   */
  record Forecasts(
      ShortSeries series,
      GreyFit full,
      double leastTranslation,
      List<RollingForecast.Window> windows,
      RollingForecast.Metabolic metabolic) {}

  void run() {
    List<Forecasts> all = new ArrayList<>();
    for (ShortSeries series :
        ShortSeries.collect(blocks, "grey", settings.series(), settings.time(), settings.by())) {
      Forecasts forecasts = fit(series);
      warn(forecasts);
      all.add(forecasts);
    }
    results.json("grey", GreyJson.content(settings, all));
    GreyTables tables = new GreyTables(settings);
    results.table(tables.summary(all));
    results.table(tables.rolling(all));
  }

  private Forecasts fit(ShortSeries series) {
    double[] values = series.values();
    try {
      double least = ClassRatios.leastTranslation(values);
      double translation = settings.translation().orElse(least);
      RollingForecast rolling = RollingForecast.of(settings.window(), translation);
      return new Forecasts(
          series,
          GreyModel.of(settings.horizon(), translation).fit(values),
          least,
          rolling.windows(values),
          settings.metabolic()
              ? rolling.metabolic(values, settings.horizon())
              : new RollingForecast.Metabolic(new double[0], ""));
    } catch (EstimationException e) {
      throw new EstimationException("grey, " + series.name() + ": " + e.getMessage());
    }
  }

  private void warn(Forecasts forecasts) {
    String prefix = "grey, " + forecasts.series().name() + ": ";
    GreyFit full = forecasts.full();
    if (!full.classRatios().pass()) {
      results.warning(
          String.format(
              Locale.ROOT,
              "%sthe class-ratio test fails, which speaks against GM(1,1) whatever the grade;"
                  + " a translation of %s passes it",
              prefix,
              forecasts.leastTranslation()));
    }
    if (full.posterior().grade().number() <= 3 && full.errorGrade().number() > 3) {
      results.warning(
          String.format(
              Locale.ROOT,
              "%sC and P give grade %d, but the mean relative error is %.1f %%",
              prefix,
              full.posterior().grade().number(),
              100 * full.meanRelativeErrorFrom2()));
    }
    if (full.zeros() > 0) {
      results.warning(prefix + full.zeros() + " values are zero and have no relative error");
    }
    double[] time = forecasts.series().time();
    for (RollingForecast.Window window : forecasts.windows()) {
      String years = GreyTables.span(time, window.start(), settings.window());
      if (window.fit().isEmpty()) {
        results.warning(prefix + "no forecast from the window " + years + ": " + window.reason());
      } else if (window.forecast() < 0) {
        results.warning(prefix + "the window " + years + " forecasts a negative value");
      }
    }
    if (!forecasts.metabolic().reason().isEmpty()) {
      results.warning(
          prefix
              + "the metabolic forecast ends after "
              + forecasts.metabolic().values().length
              + " steps: "
              + forecasts.metabolic().reason());
    }
  }
}
