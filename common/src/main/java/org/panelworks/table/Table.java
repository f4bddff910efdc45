package org.panelworks.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A paper's table: a title, head rows with column groups, sections of body rows, notes.
 *
 * <p>Immutable and free of any format; the writers ({@link TableFormat}) decide how it looks. Every
 * row has one cell per column and the spans of every head row add up to the number of columns.
 *
 * @param name what files and links are called, such as {@code baseline}
 * @param title the caption; empty for none
 * @param columns one alignment per column
 * @param header head rows, from the top
 * @param sections body rows with a rule between sections; none is empty
 * @param notes one paragraph each, below the table
 */
public record Table(
    String name,
    String title,
    List<Alignment> columns,
    List<List<HeaderCell>> header,
    List<TableSection> sections,
    List<String> notes) {

  public Table {
    columns = List.copyOf(columns);
    header = header.stream().map(List::copyOf).toList();
    sections = List.copyOf(sections);
    notes = List.copyOf(notes);
    requireName(name);
    for (List<HeaderCell> row : header) {
      requireWidth(name, "head row", row.stream().mapToInt(HeaderCell::span).sum(), columns.size());
    }
    for (TableSection section : sections) {
      for (List<Cell> row : section.rows()) {
        requireWidth(name, "row", row.size(), columns.size());
      }
    }
  }

  private static void requireName(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a table must have a name");
    }
  }

  private static void requireWidth(String name, String row, int cells, int columns) {
    if (cells != columns) {
      throw new IllegalArgumentException(
          "table " + name + ": a " + row + " covers " + cells + " of " + columns + " columns");
    }
  }

  /** Starts a table. */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** All body rows, section after section. */
  public List<List<Cell>> rows() {
    return sections.stream().flatMap(section -> section.rows().stream()).toList();
  }

  /** Whether a rule stands below this head cell: in a row with groups, below each of its texts. */
  static boolean ruledBelow(List<HeaderCell> row, int cell) {
    boolean groups = row.stream().anyMatch(HeaderCell::headsGroup);
    return groups && cell > 0 && !row.get(cell).text().isEmpty();
  }

  /** Every text of the table, for writers that choose fonts by what they must show. */
  List<String> texts() {
    List<String> texts = new ArrayList<>(notes);
    texts.add(title);
    header.forEach(row -> row.forEach(cell -> texts.add(cell.text())));
    for (TableSection section : sections) {
      texts.add(section.heading());
      section.rows().forEach(row -> row.forEach(cell -> texts.add(cell.shown())));
    }
    return texts;
  }

  /**
   * One text per column: the head rows stacked, a group's text standing over each of its columns.
   */
  List<List<String>> spreadHeader() {
    List<List<String>> spread = new ArrayList<>();
    for (List<HeaderCell> row : header) {
      List<String> texts = new ArrayList<>();
      row.forEach(cell -> texts.addAll(Collections.nCopies(cell.span(), cell.text())));
      spread.add(texts);
    }
    return spread;
  }

  /** Collects the parts of a table in reading order. */
  public static final class Builder {
    private final String name;
    private String title = "";
    private List<Alignment> columns = List.of();
    private final List<List<HeaderCell>> header = new ArrayList<>();
    private final List<TableSection> sections = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private String heading = "";
    private List<List<Cell>> rows = new ArrayList<>();

    private Builder(String name) {
      this.name = name;
    }

    /** The caption. */
    public Builder title(String text) {
      title = text;
      return this;
    }

    /** The columns, by their alignment. */
    public Builder columns(List<Alignment> alignments) {
      columns = List.copyOf(alignments);
      return this;
    }

    /** A first column of labels, set left, and further columns that are all set alike. */
    public Builder columns(int further, Alignment alignment) {
      List<Alignment> alignments = new ArrayList<>();
      alignments.add(Alignment.LEFT);
      alignments.addAll(Collections.nCopies(further, alignment));
      return columns(alignments);
    }

    /** A head row with one text per column. */
    public Builder header(String... texts) {
      return header(Arrays.stream(texts).map(HeaderCell::of).toList());
    }

    /** A head row with groups. */
    public Builder header(List<HeaderCell> cells) {
      header.add(List.copyOf(cells));
      return this;
    }

    /** A body row. */
    public Builder row(Cell... cells) {
      return row(Arrays.asList(cells));
    }

    /** A body row. */
    public Builder row(List<Cell> cells) {
      rows.add(List.copyOf(cells));
      return this;
    }

    /** Ends the section: a rule stands between the rows before and after. */
    public Builder rule() {
      return section("");
    }

    /** Ends the section and starts one with a line over all its columns. */
    public Builder section(String line) {
      closeSection();
      heading = line;
      return this;
    }

    /** A paragraph below the table; a blank one is left out. */
    public Builder note(String paragraph) {
      if (!paragraph.isBlank()) {
        notes.add(paragraph);
      }
      return this;
    }

    private void closeSection() {
      if (!rows.isEmpty()) {
        sections.add(new TableSection(heading, rows));
      }
      rows = new ArrayList<>();
      heading = "";
    }

    /** The table; refuses rows that do not fill its columns. */
    public Table build() {
      closeSection();
      return new Table(name, title, columns, header, sections, notes);
    }
  }
}
