package org.panelworks.jobs.panel;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.panelworks.DataException;

/** Which of a table's columns a study takes, and what it calls them. */
final class TableChoice {
  private TableChoice() {}

  /** Exact names of the columns taken; all where the study chooses none. */
  static List<String> names(TableSource source, TableColumns table) {
    Set<String> missing = new LinkedHashSet<>();
    source.columns().stream()
        .filter(name -> !table.has(name))
        .forEach(name -> missing.add(table.missing(name, source.setting() + ".columns")));
    source.rename().keySet().stream()
        .filter(name -> !table.has(name))
        .forEach(name -> missing.add(table.missing(name, source.setting() + ".rename")));
    if (!missing.isEmpty()) {
      throw new DataException(String.join("\n", missing));
    }
    return source.columns().isEmpty()
        ? List.copyOf(table.names())
        : source.columns().stream()
            .map(name -> table.find(name, source.setting()))
            .distinct()
            .toList();
  }

  /** What the panel calls a column. */
  static String renamed(TableSource source, TableColumns table, String exact) {
    for (Map.Entry<String, String> pair : source.rename().entrySet()) {
      if (table.find(pair.getKey(), source.setting()).equals(exact)) {
        return pair.getValue();
      }
    }
    return exact;
  }
}
