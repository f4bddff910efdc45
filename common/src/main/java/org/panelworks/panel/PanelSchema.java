package org.panelworks.panel;

import java.io.Serializable;
import java.util.List;

/**
 * The columns that the blocks of one panel carry.
 *
 * @param numeric names of the numeric columns, in block order; missing cells are NaN
 * @param categories names of the category columns, in block order; missing cells have code −1
 */
public record PanelSchema(List<String> numeric, List<String> categories) implements Serializable {
  private static final long serialVersionUID = 1L;

  public PanelSchema {
    numeric = List.copyOf(numeric);
    categories = List.copyOf(categories);
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
