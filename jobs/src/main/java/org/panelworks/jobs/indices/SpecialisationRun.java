package org.panelworks.jobs.indices;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.DataException;
import org.panelworks.indices.RegionalSpecialisation;
import org.panelworks.jobs.panel.SmallTable;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Digits;
import org.panelworks.table.Table;

/** Location quotients and specialisation of regions; at most a million rows. */
final class SpecialisationRun {
  private final IndicesSettings.Specialisation settings;
  private final Digits digits;

  SpecialisationRun(IndicesSettings.Specialisation settings, Digits digits) {
    this.settings = settings;
    this.digits = digits;
  }

  void run(PanelBlocks blocks, Results results) {
    List<String> labels = new ArrayList<>(List.of(settings.region(), settings.industry()));
    settings.time().ifPresent(labels::add);
    SmallTable table =
        SmallTable.collect(blocks, "indices", labels, List.of(settings.value()))
            .requireLabels("indices");
    Map<String, RegionalSpecialisation> times = new LinkedHashMap<>();
    for (SmallTable.Row row : table.rows()) {
      String time = settings.time().isPresent() ? row.labels()[2] : "";
      double value = row.values()[0];
      if (!(value >= 0)) {
        throw new DataException(
            "indices: column `"
                + settings.value()
                + "` must be there and not negative, got "
                + value
                + " at "
                + row.labels()[0]
                + " "
                + row.labels()[1]);
      }
      times
          .computeIfAbsent(time, key -> new RegionalSpecialisation())
          .add(row.labels()[0], row.labels()[1], value);
    }
    List<Map<String, Object>> entries = new ArrayList<>();
    times.forEach((time, one) -> entries.add(entry(time, one)));
    times.forEach((time, one) -> warn(time, one, results));
    results.json(settings.name(), Map.of("entries", entries));
    results.table(print(times));
  }

  private void warn(String time, RegionalSpecialisation one, Results results) {
    String prefix = "indices, " + settings.name() + (time.isEmpty() ? ": " : ", " + time + ": ");
    one.reasons().forEach(reason -> results.warning(prefix + reason));
  }

  private Map<String, Object> entry(String time, RegionalSpecialisation one) {
    Map<String, Object> entry = new LinkedHashMap<>();
    settings.time().ifPresent(column -> entry.put(column, time));
    entry.put("regions", one.regions());
    entry.put("industries", one.industries());
    entry.put("location_quotient", one.locationQuotients());
    entry.put("krugman_specialisation", one.krugman());
    entry.put("gini_hoover", one.hoover());
    entry.put("reasons", one.reasons());
    return entry;
  }

  private Table print(Map<String, RegionalSpecialisation> times) {
    Table.Builder table =
        Table.builder(settings.name())
            .title("Specialisation by " + settings.region())
            .columns(1, Alignment.RIGHT)
            .header(settings.region(), "Specialisation index");
    times.forEach(
        (time, one) -> {
          table.section(time);
          double[] krugman = one.krugman();
          for (int r = 0; r < krugman.length; r++) {
            table.row(Cell.label(one.regions().get(r)), Cell.number(krugman[r], digits));
          }
          table.row(Cell.label("All (Hoover)"), Cell.number(one.hoover(), digits));
        });
    return table
        .note(
            "The index sums, over industries, how far a region's share is from everyone's: 0 to 2.")
        .build();
  }
}
