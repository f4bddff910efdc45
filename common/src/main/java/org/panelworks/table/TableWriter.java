package org.panelworks.table;

/** Turns a table into the text of one file. */
public interface TableWriter {
  /** The whole file, to be saved as UTF-8. */
  String write(Table table);
}
