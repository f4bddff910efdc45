package org.panelworks.jobs.panel;

import java.io.Serializable;
import org.panelworks.panel.PanelSchema;

/**
 * How packed rows become blocks.
 *
 * @param schema the blocks' columns
 * @param rows the scan's layout
 * @param numericFrom [numeric columns of the schema] the packed column, or {@link #TIME}
 * @param categoryFrom [category columns of the schema] the packed column, or {@link #TIME} or
 *     {@link #UNIT}
 * @param keepDropped whether dropped rows stay, marked
 * @param targets number of partitions by unit
 */
record BlockLayout(
    PanelSchema schema,
    RowLayout rows,
    int[] numericFrom,
    int[] categoryFrom,
    boolean keepDropped,
    int targets)
    implements Serializable {
  /** The column is the time. */
  static final int TIME = -1;

  /** The column is the unit. */
  static final int UNIT = -2;

  boolean hasUnit() {
    return rows.unit() != null;
  }

  boolean hasTime() {
    return rows.time() != null;
  }
}
