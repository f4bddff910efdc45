package org.panelworks.jobs.panel;

import java.util.OptionalLong;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one task: counts what a panel's checks need, and numbers labels with the task's
 * own codes.
 */
final class RowReader {
  private static final int MOST_CODES = 1 << 20;

  private final RowLayout layout;
  private final PanelTally tally;
  private final CodeBook[] books;
  private @Nullable CodeBook units;

  RowReader(RowLayout layout) {
    this.layout = layout;
    this.tally = new PanelTally(layout);
    this.books = new CodeBook[layout.categories().size()];
    startBooks();
  }

  /** What was counted so far. */
  PanelTally tally() {
    return tally;
  }

  /** Forgets the codes given so far: after this, they start at 0 again. */
  void startBooks() {
    for (int column = 0; column < books.length; column++) {
      books[column] = CodeBook.of(layout.categories().get(column));
    }
    units = layout.unit() == null ? null : CodeBook.of(layout.unit());
  }

  /** Whether so many labels have codes that they should be forgotten once no batch is open. */
  boolean hasTooManyCodes() {
    if (units != null && units.size() > MOST_CODES) {
      return true;
    }
    for (CodeBook book : books) {
      if (book.size() > MOST_CODES) {
        return true;
      }
    }
    return false;
  }

  /** The code of the row's unit; missing where it has none, or the panel. */
  int unit(InternalRow row) {
    return units == null ? CodeBook.MISSING : units.code(row, 0);
  }

  /** The label of a unit's code. */
  String unitLabel(int code) {
    if (units == null) {
      throw new IllegalStateException("a scan without units has no label " + code);
    }
    return units.label(code);
  }

  /**
   * Counts a row, and puts it into a batch where it has a unit and a time.
   *
   * @param unit the code of its unit
   */
  void add(InternalRow row, int unit, RowBatch batch) {
    tally.rows++;
    byte dropped = droppedAt(row);
    checkInfinite(row);
    OptionalLong time = time(row);
    if (unit == CodeBook.MISSING && layout.unit() != null) {
      tally.missingUnit++;
      return; // The tally knows, and the run ends with it.
    }
    if (time.isPresent()) {
      fill(batch, batch.open(unit, time.getAsLong(), dropped), row);
    }
  }

  /** The batch's rows with dictionaries of their own; the batch is empty afterwards. */
  PackedRows take(RowBatch batch) {
    return batch.take(units == null ? CodeBook.of(ColumnKind.WHOLE) : units, books);
  }

  /** No rows, and the tally. */
  PackedRows last() {
    PackedRows last = new PackedRows();
    last.numeric = new double[layout.doubles()][0];
    last.codes = new int[books.length][0];
    last.dictionaries = new String[books.length][0];
    last.tally = tally;
    return last;
  }

  private byte droppedAt(InternalRow row) {
    int from = layout.dropsAt();
    for (int step = 0; step < layout.drops(); step++) {
      if (row.isNullAt(from + step)) {
        tally.undecided[step]++;
      } else if (row.getBoolean(from + step)) {
        tally.droppedAt[step]++;
        return (byte) (step + 1);
      }
    }
    boolean incomplete = false;
    for (int column = 0; column < layout.required(); column++) {
      if (row.getBoolean(layout.requiredAt() + column)) {
        tally.missing[column]++;
        incomplete = true;
      }
    }
    if (incomplete) {
      tally.droppedAt[layout.drops()]++;
      return (byte) (layout.drops() + 1);
    }
    return 0;
  }

  private void checkInfinite(InternalRow row) {
    for (int column = 0; column < layout.checked().size(); column++) {
      int at =
          column < layout.numeric()
              ? layout.numericAt() + column
              : layout.othersAt() + column - layout.numeric();
      if (!row.isNullAt(at) && Double.isInfinite(row.getDouble(at))) {
        tally.infinite[column]++;
      }
    }
  }

  private OptionalLong time(InternalRow row) {
    if (layout.time() == null) {
      return OptionalLong.of(0);
    }
    int at = layout.timeAt();
    if (row.isNullAt(at)) {
      tally.missingTime++;
      return OptionalLong.empty();
    }
    return switch (layout.time()) {
      case WHOLE -> OptionalLong.of(row.getLong(at));
      case DOUBLE -> wholeTime(CellText.whole(row.getDouble(at)), row.getDouble(at));
      case TEXT ->
          wholeTime(CellText.whole(row.getUTF8String(at).toString()), row.getUTF8String(at));
    };
  }

  private OptionalLong wholeTime(OptionalLong time, Object value) {
    if (time.isEmpty()) {
      tally.addBrokenTime(value.toString());
    }
    return time;
  }

  private void fill(RowBatch batch, int at, InternalRow row) {
    int from = layout.numericAt();
    for (int column = 0; column < layout.numeric(); column++) {
      batch.numeric(column)[at] =
          row.isNullAt(from + column) ? Double.NaN : row.getDouble(from + column);
    }
    for (int column = 0; column < layout.conditions(); column++) {
      int ordinal = layout.conditionsAt() + column;
      boolean holds = !row.isNullAt(ordinal) && row.getBoolean(ordinal);
      batch.numeric(layout.numeric() + column)[at] = holds ? 1 : 0;
    }
    for (int column = 0; column < books.length; column++) {
      batch.codes(column)[at] = books[column].code(row, layout.categoriesAt() + column);
    }
  }
}
