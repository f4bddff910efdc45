package org.panelworks.jobs.underwrite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.panelworks.jobs.panel.PanelNeeds;
import org.panelworks.jobs.panel.PanelPlan;
import org.panelworks.jobs.panel.PreparedPanel;
import org.panelworks.jobs.panel.ShortSeries;
import org.panelworks.jobs.runtime.Job;
import org.panelworks.jobs.runtime.JobPlan;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.jobs.runtime.StandalonePlan;

/**
 * Underwriting decisions from risk attitudes and loss rates.
 *
 * <p>Input grain: none for stated loss rates; one row per time (and level of {@code by}) of the
 * prepared panel for rates that are forecast. Output: {@code tables/underwrite}, {@code
 * tables/underwrite-surface} and the figure of the latter.
 */
public final class UnderwriteJob implements Job {
  @Override
  public String name() {
    return "underwrite";
  }

  @Override
  public String summary() {
    return "acceptable loss rates and premiums from the risk attitudes of insurer and client";
  }

  @Override
  public String manual() {
    return """
    underwrite: acceptable loss rates and premiums from the risk attitudes of insurer and client

    Input: none for stated loss rates; with `forecast` the panel, one row per time (and level of `by`).

    underwrite {
      u1 = 0.667, u2 = 0.751      # risk-attitude indices of insurer and client, in (0, 1); required
      loss-rates = fraction       # or percent: how rates are stated, here and in the panel
      contracts = [ { name = home, perils = [ { name = flood, loss-rate = 0.002 } ] } ]
      forecast { series = [flood, typhoon], time = year, by = region, window = 4 }
      surface { u1 { from = 0.5, to = 0.95, points = 46 }, u2 { from = 0.5, to = 0.95, points = 46 } }
      printed = [ { quantity = largest-loss-rate, value = 0.433 }      # in percent; also loss-rate,
                  { quantity = lowest-premium, contract = home, value = 33.4 } ]  # highest-premium
      decimals = 4
    }

    The premium rate r must lie in 1/u2 - 1 + L <= r <= 1 - u1 (1 - L), L the loss rate. That leaves a
    range for L up to L_max = 1 - (1/u2 - 1) / (1 - u1); L_max below zero allows no cover at all.
    The perils of a contract are all covered where their sum does not exceed L_max; otherwise they are
    excluded from the highest loss rate down until the rest fits. `forecast` makes one contract of
    each level of `by`, its perils the series, their rates the GM(1,1) forecast of the next time from
    the last `window` points; a forecast outside [0, 1] is no loss rate and is reported without a
    decision.

      tables/underwrite           largest_loss_rate, feasible; contracts: perils with loss_rate,
                                  decision (full, partial, none), covered, excluded, loss_rate of what
                                  is covered, lowest_premium, highest_premium; printed figures with
                                  what is computed and whether it follows
      tables/underwrite-surface   largest loss rate over a grid: u1, u2, largest_loss_rate [u1][u2],
                                  null where infeasible; infeasible counts them
      figures/underwrite-surface  the same, the infeasible region hatched

    All rates in JSON are fractions, in printed tables percent; printed figures are percent.
    """;
  }

  @Override
  public JobPlan plan(SettingsReader section) {
    Optional<UnderwriteSettings> settings = UnderwriteSettings.read(section);
    boolean onPanel = settings.isPresent() && settings.get().forecast().isPresent();
    return onPanel
        ? new Forecasting(settings.get(), settings.get().forecast().get())
        : (StandalonePlan)
            (spark, results) -> new UnderwriteRun(settings.orElseThrow(), results).run(List.of());
  }

  /** The job with loss rates that the panel holds. */
  private record Forecasting(UnderwriteSettings settings, UnderwriteSettings.Forecast forecast)
      implements PanelPlan {
    @Override
    public PanelNeeds needs() {
      Map<String, String> numeric = new LinkedHashMap<>();
      forecast.series().forEach(name -> numeric.put(name, "underwrite.forecast.series"));
      numeric.put(forecast.time(), "underwrite.forecast.time");
      Map<String, String> categories = new LinkedHashMap<>();
      forecast.by().ifPresent(name -> categories.put(name, "underwrite.forecast.by"));
      return new PanelNeeds(numeric, categories, Map.of());
    }

    @Override
    public void run(PreparedPanel panel, Results results) {
      List<ShortSeries> series =
          ShortSeries.collect(
              panel.blocks(), "underwrite", forecast.series(), forecast.time(), forecast.by());
      new UnderwriteRun(settings, results).run(series);
    }
  }
}
