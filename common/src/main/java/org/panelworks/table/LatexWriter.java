package org.panelworks.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A LaTeX document with one table ({@code booktabs} rules, {@code threeparttable} notes) that
 * compiles on its own with xelatex or lualatex, and without East Asian text with pdflatex too.
 *
 * <p>The {@code ctex} package is loaded only where the table has East Asian text. The sheet is as
 * large as the table needs, so that nothing runs off it. For a paper, copy what stands between
 * {@code \begin{table}} and {@code \end{table}}, which defines all it uses, or load {@code docmute}
 * and {@code \input} the file. Stars have no width, so that a coefficient and its standard error
 * share their centre.
 */
public final class LatexWriter implements TableWriter {
  private static final double CHARACTER_CM = 0.2;
  private static final double LINE_CM = 0.5;
  private static final double LARGEST_SHEET_CM = 500;

  @Override
  public String write(Table table) {
    StringBuilder latex = new StringBuilder(preamble(table));
    latex.append("\\begin{document}\n\\begin{table}[htbp]\n\\centering\n");
    latex.append("\\providecommand{\\sym}[1]{\\rlap{\\textsuperscript{#1}}}\n");
    latex.append("\\setlength{\\tabcolsep}{8pt}\n\\begin{threeparttable}\n");
    if (!table.title().isEmpty()) {
      latex.append("\\caption{").append(LatexText.escaped(table.title())).append("}\n");
      latex.append("\\label{tab:").append(HtmlText.anchor(table.name())).append("}\n");
    }
    latex.append("\\begin{tabular}{").append(columns(table)).append("}\n\\toprule\n");
    appendHeader(latex, table);
    for (int section = 0; section < table.sections().size(); section++) {
      latex.append(section == 0 && table.header().isEmpty() ? "" : "\\midrule\n");
      appendSection(latex, table.sections().get(section), table.columns());
    }
    latex.append("\\bottomrule\n\\end{tabular}\n");
    appendNotes(latex, table.notes());
    latex.append("\\end{threeparttable}\n\\end{table}\n\\end{document}\n");
    return latex.toString();
  }

  private static String preamble(Table table) {
    boolean eastAsian = table.texts().stream().anyMatch(Wide::isEastAsian);
    return String.format(
        Locale.ROOT,
        """
        %% Compile with xelatex or lualatex.
        \\documentclass{article}
        \\usepackage[paperwidth=%.1fcm,paperheight=%.1fcm,margin=2cm]{geometry}
        \\usepackage{iftex}
        \\ifPDFTeX\\usepackage[T1]{fontenc}\\usepackage{lmodern}\\fi
        %s\\usepackage{booktabs}
        \\usepackage{threeparttable}
        \\pagestyle{empty}
        """,
        sheetWidth(table),
        sheetHeight(table),
        eastAsian ? "\\usepackage[scheme=plain]{ctex}\n" : "");
  }

  private static double sheetWidth(Table table) {
    int characters = 0;
    for (int column = 0; column < table.columns().size(); column++) {
      int widest = 0;
      for (List<String> row : table.spreadHeader()) {
        widest = Math.max(widest, Wide.columns(row.get(column)));
      }
      for (List<Cell> row : table.rows()) {
        widest = Math.max(widest, Wide.columns(row.get(column).shown()));
      }
      characters += widest + 3;
    }
    return Math.min(LARGEST_SHEET_CM, Math.max(21, characters * CHARACTER_CM + 4));
  }

  private static double sheetHeight(Table table) {
    int notes = table.notes().stream().mapToInt(note -> 1 + note.length() / 60).sum();
    int lines = table.header().size() + table.rows().size() + table.sections().size() + notes;
    return Math.min(LARGEST_SHEET_CM, Math.max(29.7, lines * LINE_CM + 8));
  }

  private static String columns(Table table) {
    return table.columns().stream().map(LatexWriter::column).collect(Collectors.joining());
  }

  private static String column(Alignment alignment) {
    return switch (alignment) {
      case LEFT -> "l";
      case CENTER -> "c";
      case RIGHT -> "r";
    };
  }

  private static void appendHeader(StringBuilder latex, Table table) {
    for (int row = 0; row < table.header().size(); row++) {
      List<HeaderCell> cells = table.header().get(row);
      List<String> fields = new ArrayList<>();
      StringBuilder rules = new StringBuilder();
      int column = 1;
      for (int i = 0; i < cells.size(); i++) {
        HeaderCell cell = cells.get(i);
        fields.add(headField(cell, table.columns().get(column - 1)));
        int last = column + cell.span() - 1;
        if (Table.ruledBelow(cells, i)) {
          rules.append("\\cmidrule(lr){").append(column).append('-').append(last).append('}');
        }
        column = last + 1;
      }
      latex.append(String.join(" & ", fields)).append(" \\\\\n");
      boolean lowest = row == table.header().size() - 1;
      latex.append(lowest || rules.isEmpty() ? "" : rules + "\n");
    }
  }

  private static String headField(HeaderCell cell, Alignment alignment) {
    String text = LatexText.escaped(cell.text());
    if (cell.span() == 1) {
      return text;
    }
    String column = cell.headsGroup() ? "c" : column(alignment);
    return "\\multicolumn{" + cell.span() + "}{" + column + "}{" + text + "}";
  }

  private static void appendSection(
      StringBuilder latex, TableSection section, List<Alignment> columns) {
    if (!section.heading().isEmpty()) {
      String heading = LatexText.escaped(section.heading());
      latex.append("\\multicolumn{").append(columns.size()).append("}{l}{\\textit{");
      latex.append(heading).append("}} \\\\\n");
    }
    int rows = section.rows().size();
    for (int i = 0; i < rows; i++) {
      List<Cell> row = section.rows().get(i);
      latex.append(row.stream().map(LatexWriter::field).collect(Collectors.joining(" & ")));
      latex.append(" \\\\\n");
      boolean pair = row.stream().anyMatch(cell -> cell.kind() == Cell.Kind.ENCLOSED);
      latex.append(pair && i < rows - 1 ? "\\addlinespace[3pt]\n" : "");
    }
  }

  private static String field(Cell cell) {
    if (cell.isFreeText()) {
      return LatexText.escaped(cell.text());
    }
    if (cell.kind() == Cell.Kind.SYMBOL) {
      return Symbol.of(cell.text()).latex();
    }
    if (cell.kind() == Cell.Kind.ENCLOSED) {
      boolean negative = cell.text().startsWith("-");
      return negative ? "($" + cell.text() + "$)" : cell.shown();
    }
    String number = cell.text().startsWith("-") ? "$" + cell.text() + "$" : cell.text();
    return cell.stars().isEmpty() ? number : number + "\\sym{" + stars(cell) + "}";
  }

  private static String stars(Cell cell) {
    boolean asterisks = cell.stars().chars().allMatch(c -> c == '*');
    return asterisks ? cell.stars() : LatexText.escaped(cell.stars());
  }

  private static void appendNotes(StringBuilder latex, List<String> notes) {
    if (notes.isEmpty()) {
      return;
    }
    latex.append("\\begin{tablenotes}[flushleft]\\footnotesize\n");
    notes.forEach(note -> latex.append("\\item ").append(LatexText.escaped(note)).append('\n'));
    latex.append("\\end{tablenotes}\n");
  }
}
