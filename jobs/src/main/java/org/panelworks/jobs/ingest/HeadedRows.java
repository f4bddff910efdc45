package org.panelworks.jobs.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.panelworks.DataException;

/**
 * A file's data rows below its header, each as wide as the header. In a text every row must have as
 * many cells as the header (empty ones beyond do no harm); in a sheet missing ones at the end are
 * empty.
 */
final class HeadedRows implements Closeable {
  private final Records records;
  private final Piece piece;
  private final Header header;
  private final Deque<TextRow> read;
  private final Set<String> missing;

  private HeadedRows(
      Records records, Piece piece, Header header, Deque<TextRow> read, Set<String> missing) {
    this.records = records;
    this.piece = piece;
    this.header = header;
    this.read = read;
    this.missing = missing;
  }

  /** Rows of a file; closes it where its header is refused. */
  static HeadedRows of(Records records, Piece piece, TableSettings table, DataDictionary dictionary)
      throws IOException {
    try {
      List<TextRow> first = new ArrayList<>();
      TextRow row = records.next();
      checkWidth(row, piece, table.options().limits());
      while (row != null) {
        first.add(row);
        row = first.size() < HeaderRule.LOOK ? records.next() : null;
      }
      Header header =
          new HeaderRule(piece.shown(), table.options().header(), dictionary, first).header();
      Deque<TextRow> data = new ArrayDeque<>(first.subList(header.form().rows(), first.size()));
      return new HeadedRows(records, piece, header, data, table.missing());
    } catch (RuntimeException e) {
      records.close();
      throw e;
    }
  }

  private static void checkWidth(@Nullable TextRow first, Piece piece, ReadLimits limits) {
    if (first != null && first.cells().length > limits.columns()) {
      throw new DataException(
          piece.shown()
              + ": the header has "
              + first.cells().length
              + " cells, more than limits.columns = "
              + limits.columns());
    }
  }

  Header header() {
    return header;
  }

  /** The next data row; null after the last. */
  @Nullable TextRow next() {
    TextRow row = read.isEmpty() ? records.next() : read.poll();
    return row == null ? null : fitted(row);
  }

  private TextRow fitted(TextRow row) {
    int width = header.codes().size();
    String[] cells = row.cells();
    for (int i = 0; i < cells.length; i++) {
      if (missing.contains(cells[i])) {
        cells[i] = "";
      }
    }
    if (cells.length == width) {
      return row;
    }
    for (int i = width; i < cells.length; i++) {
      if (!cells[i].isEmpty()) {
        throw ragged(row);
      }
    }
    if (cells.length < width && !piece.isWorkbook()) {
      throw ragged(row);
    }
    String[] fitted = Arrays.copyOf(cells, width);
    Arrays.fill(fitted, Math.min(cells.length, width), width, "");
    return new TextRow(row.line(), fitted);
  }

  private DataException ragged(TextRow row) {
    return new DataException(
        piece.shown()
            + ": line "
            + row.line()
            + " has "
            + row.cells().length
            + " cells, the header has "
            + header.codes().size()
            + ": a delimiter or a line break within a cell needs quotes");
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
