package org.panelworks.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Comma-separated values (RFC 4180, lines end in a line feed). Head rows, body rows and notes are
 * records of equal length: a group's text stands over each of its columns, a note in the first.
 *
 * <p>Spreadsheets run a field that starts with {@code = + - @} (or a tab or carriage return) as a
 * formula. Free text that starts so, after spaces, is therefore written with a leading apostrophe,
 * its full-width forms included. Numbers and coefficients with stars are numbers by their kind,
 * start with a digit or a minus, and are left alone.
 *
 * <p>A standard error is written as the table shows it, {@code (0.011)}. Excel, which takes
 * parentheses for a minus sign, must be told to import such columns as text.
 *
 * <p>A table with characters beyond ASCII starts with a byte order mark, without which Excel takes
 * the file for the machine's legacy code page and garbles Chinese labels and the ² of R².
 */
public final class CsvWriter implements TableWriter {
  private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  @Override
  public String write(Table table) {
    StringBuilder csv = new StringBuilder();
    int width = table.columns().size();
    for (List<String> texts : table.spreadHeader()) {
      append(csv, texts.stream().map(CsvWriter::neutral).toList());
    }
    for (TableSection section : table.sections()) {
      if (!section.heading().isEmpty()) {
        append(csv, alone(section.heading(), width));
      }
      for (List<Cell> row : section.rows()) {
        append(csv, row.stream().map(CsvWriter::field).toList());
      }
    }
    table.notes().forEach(note -> append(csv, alone(note, width)));
    boolean ascii = csv.chars().allMatch(c -> c < 0x80);
    return ascii ? csv.toString() : BYTE_ORDER_MARK + csv;
  }

  private static List<String> alone(String text, int width) {
    List<String> fields = new ArrayList<>(Collections.nCopies(width, ""));
    fields.set(0, neutral(text));
    return fields;
  }

  private static String field(Cell cell) {
    return cell.isFreeText() ? neutral(cell.text()) : cell.shown();
  }

  /** Free text that no spreadsheet takes for a formula. */
  private static String neutral(String text) {
    int first = 0;
    while (first < text.length() && text.charAt(first) == ' ') {
      first++;
    }
    boolean formula = first < text.length() && FORMULA_STARTS.indexOf(text.charAt(first)) >= 0;
    return formula ? "'" + text : text;
  }

  private static void append(StringBuilder csv, List<String> fields) {
    csv.append(fields.stream().map(CsvWriter::quoted).collect(Collectors.joining(",")));
    csv.append('\n');
  }

  private static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    boolean padded = !field.equals(field.strip());
    return plain && !padded ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
