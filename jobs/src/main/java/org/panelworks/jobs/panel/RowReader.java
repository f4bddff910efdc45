package org.panelworks.jobs.panel;

import java.util.OptionalLong;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one task, a batch at a time: counts what a panel's checks need, and numbers
 * labels with the task's own codes. Rows that have no unit, though the panel has one, or no time
 * are counted and left out: the run ends with them.
 */
final class RowReader {
  private static final int MOST_CODES = 1 << 20;

  private final RowLayout layout;
  private final PanelTally tally;
  private final CodeBook[] books;

  /** Codes of the units, where they are text. */
  private @Nullable CodeBook units;

  private final CellColumn[] columns;
  private int rows;

  /** Which rows of the batch were not left out, and their keys, times and steps that drop them. */
  private int[] row = {};

  private long[] unit = {};
  private long[] time = {};
  private byte[] dropped = {};

  /** Rows of the batch that are being copied. */
  private int[] copied = {};

  RowReader(RowLayout layout) {
    this.layout = layout;
    this.tally = new PanelTally(layout);
    this.books = new CodeBook[layout.categories().size()];
    this.columns = new CellColumn[layout.size()];
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

  /** The labels of the units' codes, where units are text. */
  CodeBook units() {
    if (units == null) {
      throw new IllegalStateException("only units that are text have codes");
    }
    return units;
  }

  /** Takes the next rows; what they hold is to be copied before the batch after them is opened. */
  void open(ColumnarBatch batch) {
    for (int column = 0; column < columns.length; column++) {
      columns[column] = new CellColumn(batch.column(column));
    }
    if (row.length < batch.numRows()) {
      row = new int[batch.numRows()];
      unit = new long[batch.numRows()];
      time = new long[batch.numRows()];
      dropped = new byte[batch.numRows()];
      copied = new int[batch.numRows()];
    }
    tally.rows += batch.numRows();
    for (int column = 0; column < layout.others(); column++) {
      CellColumn other = columns[layout.othersAt() + column];
      for (int r = 0; r < batch.numRows(); r++) {
        countInfinite(layout.numeric() + column, other.number(r));
      }
    }
    rows = 0;
    for (int r = 0; r < batch.numRows(); r++) {
      byte step = droppedAt(r);
      boolean hasUnit = findUnit(r);
      boolean hasTime = findTime(r);
      if (hasUnit && hasTime) {
        row[rows] = r;
        dropped[rows++] = step;
      } else {
        leaveOut(r);
      }
    }
  }

  private void leaveOut(int r) {
    for (int column = 0; column < layout.numeric(); column++) {
      countInfinite(column, columns[layout.numericAt() + column].number(r));
    }
  }

  private void countInfinite(int column, double value) {
    if (Double.isInfinite(value)) {
      tally.infinite[column]++;
    }
  }

  /** Number of rows that were not left out; they are numbered from 0. */
  int rows() {
    return rows;
  }

  /** The key of a row's unit: see {@link UnitNumbers}; 0 in a panel without units. */
  long unit(int r) {
    return unit[r];
  }

  private boolean findUnit(int r) {
    ColumnKind kind = layout.unit();
    if (kind == null) {
      return true;
    }
    if (columns[0].isMissing(r)) {
      tally.missingUnit++;
      return false;
    }
    unit[rows] =
        switch (kind) {
          case WHOLE -> columns[0].whole(r);
          case DOUBLE -> Double.doubleToLongBits(columns[0].number(r) + 0.0);
          case TEXT -> units().code(columns[0], r);
        };
    return true;
  }

  private boolean findTime(int r) {
    ColumnKind kind = layout.time();
    if (kind == null) {
      return true;
    }
    CellColumn column = columns[layout.timeAt()];
    if (column.isMissing(r)) {
      tally.missingTime++;
      return false;
    }
    return switch (kind) {
      case WHOLE -> {
        time[rows] = column.whole(r);
        yield true;
      }
      case DOUBLE -> keepTime(CellText.whole(column.number(r)), column.number(r));
      case TEXT -> keepTime(CellText.whole(column.text(r).toString()), column.text(r));
    };
  }

  private boolean keepTime(OptionalLong found, Object value) {
    if (found.isEmpty()) {
      tally.addBrokenTime(value.toString());
      return false;
    }
    time[rows] = found.getAsLong();
    return true;
  }

  private byte droppedAt(int r) {
    int from = layout.dropsAt();
    for (int step = 0; step < layout.drops(); step++) {
      if (columns[from + step].isMissing(r)) {
        tally.undecided[step]++;
      } else if (columns[from + step].isTrue(r)) {
        tally.droppedAt[step]++;
        return (byte) (step + 1);
      }
    }
    boolean incomplete = false;
    for (int column = 0; column < layout.required(); column++) {
      if (columns[layout.requiredAt() + column].isTrue(r)) {
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

  /** Copies rows from one number to before another to the end of a batch that holds as many. */
  void copy(int from, int to, RowBatch into) {
    int first = into.open(to - from);
    into.putKeys(first, unit, time, dropped, from, to - from);
    System.arraycopy(row, from, copied, 0, to - from);
    copyCells(to - from, into, first);
  }

  /** Copies chosen rows to the end of a batch that holds as many. */
  void copy(int[] chosen, int from, int to, RowBatch into) {
    int first = into.open(to - from);
    for (int i = from; i < to; i++) {
      int r = chosen[i];
      into.putKeys(first + i - from, unit, time, dropped, r, 1);
      copied[i - from] = row[r];
    }
    copyCells(to - from, into, first);
  }

  private void copyCells(int count, RowBatch into, int first) {
    for (int column = 0; column < layout.numeric(); column++) {
      tally.infinite[column] +=
          columns[layout.numericAt() + column].copy(
              copied, count, into.numeric(), into.place(first, column), into.rowStep());
    }
    for (int column = 0; column < layout.conditions(); column++) {
      CellColumn condition = columns[layout.conditionsAt() + column];
      int place = into.place(first, layout.numeric() + column);
      for (int i = 0; i < count; i++) {
        into.numeric()[place + i * into.rowStep()] = condition.isTrue(copied[i]) ? 1 : 0;
      }
    }
    for (int column = 0; column < books.length; column++) {
      CellColumn category = columns[layout.categoriesAt() + column];
      for (int i = 0; i < count; i++) {
        into.codes()[(first + i) * books.length + column] = books[column].code(category, copied[i]);
      }
    }
  }

  /** The batch's rows with dictionaries and arrays of their own; the batch is empty afterwards. */
  PackedRows take(RowBatch batch) {
    return batch.take(units, books);
  }

  /**
   * The batch's first rows in its own arrays: it is to forget them when they have been used.
   *
   * @param count how many rows
   */
  PackedRows borrow(RowBatch batch, int count) {
    return batch.borrowed(count, units, books);
  }

  /** No rows, and the tally. */
  PackedRows last() {
    PackedRows last = new PackedRows();
    last.dictionaries = new String[books.length][0];
    last.tally = tally;
    return last;
  }
}
