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

  /** Codes of the units, where they are text. */
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
    units = layout.unit() == ColumnKind.TEXT ? CodeBook.of(ColumnKind.TEXT) : null;
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

  /** Whether the row has no unit, though the panel has one. */
  boolean lacksUnit(InternalRow row) {
    ColumnKind kind = layout.unit();
    return kind != null
        && (row.isNullAt(0) || (kind == ColumnKind.DOUBLE && Double.isNaN(row.getDouble(0))));
  }

  /**
   * The key of the row's unit, which it has: see {@link UnitNumbers}; 0 in a panel without units.
   */
  long unit(InternalRow row) {
    ColumnKind kind = layout.unit();
    if (kind == null) {
      return 0;
    }
    return switch (kind) {
      case WHOLE -> row.getLong(0);
      case DOUBLE -> Double.doubleToLongBits(row.getDouble(0) + 0.0);
      case TEXT -> units().code(row, 0);
    };
  }

  /** The labels of the units' codes, where units are text. */
  CodeBook units() {
    if (units == null) {
      throw new IllegalStateException("only units that are text have codes");
    }
    return units;
  }

  /** Counts a row without a unit: the tally knows, and the run ends with it. */
  void addLacking(InternalRow row) {
    tally.missingUnit++;
    count(row);
    time(row);
  }

  /**
   * Counts a row, and puts it into a batch where it has a time.
   *
   * @param unit the key of its unit
   */
  void add(InternalRow row, long unit, RowBatch batch) {
    byte dropped = count(row);
    if (layout.time() == ColumnKind.WHOLE && !row.isNullAt(layout.timeAt())) {
      fill(batch, batch.open(unit, row.getLong(layout.timeAt()), dropped), row);
      return;
    }
    OptionalLong time = time(row);
    if (time.isPresent()) {
      fill(batch, batch.open(unit, time.getAsLong(), dropped), row);
    }
  }

  private byte count(InternalRow row) {
    tally.rows++;
    checkInfinite(row);
    return droppedAt(row);
  }

  /** The batch's rows with dictionaries and arrays of their own; the batch is empty afterwards. */
  PackedRows take(RowBatch batch) {
    return batch.take(units, books);
  }

  /** The batch's rows in its own arrays: it is to be cleared when they have been used. */
  PackedRows borrow(RowBatch batch) {
    return batch.borrowed(units, books);
  }

  /** No rows, and the tally. */
  PackedRows last() {
    PackedRows last = new PackedRows();
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

  private void fill(RowBatch batch, int row, InternalRow from) {
    int columns = layout.doubles();
    double[] values = batch.numeric();
    int at = row * columns;
    int ordinal = layout.numericAt();
    for (int column = 0; column < layout.numeric(); column++) {
      values[at++] = from.isNullAt(ordinal) ? Double.NaN : from.getDouble(ordinal);
      ordinal++;
    }
    for (int column = 0; column < layout.conditions(); column++) {
      values[at++] = !from.isNullAt(ordinal) && from.getBoolean(ordinal) ? 1 : 0;
      ordinal++;
    }
    for (int column = 0; column < books.length; column++) {
      batch.codes()[row * books.length + column] = books[column].code(from, ordinal++);
    }
  }
}
