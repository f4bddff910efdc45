package org.panelworks.jobs.indices;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.DataException;
import org.panelworks.indices.Growth;
import org.panelworks.indices.Ranks;
import org.panelworks.jobs.panel.SmallTable;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Digits;
import org.panelworks.table.Table;

/** Growth of a value over time, in each group; at most a million rows. */
final class GrowthRun {
  private final IndicesSettings.Growths settings;
  private final Digits digits;

  GrowthRun(IndicesSettings.Growths settings, Digits digits) {
    this.settings = settings;
    this.digits = digits;
  }

  /** One group's series. */
  private record Series(String name, List<String> group, double[] time, double[] values) {}

  void run(PanelBlocks blocks, Results results) {
    List<Series> all = series(blocks);
    Map<Double, Map<String, Integer>> ranks = ranks(all);
    List<Map<String, Object>> entries = new ArrayList<>();
    Table.Builder table =
        Table.builder(settings.name())
            .title("Growth of " + settings.value() + " (%)")
            .columns(3, Alignment.RIGHT)
            .header("", settings.value(), "Growth", "Rank");
    for (Series one : all) {
      Growth growth = Growth.of(one.time(), one.values());
      entries.add(entry(one, growth, ranks));
      table.section(one.name());
      double[] rates = growth.rates();
      for (int t = 0; t < rates.length; t++) {
        table.row(
            Cell.label(text(one.time()[t])),
            Cell.number(one.values()[t], digits),
            Cell.number(100 * rates[t], digits),
            Cell.count(rank(ranks, one, t)));
      }
      table.row(
          Cell.label("Compound"),
          Cell.empty(),
          Cell.number(100 * growth.compound(), digits),
          Cell.empty());
    }
    PrintedComparison printed =
        new PrintedComparison(settings.printed(), figure -> computed(all, figure));
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("value", settings.value());
    content.put("series", entries);
    content.put("printed", printed.entries());
    results.json(settings.name(), content);
    results.table(table.build());
    printed.write(settings.name(), digits, results);
  }

  /** The growth that a printed figure means, in percent. */
  private static double computed(List<Series> all, IndicesSettings.Printed figure) {
    for (Series one : all) {
      double[] rates = Growth.of(one.time(), one.values()).rates();
      for (int t = 0; t < rates.length; t++) {
        if (one.name().equals(figure.of()) && text(one.time()[t]).equals(figure.at())) {
          return 100 * rates[t];
        }
      }
    }
    return Double.NaN;
  }

  private Map<String, Object> entry(
      Series one, Growth growth, Map<Double, Map<String, Integer>> ranks) {
    Map<String, Object> entry = new LinkedHashMap<>();
    for (int i = 0; i < settings.by().size(); i++) {
      entry.put(settings.by().get(i), one.group().get(i));
    }
    entry.put(settings.time(), one.time());
    entry.put("values", one.values());
    entry.put("growth", growth.rates());
    List<String> reasons = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int t = 0; t < one.time().length; t++) {
      reasons.add(growth.reason(t));
      places.add(rank(ranks, one, t));
    }
    entry.put("reason", reasons);
    entry.put("rank", places);
    entry.put("compound_growth", growth.compound());
    entry.put("compound_reason", growth.compoundReason());
    return entry;
  }

  private static int rank(Map<Double, Map<String, Integer>> ranks, Series one, int t) {
    return ranks.getOrDefault(one.time()[t], Map.of()).getOrDefault(one.name(), 0);
  }

  /** Ranks of the groups at each time, 1 for the greatest value. */
  private static Map<Double, Map<String, Integer>> ranks(List<Series> all) {
    Map<Double, Map<String, Double>> times = new LinkedHashMap<>();
    for (Series one : all) {
      for (int t = 0; t < one.time().length; t++) {
        times
            .computeIfAbsent(one.time()[t], key -> new LinkedHashMap<>())
            .put(one.name(), one.values()[t]);
      }
    }
    Map<Double, Map<String, Integer>> ranks = new LinkedHashMap<>();
    times.forEach((time, values) -> ranks.put(time, Ranks.descending(values)));
    return ranks;
  }

  private List<Series> series(PanelBlocks blocks) {
    SmallTable table =
        SmallTable.collect(
                blocks, "indices", settings.by(), List.of(settings.time(), settings.value()))
            .requireLabels("indices");
    Map<List<String>, List<double[]>> groups = new LinkedHashMap<>();
    for (SmallTable.Row row : table.rows()) {
      groups.computeIfAbsent(List.of(row.labels()), key -> new ArrayList<>()).add(row.values());
    }
    List<Series> all = new ArrayList<>();
    groups.forEach(
        (group, rows) -> {
          rows.sort(Comparator.comparingDouble(row -> row[0]));
          String name = String.join(" ", group);
          for (int t = 0; t < rows.size(); t++) {
            double time = rows.get(t)[0];
            if (Double.isNaN(time) || (t > 0 && time == rows.get(t - 1)[0])) {
              throw new DataException(
                  "indices: "
                      + settings.time()
                      + " must be there and distinct in each group, got "
                      + (Double.isNaN(time) ? "a missing value" : text(time) + " twice")
                      + (name.isEmpty() ? "" : " in " + name));
            }
          }
          all.add(
              new Series(
                  name,
                  group,
                  rows.stream().mapToDouble(row -> row[0]).toArray(),
                  rows.stream().mapToDouble(row -> row[1]).toArray()));
        });
    if (all.isEmpty()) {
      throw new DataException("indices: the sample has no rows");
    }
    return all;
  }

  private static String text(double time) {
    return time == Math.rint(time) ? Long.toString((long) time) : Double.toString(time);
  }
}
