package org.panelworks.jobs.panel;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/**
 * The columns that order a panel: the rows of a unit, by time.
 *
 * @param unit the unit's column
 * @param time the time's column; what is no whole number there is missing, and the reading of the
 *     panel refuses it
 */
record PanelKeys(String unit, String time) {
  /** The time as a whole number. */
  Column at(TableColumns table) {
    return TableColumns.column(table.find(time, "panel.time")).try_cast(DataTypes.LongType);
  }

  /** The rows of a unit. */
  static WindowSpec ofUnit(TableColumns table, String unit) {
    return Window.partitionBy(TableColumns.column(table.find(unit, "panel.unit")));
  }

  /** The rows of a unit, in no order. */
  WindowSpec window(TableColumns table) {
    return ofUnit(table, unit);
  }
}
