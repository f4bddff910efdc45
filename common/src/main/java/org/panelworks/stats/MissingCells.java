package org.panelworks.stats;

/** Which rows a correlation of several variables uses where cells are missing. */
public enum MissingCells {
  /** Rows in which every listed variable is there, the same rows for every pair. */
  LISTWISE,
  /** For each pair the rows in which both are there; the matrix may not be semidefinite. */
  PAIRWISE
}
