package org.panelworks.table;

/** How the cells of a column are set. */
public enum Alignment {
  LEFT,
  CENTER,
  RIGHT
}
