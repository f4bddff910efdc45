package org.panelworks.jobs.panel;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Packs the rows of one task into batches, one open batch for each target partition, and counts
 * what a panel's checks need. A unit's partition depends on its label only.
 */
final class RowPacker implements Iterator<Tuple2<Integer, PackedRows>> {
  private static final long OPEN_BYTES = 48L << 20;
  private static final int SMALLEST_BATCH = 128;
  private static final int LARGEST_BATCH = 1 << 16;
  private static final int MOST_CODES = 1 << 20;
  private static final int FIRST_UNITS = 1024;
  private static final int UNKNOWN = -1;

  private final RowLayout layout;
  private final int targets;
  private final int tallyTarget;
  private final Iterator<InternalRow> rows;
  private final PanelTally tally;
  private final RowBatch[] open;
  private final CodeBook[] books;
  private @Nullable CodeBook units;
  private int[] targetOfUnit = new int[0];
  private final ArrayDeque<Tuple2<Integer, PackedRows>> ready = new ArrayDeque<>();
  private boolean ended;

  /**
   * Packs rows.
   *
   * @param task the task's number: its tally goes to the partition of that number
   */
  RowPacker(RowLayout layout, int targets, int task, Iterator<InternalRow> rows) {
    this.layout = layout;
    this.targets = targets;
    this.tallyTarget = task % targets;
    this.rows = rows;
    this.tally = new PanelTally(layout);
    long batch = OPEN_BYTES / ((long) targets * layout.rowBytes());
    int limit = (int) Math.max(SMALLEST_BATCH, Math.min(LARGEST_BATCH, batch));
    this.open = new RowBatch[targets];
    for (int target = 0; target < targets; target++) {
      open[target] = new RowBatch(layout, limit);
    }
    this.books = new CodeBook[layout.categories().size()];
    startBooks();
  }

  private void startBooks() {
    for (int column = 0; column < books.length; column++) {
      books[column] = CodeBook.of(layout.categories().get(column));
    }
    units = layout.unit() == null ? null : CodeBook.of(layout.unit());
    targetOfUnit = new int[0];
  }

  /** The partition of a unit. */
  static int target(String unit, int targets) {
    int hash = unit.hashCode() * 0x9E3779B9;
    return Math.floorMod(hash ^ (hash >>> 16), targets);
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && rows.hasNext()) {
      add(rows.next());
    }
    if (ready.isEmpty() && !ended) {
      end();
    }
    return !ready.isEmpty();
  }

  @Override
  public Tuple2<Integer, PackedRows> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.removeFirst();
  }

  private void end() {
    ended = true;
    flush();
    PackedRows last = new PackedRows();
    last.numeric = new double[layout.doubles()][0];
    last.codes = new int[books.length][0];
    last.dictionaries = new String[books.length][0];
    last.tally = tally;
    ready.add(new Tuple2<>(tallyTarget, last));
  }

  private void flush() {
    for (int target = 0; target < targets; target++) {
      if (!open[target].isEmpty()) {
        emit(target);
      }
    }
  }

  private void emit(int target) {
    CodeBook unitBook = units == null ? CodeBook.of(ColumnKind.WHOLE) : units;
    ready.add(new Tuple2<>(target, open[target].take(unitBook, books)));
  }

  private void add(InternalRow row) {
    tally.rows++;
    byte dropped = droppedAt(row);
    checkInfinite(row);
    int unit = unit(row);
    OptionalLong time = time(row);
    if ((unit == CodeBook.MISSING && layout.unit() != null) || time.isEmpty()) {
      return; // The tally knows, and the run ends with it.
    }
    int target = unit == CodeBook.MISSING ? 0 : targetOfUnit[unit];
    RowBatch batch = open[target];
    int at = batch.open(unit, time.getAsLong(), dropped);
    fill(batch, at, row);
    if (batch.isFull()) {
      emit(target);
    }
    if (tooManyCodes()) {
      flush();
      startBooks();
    }
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

  private int unit(InternalRow row) {
    if (units == null) {
      return CodeBook.MISSING;
    }
    int unit = units.code(row, 0);
    if (unit == CodeBook.MISSING) {
      tally.missingUnit++;
    } else if (unit >= targetOfUnit.length) {
      targetOfUnit = Arrays.copyOf(targetOfUnit, Math.max(FIRST_UNITS, unit * 2));
      Arrays.fill(targetOfUnit, unit, targetOfUnit.length, UNKNOWN);
    }
    if (unit != CodeBook.MISSING && targetOfUnit[unit] == UNKNOWN) {
      targetOfUnit[unit] = target(units.label(unit), targets);
    }
    return unit;
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

  private boolean tooManyCodes() {
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
}
