package org.panelworks.jobs.watershed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.hydrology.StormEvents;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Table;

/** Storm events, for machines and for papers. */
final class StormOutput {
  /** By what the events are found, and how the results say so. */
  enum Rule {
    RAIN("hourly rain above the threshold, joined over breaks", "hours", "rain depth"),
    FLOW("daily flow above the threshold, not rain", "days", "runoff depth");

    private final String rule;
    private final String unit;
    private final String depth;

    Rule(String rule, String unit, String depth) {
      this.rule = rule;
      this.unit = unit;
      this.depth = depth;
    }
  }

  private final TimedRecord record;
  private final WatershedSettings settings;

  StormOutput(TimedRecord record, WatershedSettings settings) {
    this.record = record;
    this.settings = settings;
  }

  /**
   * Writes events.
   *
   * @param millimetres depth of one unit of the series over one step; NaN where it is unknown
   */
  void write(List<StormEvents.Event> events, Rule rule, double millimetres, Results results) {
    List<Map<String, Object>> entries = new ArrayList<>();
    Table.Builder table =
        Table.builder("watershed-storms")
            .title("Storm events")
            .columns(4, Alignment.RIGHT)
            .header("Start", "Length (" + rule.unit + ")", "Season", "Depth (mm)", "Peak");
    for (StormEvents.Event event : events) {
      Map<String, Object> entry = new LinkedHashMap<>();
      String season = settings.season(record.month(event.start()));
      entry.put("start", record.text(event.start()));
      entry.put("end", record.text(event.start() + event.length() - 1));
      entry.put("length_" + rule.unit, event.length());
      entry.put("season", season);
      entry.put("depth_mm", event.sum() * millimetres);
      entry.put("peak", event.peak());
      entries.add(entry);
      table.row(
          Cell.label(record.text(event.start())),
          Cell.count(event.length()),
          Cell.text(season),
          Cell.number(event.sum() * millimetres, settings.digits()),
          Cell.number(event.peak(), settings.digits()));
    }
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("rule", rule.rule);
    content.put("depth", rule.depth);
    content.put("events", entries);
    results.json("watershed-storms", content);
    results.table(
        table.note("Events by " + rule.rule + "; the depth is the " + rule.depth + ".").build());
  }
}
