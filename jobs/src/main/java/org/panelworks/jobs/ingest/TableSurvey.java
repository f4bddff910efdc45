package org.panelworks.jobs.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.panelworks.DataException;

/** What the first reading of all files of a table found, together. */
final class TableSurvey {
  private final TableSettings table;
  private final List<PieceSurvey> pieces;
  private final List<String> codes;
  private final List<ColumnEvidence> evidence = new ArrayList<>();

  private TableSurvey(TableSettings table, List<PieceSurvey> pieces) {
    this.table = table;
    this.pieces = pieces;
    this.codes = pieces.get(0).header().codes();
  }

  /**
   * Puts the files' surveys together.
   *
   * @throws DataException where the files have different columns, or no rows remain
   */
  static TableSurvey of(TableSettings table, List<PieceSurvey> pieces) {
    TableSurvey survey = new TableSurvey(table, pieces);
    survey.checkColumns();
    survey.codes.forEach(code -> survey.evidence.add(new ColumnEvidence()));
    for (PieceSurvey piece : pieces) {
      for (int i = 0; i < survey.codes.size(); i++) {
        int at = piece.header().codes().indexOf(survey.codes.get(i));
        survey.evidence.get(i).merge(piece.columns().get(at));
      }
    }
    if (survey.kept() == 0) {
      throw new DataException(
          "ingest: table "
              + table.name()
              + ": no rows left of "
              + survey.rows()
              + " read; left out: "
              + survey.dropped());
    }
    return survey;
  }

  private void checkColumns() {
    TreeSet<String> first = new TreeSet<>(codes);
    for (PieceSurvey piece : pieces) {
      TreeSet<String> other = new TreeSet<>(piece.header().codes());
      if (!other.equals(first)) {
        TreeSet<String> lacks = new TreeSet<>(first);
        lacks.removeAll(other);
        other.removeAll(first);
        throw new DataException(
            "ingest: table "
                + table.name()
                + ": its files have different columns: "
                + piece.piece().shown()
                + (lacks.isEmpty() ? "" : " lacks " + lacks)
                + (lacks.isEmpty() || other.isEmpty() ? "" : " and")
                + (other.isEmpty() ? "" : " has also " + other)
                + ", against "
                + pieces.get(0).piece().shown());
      }
    }
  }

  List<PieceSurvey> pieces() {
    return pieces;
  }

  /** The columns' names in the first file's order. */
  List<String> codes() {
    return codes;
  }

  ColumnEvidence evidence(int column) {
    return evidence.get(column);
  }

  long rows() {
    return pieces.stream().mapToLong(PieceSurvey::rows).sum();
  }

  long kept() {
    return pieces.stream().mapToLong(PieceSurvey::kept).sum();
  }

  long restated() {
    return pieces.stream().mapToLong(PieceSurvey::restated).sum();
  }

  long dropped(DropReason reason) {
    return pieces.stream().mapToLong(p -> p.dropped().getOrDefault(reason, 0L)).sum();
  }

  /** Rows left out by each policy. */
  Map<String, Long> dropped() {
    Map<String, Long> dropped = new LinkedHashMap<>();
    for (DropReason reason : DropReason.values()) {
      dropped.put(reason.name().toLowerCase(Locale.ROOT), dropped(reason));
    }
    return dropped;
  }

  /** Rows of each kind of statement, of all rows read. */
  Map<String, Long> typreps() {
    Map<String, Long> all = new TreeMap<>();
    pieces.forEach(p -> p.typreps().forEach((kind, rows) -> all.merge(kind, rows, Long::sum)));
    return all;
  }

  /** The first label that a file's header has for a column, empty where none has. */
  String label(String code) {
    return pieces.stream()
        .map(piece -> piece.header().labels().get(piece.header().codes().indexOf(code)))
        .filter(label -> !label.isEmpty())
        .findFirst()
        .orElse("");
  }

  /**
   * The unit that the files' headers state for a column, empty where none does.
   *
   * @throws DataException where they state different units
   */
  String unit(String code) {
    String unit = "";
    String from = "";
    for (PieceSurvey piece : pieces) {
      String other =
          UnitWord.of(piece.header().units().get(piece.header().codes().indexOf(code))).text();
      if (!unit.isEmpty() && !other.isEmpty() && !other.equals(unit)) {
        throw new DataException(
            "ingest: table "
                + table.name()
                + ": column "
                + code
                + " is in "
                + unit
                + " in "
                + from
                + " and in "
                + other
                + " in "
                + piece.piece().shown()
                + ": read them as two tables");
      }
      if (unit.isEmpty() && !other.isEmpty()) {
        unit = other;
        from = piece.piece().shown();
      }
    }
    return unit;
  }
}
