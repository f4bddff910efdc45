package org.panelworks.table;

import java.util.List;
import java.util.Locale;

/**
 * HTML: a table as a fragment for a page of one's own, or as a self-contained page with print and
 * dark styles. Captions, {@code scope} attributes and sections make it readable aloud; free text is
 * escaped; there are no scripts and nothing is loaded.
 */
public final class HtmlWriter implements TableWriter {
  @Override
  public String write(Table table) {
    String heading = table.title().isEmpty() ? table.name() : table.title();
    return PageStyle.page("en", heading, "<main>\n" + fragment(table) + "</main>\n");
  }

  /** The table element alone, with the id {@code table-NAME}. */
  public String fragment(Table table) {
    StringBuilder html = new StringBuilder();
    html.append("<div class=\"scroll\">\n<table id=\"table-")
        .append(HtmlText.anchor(table.name()))
        .append("\">\n");
    if (!table.title().isEmpty()) {
      html.append("<caption>").append(HtmlText.escaped(table.title())).append("</caption>\n");
    }
    appendHeader(html, table);
    for (TableSection section : table.sections()) {
      appendSection(html, section, table.columns());
    }
    appendNotes(html, table.notes(), table.columns().size());
    return html.append("</table>\n</div>\n").toString();
  }

  private static void appendHeader(StringBuilder html, Table table) {
    if (table.header().isEmpty()) {
      return;
    }
    html.append("<thead>\n");
    for (List<HeaderCell> row : table.header()) {
      html.append("<tr>");
      int column = 0;
      for (int cell = 0; cell < row.size(); cell++) {
        Alignment alignment = table.columns().get(column);
        appendHeadCell(html, row.get(cell), alignment, Table.ruledBelow(row, cell));
        column += row.get(cell).span();
      }
      html.append("</tr>\n");
    }
    html.append("</thead>\n");
  }

  private static void appendHeadCell(
      StringBuilder html, HeaderCell cell, Alignment alignment, boolean ruled) {
    String span = cell.span() == 1 ? "" : " colspan=\"" + cell.span() + "\"";
    if (cell.text().isEmpty()) {
      html.append("<td").append(span).append("></td>");
      return;
    }
    String text = HtmlText.escaped(cell.text());
    html.append("<th scope=\"").append(cell.span() > 1 ? "colgroup" : "col").append("\" class=\"");
    html.append(ruled ? "group" : name(alignment)).append('"').append(span).append('>');
    // The rule below a group is drawn by the inner element, which leaves a gap to its neighbours.
    html.append(ruled ? "<span>" + text + "</span>" : text).append("</th>");
  }

  private static void appendSection(
      StringBuilder html, TableSection section, List<Alignment> columns) {
    html.append("<tbody>\n");
    if (!section.heading().isEmpty()) {
      html.append("<tr><th scope=\"rowgroup\" class=\"panel\" colspan=\"")
          .append(columns.size())
          .append("\">")
          .append(HtmlText.escaped(section.heading()))
          .append("</th></tr>\n");
    }
    for (List<Cell> row : section.rows()) {
      html.append("<tr>");
      for (int column = 0; column < row.size(); column++) {
        appendCell(html, row.get(column), columns.get(column));
      }
      html.append("</tr>\n");
    }
    html.append("</tbody>\n");
  }

  private static void appendCell(StringBuilder html, Cell cell, Alignment alignment) {
    String place = name(alignment);
    switch (cell.kind()) {
      case EMPTY -> html.append("<td></td>");
      case LABEL ->
          html.append("<th scope=\"row\" class=\"")
              .append(place)
              .append("\">")
              .append(HtmlText.escaped(cell.text()))
              .append("</th>");
      case TEXT, NUMBER, ENCLOSED, COEFFICIENT, SYMBOL -> {
        String kind = cell.kind().name().toLowerCase(Locale.ROOT);
        html.append("<td class=\"").append(place).append(' ').append(kind).append("\">");
        html.append(content(cell)).append("</td>");
      }
    }
  }

  private static String content(Cell cell) {
    if (cell.kind() == Cell.Kind.SYMBOL) {
      return Symbol.of(cell.text()).html();
    }
    if (cell.kind() != Cell.Kind.COEFFICIENT) {
      return HtmlText.escaped(cell.shown());
    }
    String stars = HtmlText.escaped(cell.stars());
    return cell.text() + (stars.isEmpty() ? "" : "<sup>" + stars + "</sup>");
  }

  private static void appendNotes(StringBuilder html, List<String> notes, int columns) {
    if (notes.isEmpty()) {
      return;
    }
    html.append("<tfoot>\n<tr><td colspan=\"").append(columns).append("\">\n");
    notes.forEach(note -> html.append("<p>").append(HtmlText.escaped(note)).append("</p>\n"));
    html.append("</td></tr>\n</tfoot>\n");
  }

  private static String name(Alignment alignment) {
    return alignment.name().toLowerCase(Locale.ROOT);
  }
}
