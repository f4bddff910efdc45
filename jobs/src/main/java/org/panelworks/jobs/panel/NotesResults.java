package org.panelworks.jobs.panel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Digits;
import org.panelworks.table.HeaderCell;
import org.panelworks.table.Table;

/**
 * Puts how a panel was put together into a run's results: {@code tables/joins} where several tables
 * make it, {@code tables/interpolation} where cells were filled.
 */
final class NotesResults {
  private static final String JOINS = "joins";
  private static final String INTERPOLATION = "interpolation";

  private NotesResults() {}

  static void write(PanelNotes notes, Results results) {
    if (!notes.joins().isEmpty()) {
      results.json(JOINS, tree(JOINS, notes.joins().stream().map(NotesResults::join).toList()));
      results.table(joins(notes.joins()));
    }
    if (!notes.fills().isEmpty()) {
      List<Map<String, Object>> fills = notes.fills().stream().map(NotesResults::fill).toList();
      results.json(INTERPOLATION, tree(INTERPOLATION, fills));
      results.table(fills(notes.fills()));
    }
  }

  private static Map<String, Object> tree(String name, List<Map<String, Object>> entries) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("table", name);
    tree.put(name.equals(JOINS) ? "joins" : "columns", entries);
    return tree;
  }

  private static Map<String, Object> join(JoinCount join) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("table", join.table());
    tree.put("join", join.kind());
    tree.put("on", join.on());
    tree.put("table_rows", join.tableRows());
    tree.put("table_keys", join.tableKeys());
    tree.put("table_rows_without_key", join.tableRowsWithoutKey());
    tree.put("panel_rows", join.panelRows());
    tree.put("matched", join.matched());
    tree.put("unmatched", join.unmatched());
    return tree;
  }

  private static Map<String, Object> fill(FillCount fill) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("column", fill.column());
    tree.put("rows", fill.rows());
    tree.put("missing", fill.missing());
    tree.put("filled", fill.filled());
    tree.put("filled_in_sample", fill.filledInSample());
    return tree;
  }

  private static Table joins(List<JoinCount> joins) {
    Table.Builder table = Table.builder(JOINS).title("The joined tables");
    table.columns(8, Alignment.RIGHT);
    table.header(
        heads(
            "Table",
            "Join",
            "On",
            "Its rows",
            "Its keys",
            "Without key",
            "Panel rows",
            "Matched",
            "Unmatched"));
    for (JoinCount join : joins) {
      table.row(
          List.of(
              Cell.label(join.table()),
              Cell.text(join.kind()),
              Cell.text(join.on()),
              Cell.count(join.tableRows()),
              Cell.count(join.tableKeys()),
              Cell.count(join.tableRowsWithoutKey()),
              Cell.count(join.panelRows()),
              Cell.count(join.matched()),
              Cell.count(join.unmatched())));
    }
    table.note("Rows of the panel without a match stay, with missing values.");
    return table.build();
  }

  private static Table fills(List<FillCount> fills) {
    Table.Builder table = Table.builder(INTERPOLATION).title("Interpolated cells");
    table.columns(5, Alignment.RIGHT);
    table.header(
        heads("Column", "Rows", "Missing", "Filled", "Filled, in the sample", "Filled, % of rows"));
    Digits digits = Digits.significant(3);
    for (FillCount fill : fills) {
      double share = fill.rows() == 0 ? Double.NaN : 100.0 * fill.filled() / fill.rows();
      table.row(
          List.of(
              Cell.label(fill.column()),
              Cell.count(fill.rows()),
              Cell.count(fill.missing()),
              Cell.count(fill.filled()),
              Cell.count(fill.filledInSample()),
              Cell.number(share, digits)));
    }
    table.note(
        "Linear in time between the unit's nearest observed values; before the sample's steps."
            + " In the sample: in rows that the steps up to require leave.");
    return table.build();
  }

  private static List<HeaderCell> heads(String... heads) {
    return Stream.of(heads).map(HeaderCell::of).toList();
  }
}
