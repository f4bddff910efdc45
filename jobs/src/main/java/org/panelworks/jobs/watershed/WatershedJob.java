package org.panelworks.jobs.watershed;

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
 * Concentrations, loads and storm events of a watershed.
 *
 * <p>Input grain: one row a day, or one an hour for rain; at most a million rows, which are brought
 * to the driver. Output: {@code tables/watershed} and the tables and figures that {@link #manual}
 * names.
 */
public final class WatershedJob implements Job {
  @Override
  public String name() {
    return "watershed";
  }

  @Override
  public String summary() {
    return "concentrations, loads, yields and storm events of a daily or hourly record";
  }

  @Override
  public String manual() {
    return """
    watershed: concentrations, loads, yields and storm events of a daily or hourly record

    Input: the panel, one row a day (or one an hour for rain). It needs neither unit nor time; keep
    panel.strings for columns with stray entries.

    watershed {
      date = date                        # 2024-05-31, or 2024-05-31 13:00:00 for rain; required
      flow = flow, flow-unit = m3-s      # m3-s | l-day | m3-day
      concentrations = [nitrate]         # columns in mg/L
      area-km2 = 89                      # for yields and runoff depths
      fill = none                        # next | previous: what fills a gap of flow or concentration
      seasons { spring = [3, 4, 5], summer = [6, 7, 8], autumn = [9, 10, 11], winter = [12, 1, 2] }
      storms { flow-above-m3-s = 5 }     # runs of days with more flow
      rain { column = rain, threshold-mm-per-hour = 0.5, longest-break-hours = 2 }   # instead of flow
      decimals = 3
    }

    Entries that are no number, and negative ones, are stray: missing, counted and told. Days without
    a row are missing. A flow of zero is a value; its logarithm is missing and counted.

      tables/watershed            cleaning (stray, missing and filled values), units, and for each
                                  concentration: overall, yearly, seasonal, year_seasonal and monthly
                                  with n_days, n_flow_days, n_sample_days, FWMC_mg_L,
                                  arithmetic_mean_conc_mg_L, total_flow_m3, mean_flow_L_day,
                                  load_kg (FWMC times the flow of all flow days),
                                  load_kg_arithmetic_mean, load_kg_sum_of_sampled_days, the same in
                                  tonnes (load_t_...), yield_kg_ha; relation with flow and log_flow:
                                  r, p_value, slope, std_error, intercept, r_squared, n, left_out;
                                  what is null has its reason beside it
      tables/watershed-load-NAME  the same, printed
      tables/watershed-statistics n, mean, sd, min, median, max of each column by year and season
      tables/watershed-storms     events: start, length, season, depth_mm (rain, or runoff by flow),
                                  peak, labelled by their rule
      figures/watershed-NAME-flow, -log-flow

    A year_season belongs to the calendar year. Logarithms are natural. Refused (exit 3): days that
    are missing, no days or repeated.
    """;
  }

  @Override
  public JobPlan plan(SettingsReader section) {
    return new Plan(WatershedSettings.read(section));
  }

  /** The job with its settings; without any where they were wrong, which the reader reports. */
  private record Plan(Optional<WatershedSettings> settings) implements PanelPlan {
    @Override
    public PanelNeeds needs() {
      if (settings.isEmpty()) {
        return PanelNeeds.none();
      }
      Map<String, String> categories = new LinkedHashMap<>();
      settings.get().columns().forEach(name -> categories.put(name, "watershed"));
      return new PanelNeeds(Map.of(), categories, Map.of());
    }

    @Override
    public void run(PreparedPanel panel, Results results) {
      new WatershedRun(settings.orElseThrow(), panel.blocks(), results).run();
    }
  }
}
