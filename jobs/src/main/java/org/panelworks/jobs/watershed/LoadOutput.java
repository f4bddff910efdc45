package org.panelworks.jobs.watershed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.panelworks.hydrology.FlowRelation;
import org.panelworks.hydrology.LoadEstimate;
import org.panelworks.hydrology.SeriesSummary;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Table;

/** Concentrations, loads and descriptive statistics, for machines and for papers. */
final class LoadOutput {
  private static final double KILOGRAMS_PER_TONNE = 1000;

  private final WatershedSettings settings;
  private final WatershedSettings.Daily daily;
  private final Periods periods;

  LoadOutput(WatershedSettings settings, WatershedSettings.Daily daily, Periods periods) {
    this.settings = settings;
    this.daily = daily;
    this.periods = periods;
  }

  /** The units, and how flows were converted. */
  Map<String, Object> units() {
    Map<String, Object> units = new LinkedHashMap<>();
    units.put("flow_given", daily.unit().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    units.put("flow_used", "m3/s");
    units.put("litres_a_day_of_one_m3_s", LoadEstimate.LITRES_A_DAY);
    units.put("concentration", "mg/L");
    units.put("area_km2", daily.area());
    return units;
  }

  Map<String, Object> content(String column, double[] flow, double[] concentration) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("concentration", column);
    int[] all = IntStream.range(0, flow.length).toArray();
    content.put("overall", entry(all, flow, concentration));
    content.put("yearly", entries(periods.years(), flow, concentration));
    content.put("seasonal", entries(periods.seasons(), flow, concentration));
    content.put("year_seasonal", entries(periods.yearSeasons(), flow, concentration));
    content.put("monthly", entries(periods.months(), flow, concentration));
    Map<String, Object> relation = new LinkedHashMap<>();
    for (FlowRelation.Regressor regressor : FlowRelation.Regressor.values()) {
      relation.put(
          regressor.name().toLowerCase(Locale.ROOT),
          relation(FlowRelation.of(flow, concentration, regressor)));
    }
    content.put("relation", relation);
    return content;
  }

  private Map<String, Object> entries(
      Map<String, int[]> days, double[] flow, double[] concentration) {
    Map<String, Object> entries = new LinkedHashMap<>();
    days.forEach((period, some) -> entries.put(period, entry(some, flow, concentration)));
    return entries;
  }

  private Map<String, Object> entry(int[] days, double[] flow, double[] concentration) {
    LoadEstimate estimate =
        LoadEstimate.of(Periods.of(days, flow), Periods.of(days, concentration));
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("n_days", estimate.days());
    entry.put("n_flow_days", estimate.flowDays());
    entry.put("n_sample_days", estimate.sampleDays());
    entry.put("FWMC_mg_L", estimate.flowWeightedMean());
    entry.put("arithmetic_mean_conc_mg_L", estimate.arithmeticMean());
    entry.put("total_flow_m3", estimate.totalFlow());
    entry.put("mean_flow_L_day", estimate.litresADay());
    entry.put("load_kg", estimate.load());
    entry.put("load_kg_arithmetic_mean", estimate.loadByArithmeticMean());
    entry.put("load_kg_sum_of_sampled_days", estimate.sampledLoad());
    entry.put("load_t_sum_of_sampled_days", estimate.sampledLoad() / KILOGRAMS_PER_TONNE);
    entry.put("load_t_FWMC_times_total_flow", estimate.load() / KILOGRAMS_PER_TONNE);
    entry.put("yield_kg_ha", daily.area().map(estimate::yieldOver));
    entry.put("reason", estimate.reason());
    return entry;
  }

