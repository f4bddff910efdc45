package org.panelworks.panel;

import java.io.Serializable;
import java.util.List;

/**
 * The columns that the blocks of one panel carry.
 *
 * @param unit name of the unit column, empty for a panel without one
 * @param time name of the time column, empty for a panel without one
 * @param numeric names of the numeric columns, in block order; missing cells are NaN
 * @param categories names of the category columns, in block order; missing cells have code −1
 */
public record PanelSchema(String unit, String time, List<String> numeric, List<String> categories)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public PanelSchema {
    numeric = List.copyOf(numeric);
    categories = List.copyOf(categories);
  }

  /** The schema of a table without unit and time. */
  public PanelSchema(List<String> numeric, List<String> categories) {
    this("", "", numeric, categories);
  }

  /** Position of a numeric column, or −1. */
  public int numericIndex(String name) {
    return numeric.indexOf(name);
  }

  /** Position of a category column, or −1. */
  public int categoryIndex(String name) {
    return categories.indexOf(name);
  }
}
