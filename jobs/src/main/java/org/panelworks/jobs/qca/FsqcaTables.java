package org.panelworks.jobs.qca;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.panelworks.qca.NecessaryCondition;
import org.panelworks.qca.TruthTableOptions;
import org.panelworks.qca.TruthTableRow;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Digits;
import org.panelworks.table.Table;

/** The job's tables for papers, but for the configurations ({@link ConfigurationTable}). */
final class FsqcaTables {
  private static final int MOST_UNIONS = 40;

  private final FsqcaSettings settings;
  private final boolean namesCases;
  private final Digits digits;

  FsqcaTables(FsqcaSettings settings, boolean namesCases) {
    this.settings = settings;
    this.namesCases = namesCases;
    this.digits = Digits.fixed(settings.decimals());
  }

  Table necessity(Analysis analysis) {
    Table.Builder table =
        Table.builder(analysis.settings().result("necessity"))
            .title("Necessary conditions for " + outcome(analysis))
            .columns(3, Alignment.RIGHT)
            .header("Condition", "Consistency", "Coverage", "RoN");
    analysis.necessity().single().forEach(condition -> table.row(fit(condition)));
    List<NecessaryCondition> unions = analysis.necessity().unions();
    if (!unions.isEmpty()) {
      table.section("Unions");
      unions.stream().limit(MOST_UNIONS).forEach(union -> table.row(fit(union)));
    }
    String more =
        unions.size() > MOST_UNIONS
            ? " " + (unions.size() - MOST_UNIONS) + " further unions are in the JSON."
            : "";
    return table
        .note("RoN: relevance of necessity. ~ is absence, + is or.")
        .note(
            "Unions that reach a consistency of "
                + analysis.necessity().cutoff()
                + " though no part of them does."
                + more)
        .build();
  }

  private Cell[] fit(NecessaryCondition condition) {
    return new Cell[] {
      Cell.label(condition.label()),
      Cell.number(condition.consistency(), digits),
      Cell.number(condition.coverage(), digits),
      Cell.number(condition.ron(), digits)
    };
  }

  Table truthTable(Analysis analysis) {
    int conditions = settings.conditions().size();
    List<Alignment> columns = new ArrayList<>(List.of(Alignment.LEFT));
    for (int c = 0; c < conditions + 2; c++) {
      columns.add(Alignment.CENTER);
    }
    columns.addAll(List.of(Alignment.RIGHT, Alignment.RIGHT));
    List<String> heads = new ArrayList<>(List.of("Row"));
    settings.conditions().forEach(name -> heads.add(settings.label(name)));
    heads.addAll(List.of("n", "OUT", "Consistency", "PRI"));
    if (namesCases) {
      columns.add(Alignment.LEFT);
      heads.add("Cases");
    }
    Table.Builder table =
        Table.builder(analysis.settings().result("truth-table"))
            .title("Truth table for " + outcome(analysis))
            .columns(columns)
            .header(heads.toArray(String[]::new));
    analysis.result().truthTable().observed().forEach(row -> table.row(cells(row)));
    return table.note(note(analysis.options().truthTable())).build();
  }

  private List<Cell> cells(TruthTableRow row) {
    List<Cell> cells = new ArrayList<>(List.of(Cell.label(Integer.toString(row.id()))));
    row.levels().forEach(level -> cells.add(Cell.count(level)));
    cells.add(Cell.count(row.n()));
    cells.add(Cell.text(row.outcome().symbol()));
    cells.add(Cell.number(row.consistency(), digits));
    cells.add(Cell.number(row.pri(), digits));
    if (namesCases) {
      cells.add(Cell.text(String.join(", ", row.cases())));
    }
    return cells;
  }

  private static String note(TruthTableOptions cutoffs) {
    String excluded =
        cutoffs.excludedRows().isEmpty()
            ? ""
            : " Ruled out: rows "
                + String.join(
                    ", ", cutoffs.excludedRows().stream().sorted().map(String::valueOf).toList())
                + ".";
    return String.format(
        Locale.ROOT,
        "Rows with a case. OUT is 1 with n from %d, a consistency from %s and a PRI from %s; ? with"
            + " fewer cases.%s",
        cutoffs.frequencyCutoff(),
        cutoffs.consistencyCutoff(),
        cutoffs.priCutoff(),
        excluded);
  }

  private String outcome(Analysis analysis) {
    String label = settings.label(analysis.settings().outcome());
    return analysis.settings().negated() ? "the absence of " + label : label;
  }
}