  private static Map<String, Object> relation(FlowRelation found) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("n", found.observations());
    entry.put("left_out", found.leftOut());
    entry.put("r", found.r());
    entry.put("p_value", found.pValue());
    entry.put("slope", found.slope());
    entry.put("std_error", found.slopeError());
    entry.put("intercept", found.intercept());
    entry.put("r_squared", found.rSquared());
    entry.put("reason", found.reason());
    return entry;
  }

  /** The loads of a substance by year and season, printed. */
  Table loads(String column, double[] flow, double[] concentration) {
    Table.Builder table =
        Table.builder("watershed-load-" + WatershedSettings.fileName(column))
            .title("Concentration and load of " + column)
            .columns(6, Alignment.RIGHT)
            .header(
                "",
                "Days sampled",
                "Mean (mg/L)",
                "FWMC (mg/L)",
                "Flow (m³)",
                "Load (kg)",
                "Yield (kg/ha)");
    Map<String, Map<String, int[]>> sections = new LinkedHashMap<>();
    int[] all = IntStream.range(0, flow.length).toArray();
    sections.put("All", Map.of("All", all));
    sections.put("By year", periods.years());
    sections.put("By season", periods.seasons());
    sections.put("By year and season", periods.yearSeasons());
    sections.forEach(
        (heading, entries) -> {
          table.section(heading);
          entries.forEach(
              (period, days) ->
                  table.row(
                      row(
                          period,
                          LoadEstimate.of(
                              Periods.of(days, flow), Periods.of(days, concentration)))));
        });
    return table
        .note(
            "FWMC: flow-weighted mean concentration; load: FWMC times the flow of all days with a"
                + " flow.")
        .build();
  }

  private List<Cell> row(String period, LoadEstimate estimate) {
    double[] numbers = {
      estimate.arithmeticMean(),
      estimate.flowWeightedMean(),
      estimate.totalFlow(),
      estimate.load(),
      daily.area().map(estimate::yieldOver).orElse(Double.NaN)
    };
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.label(period));
    cells.add(Cell.count(estimate.sampleDays()));
    for (double number : numbers) {
      cells.add(Cell.number(number, settings.digits()));
    }
    return cells;
  }

  /** Descriptive statistics of every column by year and season. */
  Map<String, Object> statistics(Map<String, double[]> values) {
    List<Map<String, Object>> entries = new ArrayList<>();
    spread(values)
        .forEach(
            one -> {
              Map<String, Object> entry = new LinkedHashMap<>();
              entry.put("column", one.column());
              entry.put("period", one.period());
              entry.put("n", one.summary().count());
              entry.put("mean", one.summary().mean());
              entry.put("sd", one.summary().sd());
              entry.put("min", one.summary().min());
              entry.put("median", one.summary().median());
              entry.put("max", one.summary().max());
              entries.add(entry);
            });
    return Map.of("entries", entries);
  }

  /** One column over one period. */
  private record Described(String column, String period, SeriesSummary summary) {}

  private List<Described> spread(Map<String, double[]> values) {
    Map<String, int[]> all = new LinkedHashMap<>();
    int length = values.values().iterator().next().length;
    all.put("all", IntStream.range(0, length).toArray());
    all.putAll(periods.years());
    all.putAll(periods.seasons());
    all.putAll(periods.yearSeasons());
    List<Described> described = new ArrayList<>();
    values.forEach(
        (column, series) ->
            all.forEach(
                (period, days) ->
                    described.add(
                        new Described(
                            column, period, SeriesSummary.of(Periods.of(days, series))))));
    return described;
  }

  Table statisticsTable(Map<String, double[]> values) {
    Table.Builder table =
        Table.builder("watershed-statistics")
            .title("Descriptive statistics by year and season")
            .columns(6, Alignment.RIGHT)
            .header("", "N", "Mean", "SD", "Min", "Median", "Max");
    String column = "";
    for (Described one : spread(values)) {
      if (!one.column().equals(column)) {
        column = one.column();
        table.section(column + (column.equals(daily.flow()) ? " (m³/s)" : " (mg/L)"));
      }
      SeriesSummary summary = one.summary();
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.label(one.period()));
      cells.add(Cell.count(summary.count()));
      double[] numbers = {
        summary.mean(), summary.sd(), summary.min(), summary.median(), summary.max()
      };
      for (double number : numbers) {
        cells.add(Cell.number(number, settings.digits()));
      }
      table.row(cells);
    }
    return table.build();
  }
}
