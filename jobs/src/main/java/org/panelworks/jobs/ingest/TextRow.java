package org.panelworks.jobs.ingest;

import java.util.Arrays;

/**
 * A row as its file has it.
 *
 * @param line where it ends in a text file, or its number in a sheet, from 1
 * @param cells without surrounding blanks, empty where missing
 */
record TextRow(long line, String[] cells) {
  /** Whether no cell holds anything. */
  boolean isBlank() {
    return Arrays.stream(cells).allMatch(String::isEmpty);
  }
}
