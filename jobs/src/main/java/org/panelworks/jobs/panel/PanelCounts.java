package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.panelworks.jobs.runtime.Steps;

/**
 * What must be counted over all rows before the panel is read, by one reading of its own: matches
 * of joined tables, filled cells, and for a balanced sample its times and its missing cells.
 */
final class PanelCounts {
  private final PanelSettings settings;
  private final SampledTable table;
  private final Map<String, Column> wanted = new LinkedHashMap<>();
  private final Map<String, Long> found = new LinkedHashMap<>();

  private PanelCounts(PanelSettings settings, SampledTable table) {
    this.settings = settings;
    this.table = table;
  }

  /** Whether a study needs it. */
  static boolean areNeeded(PanelSettings settings) {
    return settings.isJoined()
        || settings.interpolation().isPresent()
        || settings.balance().isPresent();
  }

  static PanelCounts of(PanelSettings settings, SampledTable table) {
    PanelCounts counts = new PanelCounts(settings, table);
    counts.want();
    counts.count();
    return counts;
  }

  private void want() {
    wanted.put("rows", functions.lit(true));
    for (TableSource joined : settings.tables()) {
      if (joined.join().isPresent()) {
        wanted.put(joined.mark(), TableColumns.column(joined.mark()));
      }
    }
    settings
        .interpolation()
        .ifPresent(
            fill ->
                fill.columns().forEach(name -> fills(table.columns().find(name, "interpolate"))));
    if (settings.balance().isPresent()) {
      for (String name : settings.required()) {
        String exact = table.columns().find(name, "sample.require");
        wanted.put("missing " + name, table.notDropped().and(TableColumns.column(exact).isNull()));
      }
    }
  }

  private void fills(String exact) {
    Column filled = TableColumns.column(Interpolation.mark(exact));
    wanted.put("empty " + exact, TableColumns.column(exact).isNull());
    wanted.put("filled " + exact, filled);
    wanted.put("sample " + exact, filled.and(table.inSample()));
  }

  private void count() {
    List<Column> aggregates = new ArrayList<>();
    wanted.values().forEach(where -> aggregates.add(functions.count_if(where)));
    Optional<PanelKeys> keys =
        settings.balance().isPresent() ? settings.source().keys() : Optional.empty();
    aggregates.add(
        keys.map(
                panel ->
                    functions.size(
                        functions.collect_set(
                            functions.when(table.inSample(), panel.at(table.columns())))))
            .orElse(functions.lit(0)));
    Steps.begin(table.rows().sparkSession().sparkContext(), "Counting matches, fills and times");
    try {
      Column[] more = aggregates.subList(1, aggregates.size()).toArray(Column[]::new);
      Row counted = table.rows().agg(aggregates.get(0), more).head();
      int place = 0;
      for (String name : wanted.keySet()) {
        found.put(name, counted.getLong(place++));
      }
      found.put("times", (long) counted.getInt(place));
    } finally {
      Steps.end(table.rows().sparkSession().sparkContext());
    }
  }

  private long count(String name) {
    return found.getOrDefault(name, 0L);
  }

  /** Different times in the rows that the steps before {@code balanced} leave. */
  long times() {
    return count("times");
  }

  /** Missing cells by required column, of the rows that reach {@code require}. */
  Map<String, Long> missing() {
    Map<String, Long> missing = new LinkedHashMap<>();
    settings.required().forEach(name -> missing.put(name, count("missing " + name)));
    return missing;
  }

  PanelNotes notes(List<JoinCount> joins) {
    List<JoinCount> matched = new ArrayList<>();
    for (JoinCount join : joins) {
      matched.add(join.of(count("rows"), count("matched_" + join.table())));
    }
    List<FillCount> fills = new ArrayList<>();
    settings
        .interpolation()
        .ifPresent(
            fill -> {
              for (String name : fill.columns()) {
                String exact = table.columns().find(name, "interpolate");
                long filled = count("filled " + exact);
                long missing = count("empty " + exact) + filled;
                fills.add(
                    new FillCount(exact, count("rows"), missing, filled, count("sample " + exact)));
              }
            });
    return new PanelNotes(matched, fills);
  }
}
