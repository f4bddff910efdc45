package org.panelworks.table;

import java.util.List;

/**
 * Rows that stand together, between two rules.
 *
 * @param heading a line over all columns, such as {@code Panel A}; empty for none
 * @param rows the rows, each with one cell per column of the table
 */
public record TableSection(String heading, List<List<Cell>> rows) {
  public TableSection {
    rows = rows.stream().map(List::copyOf).toList();
  }
}
