package org.panelworks.jobs.panel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of the tables that make a panel: read, columns derived, filtered, aggregated, and then its
 * columns chosen and renamed.
 *
 * @param name in messages and results
 * @param columns those it brings; empty for all
 * @param rename the table's name to the panel's
 * @param join how it comes to the first table; empty for that one
 */
record TableSource(
    String name,
    PanelSource source,
    List<DerivedColumn> derived,
    Optional<SqlExpression> filter,
    Optional<TableAggregate> aggregate,
    List<String> columns,
    Map<String, String> rename,
    Optional<TableJoin> join) {

  TableSource {
    columns = List.copyOf(columns);
    rename = new LinkedHashMap<>(rename);
  }

  /** A panel that is one table as it stands. */
  static TableSource of(PanelSource source) {
    return new TableSource(
        source.path(),
        source,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Map.of(),
        Optional.empty());
  }

  String setting() {
    return setting(name);
  }

  static String setting(String name) {
    return "panel.tables `" + name + "`";
  }

  /** The panel's column that says whether a row found its match in this table. */
  String mark() {
    return "matched_" + name;
  }
}
