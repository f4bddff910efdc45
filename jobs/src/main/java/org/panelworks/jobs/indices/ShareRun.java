package org.panelworks.jobs.indices;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.DataException;
import org.panelworks.indices.Ranks;
import org.panelworks.jobs.panel.SmallTable;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Digits;
import org.panelworks.table.Table;

/**
 * Shares of a value in the sum over its group, or in a stated total (penetration), their changes
 * from the time before in percentage points, and ranks; at most a million rows. A sum with a
 * missing value is missing, and so are the shares in it; negative values are refused.
 */
final class ShareRun {
  private final IndicesSettings.Shares settings;
  private final Digits digits;

  ShareRun(IndicesSettings.Shares settings, Digits digits) {
    this.settings = settings;
    this.digits = digits;
  }

  /** One row: what has the share, within what, of what total. */
  private record Part(
      List<String> of, List<String> within, double time, double value, double total) {
    double share() {
      return total == 0 ? Double.NaN : value / total;
    }

    /** Why there is no share; empty where there is one. */
    String reason() {
      if (Double.isNaN(value)) {
        return "the value is missing";
      }
      if (Double.isNaN(total)) {
        return "a value of the total is missing";
      }
      return total == 0 ? "the total is zero" : "";
    }

    String name() {
      return String.join(" ", of);
    }
  }

  void run(PanelBlocks blocks, Results results) {
    List<Part> parts = parts(blocks);
    Map<List<Object>, Double> byTime = new HashMap<>();
    Map<List<String>, Map<String, Double>> groups = new LinkedHashMap<>();
    for (Part part : parts) {
      groups
          .computeIfAbsent(part.within(), key -> new LinkedHashMap<>())
          .put(part.name(), part.share());
      byTime.put(key(part, part.time()), part.share());
    }
    Map<List<String>, Map<String, Integer>> ranks = new HashMap<>();
    groups.forEach((group, shares) -> ranks.put(group, Ranks.descending(shares)));
    List<Map<String, Object>> entries = new ArrayList<>();
    Table.Builder table =
        Table.builder(settings.name())
            .title("Shares of " + settings.value() + " (%)")
            .columns(4, Alignment.RIGHT)
            .header("", settings.value(), "Share", "Change (points)", "Rank");
    List<String> section = List.of();
    for (Part part : parts) {
      double before = byTime.getOrDefault(key(part, part.time() - 1), Double.NaN);
      double change = part.share() - before;
      int rank = ranks.getOrDefault(part.within(), Map.of()).getOrDefault(part.name(), 0);
      entries.add(entry(part, change, rank));
      if (!part.within().equals(section)) {
        section = part.within();
        table.section(String.join(" ", section));
      }
      table.row(
          Cell.label(part.name()),
          Cell.number(part.value(), digits),
          Cell.number(100 * part.share(), digits),
          Cell.number(100 * change, digits),
          Cell.count(rank));
    }
    PrintedComparison printed =
        new PrintedComparison(settings.printed(), figure -> computed(parts, byTime, figure));
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("value", settings.value());
    content.put("entries", entries);
    content.put("printed", printed.entries());
    results.json(settings.name(), content);
    results.table(table.build());
    printed.write(settings.name(), digits, results);
  }

  /** The share or change that a printed figure means, in percent or points. */
  private double computed(
      List<Part> parts, Map<List<Object>, Double> byTime, IndicesSettings.Printed figure) {
    for (Part part : parts) {
      if (part.name().equals(figure.of()) && String.join(" ", part.within()).equals(figure.at())) {
        double before = byTime.getOrDefault(key(part, part.time() - 1), Double.NaN);
        return 100 * (figure.what().equals("share") ? part.share() : part.share() - before);
      }
    }
    return Double.NaN;
  }

  private List<Object> key(Part part, double time) {
    List<Object> key = new ArrayList<>(part.of());
    for (int i = 0; i < part.within().size(); i++) {
      if (!settings.within().get(i).equals(settings.time().orElse(""))) {
        key.add(part.within().get(i));
      }
    }
    key.add(time);
    return key;
  }

  private Map<String, Object> entry(Part part, double change, int rank) {
    Map<String, Object> entry = new LinkedHashMap<>();
    for (int i = 0; i < part.within().size(); i++) {
      entry.put(settings.within().get(i), part.within().get(i));
    }
    for (int i = 0; i < part.of().size(); i++) {
      entry.put(settings.of().get(i), part.of().get(i));
    }
    entry.put("value", part.value());
    entry.put("total", part.total());
    entry.put("share", part.share());
    entry.put("change_points", 100 * change);
    entry.put("rank", rank);
    entry.put("reason", part.reason());
    return entry;
  }

  private void requireNotNegative(SmallTable.Row row) {
    for (int i = 0; i < (settings.total().isPresent() ? 2 : 1); i++) {
      if (row.values()[i] < 0) {
        throw new DataException(
            "indices, "
                + settings.name()
                + ": column `"
                + (i == 0 ? settings.value() : settings.total().orElse(""))
                + "` must not be negative, got "
                + row.values()[i]
                + " at "
                + String.join(" ", row.labels()));
      }
    }
  }

  private List<Part> parts(PanelBlocks blocks) {
    List<String> labels = new ArrayList<>(settings.within());
    labels.addAll(settings.of());
    List<String> numeric = new ArrayList<>(List.of(settings.value()));
    settings.total().ifPresent(numeric::add);
    settings.time().ifPresent(numeric::add);
    List<SmallTable.Row> rows =
        SmallTable.collect(blocks, "indices", labels, numeric).requireLabels("indices").rows();
    int within = settings.within().size();
    Map<List<String>, Double> sums = new HashMap<>();
    for (SmallTable.Row row : rows) {
      requireNotNegative(row);
      sums.merge(List.of(row.labels()).subList(0, within), row.values()[0], Double::sum);
    }
    List<Part> parts = new ArrayList<>();
    List<String> before = List.of();
    for (SmallTable.Row row : rows) {
      List<String> all = List.of(row.labels());
      if (all.equals(before)) {
        throw new DataException(
            "indices, "
                + settings.name()
                + ": "
                + String.join(" ", all)
                + " occurs more than once");
      }
      before = all;
      double total =
          settings.total().isPresent()
              ? row.values()[1]
              : sums.getOrDefault(all.subList(0, within), 0.0);
      double time = settings.time().isPresent() ? row.values()[numeric.size() - 1] : Double.NaN;
      parts.add(
          new Part(
              all.subList(within, all.size()),
              all.subList(0, within),
              time,
              row.values()[0],
              total));
    }
    if (parts.isEmpty()) {
      throw new DataException("indices: the sample has no rows");
    }
    return parts;
  }
}
