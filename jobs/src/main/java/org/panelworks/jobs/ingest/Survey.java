package org.panelworks.jobs.ingest;

import java.io.IOException;
import java.io.Serializable;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.panelworks.DataException;

/** The first reading of a file: how it is written, how many rows, what its columns look like. */
final class Survey implements Function<TableFile, Survey.Outcome> {
  private static final long serialVersionUID = 1L;

  private final SerializableConfiguration hadoop;

  Survey(SerializableConfiguration hadoop) {
    this.hadoop = hadoop;
  }

  /**
   * What came of it.
   *
   * @param table number of the table
   * @param survey null where the file is refused
   * @param refusal why, empty where it is not
   */
  record Outcome(int table, @Nullable PieceSurvey survey, String refusal) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public Outcome call(TableFile file) throws IOException {
    try {
      return new Outcome(file.number(), survey(file), "");
    } catch (DataException e) {
      return new Outcome(file.number(), null, String.valueOf(e.getMessage()));
    }
  }

  private PieceSurvey survey(TableFile file) throws IOException {
    PieceSource source = new PieceSource(hadoop.value(), file.table().options());
    if (file.piece().isWorkbook()) {
      return scan(file, source, null);
    }
    TextCharset first = source.charset(file.piece());
    try {
      return scan(file, source, first);
    } catch (MalformedTextException e) {
      TextCharset second = first.next().orElseThrow(() -> PieceSource.malformed(file.piece(), e));
      try {
        return scan(file, source, second);
      } catch (MalformedTextException again) {
        throw PieceSource.malformed(file.piece(), e, again);
      }
    }
  }

  private static PieceSurvey scan(TableFile file, PieceSource source, @Nullable TextCharset charset)
      throws IOException {
    TableSettings table = file.table();
    try (HeadedRows rows =
        HeadedRows.of(
            source.records(file.piece(), charset), file.piece(), table, file.dictionary())) {
      Header header = rows.header();
      RowFilter filter = RowFilter.of(table.policies(), header.codes(), file.piece().shown());
      String encoding = charset == null ? "xlsx" : charset.shown();
      PieceSurvey survey = new PieceSurvey(file.piece(), charset, encoding, header);
      int key = firstKey(table, header);
      for (TextRow row = rows.next(); row != null; row = rows.next()) {
        survey.add(row.cells(), filter, key);
      }
      return survey;
    }
  }

  /** Position of the first key column; the first of all where it is not there. */
  private static int firstKey(TableSettings table, Header header) {
    return table.key().isEmpty()
        ? 0
        : Math.max(0, ColumnNames.position(table.policies(), header.codes(), table.key().get(0)));
  }
}
