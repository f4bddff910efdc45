package org.panelworks.jobs.ingest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Table;

/** The printed tables of a run. */
final class IngestTables {
  static final String FILES = "ingest";
  static final String COLUMNS = "ingest-columns";

  private static final List<Alignment> WORDS = aligned(4, 7);
  private static final List<Alignment> COLUMN_WORDS =
      List.of(
          Alignment.LEFT,
          Alignment.LEFT,
          Alignment.LEFT,
          Alignment.LEFT,
          Alignment.LEFT,
          Alignment.RIGHT,
          Alignment.RIGHT,
          Alignment.LEFT);

  private IngestTables() {}

  private static List<Alignment> aligned(int left, int right) {
    List<Alignment> all = new ArrayList<>(Collections.nCopies(left, Alignment.LEFT));
    all.addAll(Collections.nCopies(right, Alignment.RIGHT));
    return all;
  }

  /** One row for each file, and one for each table. */
  static Table files(List<TableReport> reports) {
    Table.Builder table =
        Table.builder(FILES)
            .title("What was read")
            .columns(WORDS)
            .header(
                "Table",
                "File",
                "Encoding",
                "Header",
                "Rows read",
                "Other statements",
                "1 January",
                "Other days",
                "Duplicates",
                "Failed casts",
                "Rows");
    for (TableReport report : reports) {
      for (PieceSurvey piece : report.survey().pieces()) {
        table.row(
            Cell.label(report.table().name()),
            Cell.text(piece.piece().shown()),
            Cell.text(piece.encoding()),
            Cell.text(TableReport.word(piece.header().form())),
            Cell.count(piece.rows()),
            count(piece, DropReason.TYPREP),
            count(piece, DropReason.RESTATED),
            count(piece, DropReason.PERIOD_END),
            Cell.text(""),
            Cell.text(""),
            Cell.text(""));
      }
      table.row(
          Cell.label(report.table().name()),
          Cell.text("all files"),
          Cell.text(""),
          Cell.text(""),
          Cell.count(report.survey().rows()),
          Cell.count(report.survey().dropped(DropReason.TYPREP)),
          Cell.count(report.survey().dropped(DropReason.RESTATED)),
          Cell.count(report.survey().dropped(DropReason.PERIOD_END)),
          Cell.count(report.duplicates()),
          Cell.count(report.failedCasts()),
          Cell.count(report.rows()));
      report.notes().forEach(table::note);
    }
    return table.build();
  }

  private static Cell count(PieceSurvey piece, DropReason reason) {
    return Cell.count(piece.dropped().getOrDefault(reason, 0L));
  }

  /** One row for each column. */
  static Table columns(List<TableReport> reports) {
    Table.Builder table =
        Table.builder(COLUMNS)
            .title("The columns")
            .columns(COLUMN_WORDS)
            .header(
                "Table", "Column", "Type", "Label", "Unit", "Missing", "Failed casts", "Examples");
    for (TableReport report : reports) {
      for (int i = 0; i < report.layout().columns().size(); i++) {
        OutputColumn column = report.layout().columns().get(i);
        ColumnEvidence evidence = report.survey().evidence(i);
        table.row(
            Cell.label(report.table().name()),
            Cell.text(column.name()),
            Cell.text(TableReport.word(column.type())),
            Cell.text(column.label()),
            Cell.text(column.unit()),
            Cell.count(evidence.missing()),
            Cell.count(evidence.failed(column.type())),
            Cell.text(String.join("; ", evidence.examples(column.type()))));
      }
    }
    table.note("Examples are as in the files, units as in the result.");
    return table.build();
  }
}
