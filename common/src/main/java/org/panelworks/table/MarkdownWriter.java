package org.panelworks.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A pipe table as GitHub and pandoc read it, padded so that it also reads well as plain text (an
 * East Asian character counts as two columns). Markdown has one head row: stacked heads are joined
 * in one cell, the group first. A section's heading is a row of its own.
 *
 * <p>In free text every character with a meaning in Markdown is escaped. The asterisks behind a
 * coefficient are not: a run that closes nothing is literal, and {@code 0.324***} stays legible.
 */
public final class MarkdownWriter implements TableWriter {
  private static final String SPECIAL = "\\|*_`<>[]#~&$";

  @Override
  public String write(Table table) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(head(table));
    int width = table.columns().size();
    for (TableSection section : table.sections()) {
      if (!section.heading().isEmpty()) {
        List<String> line = new ArrayList<>(Collections.nCopies(width, ""));
        line.set(0, "*" + escaped(section.heading()) + "*");
        lines.add(line);
      }
      section.rows().forEach(row -> lines.add(row.stream().map(MarkdownWriter::field).toList()));
    }
    int[] widths = widths(lines, width);
    StringBuilder markdown = new StringBuilder();
    if (!table.title().isEmpty()) {
      markdown.append("**").append(escaped(table.title())).append("**\n\n");
    }
    append(markdown, lines.get(0), table.columns(), widths);
    appendRule(markdown, table.columns(), widths);
    lines.subList(1, lines.size()).forEach(line -> append(markdown, line, table.columns(), widths));
    table.notes().forEach(note -> markdown.append('\n').append(paragraph(note)).append('\n'));
    return markdown.toString();
  }

  private static List<String> head(Table table) {
    List<String> head = new ArrayList<>(Collections.nCopies(table.columns().size(), ""));
    for (List<String> row : table.spreadHeader()) {
      for (int column = 0; column < row.size(); column++) {
        head.set(column, (head.get(column) + " " + escaped(row.get(column))).strip());
      }
    }
    return head;
  }

  private static String field(Cell cell) {
    if (cell.isFreeText()) {
      return escaped(cell.text());
    }
    boolean asterisks = cell.stars().chars().allMatch(c -> c == '*');
    return asterisks ? cell.shown() : cell.text() + escaped(cell.stars());
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    PlainText.oneLine(text)
        .codePoints()
        .forEach(
            c -> {
              if (SPECIAL.indexOf(c) >= 0) {
                escaped.append('\\');
              }
              escaped.appendCodePoint(c);
            });
    return escaped.toString();
  }

  /** Free text at the start of a line, where a sign or a number could open a list or a heading. */
  private static String paragraph(String text) {
    return escaped(text.strip())
        .replaceFirst("^([-+=])", "\\\\$1")
        .replaceFirst("^([0-9]+)([.)])", "$1\\\\$2");
  }

  private static int[] widths(List<List<String>> lines, int columns) {
    int[] widths = new int[columns];
    for (int column = 0; column < columns; column++) {
      widths[column] = 3;
      for (List<String> line : lines) {
        widths[column] = Math.max(widths[column], Wide.columns(line.get(column)));
      }
    }
    return widths;
  }

  private static void append(
      StringBuilder markdown, List<String> line, List<Alignment> columns, int[] widths) {
    for (int column = 0; column < widths.length; column++) {
      int spare = widths[column] - Wide.columns(line.get(column));
      int before =
          switch (columns.get(column)) {
            case LEFT -> 0;
            case CENTER -> spare / 2;
            case RIGHT -> spare;
          };
      markdown.append("| ").append(" ".repeat(before)).append(line.get(column));
      markdown.append(" ".repeat(spare - before)).append(' ');
    }
    markdown.append("|\n");
  }

  private static void appendRule(StringBuilder markdown, List<Alignment> columns, int[] widths) {
    for (int column = 0; column < widths.length; column++) {
      markdown.append("| ");
      markdown.append(
          switch (columns.get(column)) {
            case LEFT -> ":" + "-".repeat(widths[column] - 1);
            case CENTER -> ":" + "-".repeat(widths[column] - 2) + ":";
            case RIGHT -> "-".repeat(widths[column] - 1) + ":";
          });
      markdown.append(' ');
    }
    markdown.append("|\n");
  }
}
