package org.panelworks.jobs.panel;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;

/** How a derived column is computed from a table's columns. */
interface Derivation {
  /** The setting that states it. */
  String setting();

  /** The columns it uses, as written. */
  Set<String> columns();

  /** The column over a table; {@link #totals} stand in the table too. */
  Column over(TableColumns table);

  /** Aggregates over the whole table that it needs beside each row, named. */
  default List<Column> totals(TableColumns table) {
    return List.of();
  }
}
