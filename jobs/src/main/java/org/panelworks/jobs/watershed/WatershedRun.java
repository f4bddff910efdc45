package org.panelworks.jobs.watershed;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.panelworks.figure.ScatterPlot;
import org.panelworks.hydrology.FlowRelation;
import org.panelworks.hydrology.GapRule;
import org.panelworks.hydrology.StormEvents;
import org.panelworks.jobs.panel.SmallTable;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.panel.PanelBlocks;

/** One run of the job over the blocks of a panel. */
final class WatershedRun {
  private final WatershedSettings settings;
  private final PanelBlocks blocks;
  private final Results results;

  WatershedRun(WatershedSettings settings, PanelBlocks blocks, Results results) {
    this.settings = settings;
    this.blocks = blocks;
    this.results = results;
  }

  void run() {
    SmallTable table = SmallTable.collect(blocks, "watershed", settings.columns(), List.of());
    settings.daily().ifPresent(daily -> daily(table, daily));
    settings.rain().ifPresent(rain -> rain(table, rain));
  }

  private void daily(SmallTable table, WatershedSettings.Daily daily) {
    List<String> columns = new ArrayList<>(List.of(daily.flow()));
    columns.addAll(daily.concentrations());
    TimedRecord record = TimedRecord.of(table, ChronoUnit.DAYS, settings.date(), columns);
    List<Map<String, Object>> cleaning = new ArrayList<>();
    Map<String, double[]> values = new LinkedHashMap<>();
    for (String column : columns) {
      values.put(column, cleaned(record, column, daily, cleaning));
    }
    double[] flow = values.getOrDefault(daily.flow(), new double[0]);
    Periods periods = new Periods(record, settings);
    LoadOutput output = new LoadOutput(settings, daily, periods);
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("days", record.length());
    content.put("days_without_a_row", record.absent());
    content.put("fill", daily.fill().name().toLowerCase(Locale.ROOT));
    content.put("cleaning", cleaning);
    content.put("units", output.units());
    List<Map<String, Object>> substances = new ArrayList<>();
    for (String column : daily.concentrations()) {
      double[] concentration = values.getOrDefault(column, new double[0]);
      substances.add(output.content(column, flow, concentration));
      results.table(output.loads(column, flow, concentration));
      figures(record, column, flow, concentration);
    }
    content.put("concentrations", substances);
    results.json("watershed", content);
    results.json("watershed-statistics", output.statistics(values));
    results.table(output.statisticsTable(values));
    daily.storms().ifPresent(rule -> storms(record, rule, flow, daily));
  }

  private double[] cleaned(
      TimedRecord record,
      String column,
      WatershedSettings.Daily daily,
      List<Map<String, Object>> cleaning) {
    double[] raw = record.values(column);
    double[] filled = daily.fill().fill(raw);
    long missing = missing(raw);
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("column", column);
    entry.put("stray", record.strays(column));
    entry.put("first_strays", record.firstStrays(column));
    entry.put("missing", missing);
    entry.put("filled", missing - missing(filled));
    entry.put("still_missing", missing(filled));
    cleaning.add(entry);
    if (record.strays(column) > 0) {
      results.warning(
          String.format(
              Locale.ROOT,
              "watershed: %d stray entries of %s count as missing: %s",
              record.strays(column),
              column,
              record.firstStrays(column)));
    }
    if (missing > 0) {
      results.warning(
          String.format(
              Locale.ROOT,
              "watershed: %s is missing on %d of %d days, %s",
              column,
              missing,
              raw.length,
              daily.fill() == GapRule.NONE
                  ? "which stay missing"
                  : (missing - missing(filled))
                      + " are filled with the "
                      + daily.fill().name().toLowerCase(Locale.ROOT)
                      + " measurement"));
    }
    if (!column.equals(daily.flow())) {
      return filled;
    }
    return Arrays.stream(filled).map(daily.unit()::cubicMetresASecond).toArray();
  }

  private static long missing(double[] values) {
    return Arrays.stream(values).filter(Double::isNaN).count();
  }

  private void figures(TimedRecord record, String column, double[] flow, double[] concentration) {
    for (FlowRelation.Regressor regressor : FlowRelation.Regressor.values()) {
      boolean log = regressor == FlowRelation.Regressor.LOG_FLOW;
      List<ScatterPlot.Point> points = new ArrayList<>();
      for (int day = 0; day < flow.length; day++) {
        double x = log ? Math.log(flow[day]) : flow[day];
        if (Double.isFinite(x) && !Double.isNaN(concentration[day])) {
          points.add(new ScatterPlot.Point(record.text(day), x, concentration[day]));
        }
      }
      if (!points.isEmpty()) {
        String axis = log ? "Log flow (m³/s, natural)" : "Flow (m³/s)";
        String title = column + (log ? " against log flow" : " against flow");
        results.figure(
            "watershed-" + WatershedSettings.fileName(column) + (log ? "-log-flow" : "-flow"),
            title,
            ScatterPlot.of(title, axis, column + " (mg/L)", points).svg());
      }
    }
  }

  private void storms(
      TimedRecord record, StormEvents rule, double[] flow, WatershedSettings.Daily daily) {
    StormOutput output = new StormOutput(record, settings);
    // A day of one m³/s over one km² is 86.4 mm.
    double millimetres = daily.area().map(area -> 86.4 / area).orElse(Double.NaN);
    output.write(rule.find(steps(flow.length), flow), StormOutput.Rule.FLOW, millimetres, results);
  }

  private void rain(SmallTable table, WatershedSettings.Rain rain) {
    TimedRecord record =
        TimedRecord.of(table, ChronoUnit.HOURS, settings.date(), List.of(rain.column()));
    double[] depth = record.values(rain.column());
    if (record.strays(rain.column()) > 0 || missing(depth) > 0) {
      results.warning(
          String.format(
              Locale.ROOT,
              "watershed: %s is missing in %d of %d hours, %d of them stray entries; they count as"
                  + " breaks",
              rain.column(),
              missing(depth),
              depth.length,
              record.strays(rain.column())));
    }
    new StormOutput(record, settings)
        .write(rain.rule().find(steps(depth.length), depth), StormOutput.Rule.RAIN, 1, results);
  }

  private static long[] steps(int length) {
    long[] steps = new long[length];
    Arrays.setAll(steps, i -> i);
    return steps;
  }
}
