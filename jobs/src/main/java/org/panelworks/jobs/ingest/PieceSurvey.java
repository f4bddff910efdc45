package org.panelworks.jobs.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one reading of a file found, before anything is written. */
final class PieceSurvey implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Piece piece;
  private final @Nullable TextCharset charset;
  private final String encoding;
  private final Header header;
  private final List<ColumnEvidence> columns = new ArrayList<>();
  private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
  private final Map<String, Long> typreps = new TreeMap<>();
  private final KeySample sample = new KeySample();
  private long rows;
  private long kept;
  private long restated;

  PieceSurvey(Piece piece, @Nullable TextCharset charset, String encoding, Header header) {
    this.piece = piece;
    this.charset = charset;
    this.encoding = encoding;
    this.header = header;
    header.codes().forEach(code -> columns.add(new ColumnEvidence()));
  }

  /**
   * Takes a row.
   *
   * @param key position of the first key column
   */
  void add(String[] cells, RowFilter filter, int key) {
    rows++;
    String typrep = filter.typrep(cells);
    if (!typrep.isEmpty() && (typreps.containsKey(typrep) || typreps.size() < 10)) {
      typreps.merge(typrep, 1L, Long::sum);
    }
    if (filter.isRestated(cells)) {
      restated++;
    }
    if (filter.drop(cells).map(this::drop).orElse(false)) {
      return;
    }
    kept++;
    sample.add(cells[key]);
    for (int i = 0; i < cells.length; i++) {
      columns.get(i).add(cells[i]);
    }
  }

  private boolean drop(DropReason reason) {
    dropped.merge(reason, 1L, Long::sum);
    return true;
  }

  Piece piece() {
    return piece;
  }

  /** The charset that fits the whole file; null for a workbook. */
  @Nullable TextCharset charset() {
    return charset;
  }

  String encoding() {
    return encoding;
  }

  Header header() {
    return header;
  }

  /** Evidence by column, in the file's order, of the rows that stay. */
  List<ColumnEvidence> columns() {
    return columns;
  }

  long rows() {
    return rows;
  }

  long kept() {
    return kept;
  }

  /** Rows of the first of January, whether they stay or not. */
  long restated() {
    return restated;
  }

  Map<DropReason, Long> dropped() {
    return dropped;
  }

  Map<String, Long> typreps() {
    return typreps;
  }

  KeySample sample() {
    return sample;
  }
}
