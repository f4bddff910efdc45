package org.panelworks.jobs.panel;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Tuple2;

/**
 * Packs the rows of one task into batches, one open batch for each target partition. A unit's
 * partition depends on its label only.
 */
final class RowPacker implements Iterator<Tuple2<Integer, PackedRows>> {
  private static final long OPEN_BYTES = 48L << 20;
  private static final int SMALLEST_BATCH = 128;
  private static final int LARGEST_BATCH = 1 << 16;
  private static final int FIRST_UNITS = 1024;
  private static final int UNKNOWN = -1;

  private final int targets;
  private final int tallyTarget;
  private final Iterator<InternalRow> rows;
  private final RowReader reader;
  private final RowBatch[] open;
  private int[] targetOfUnit = new int[0];
  private final ArrayDeque<Tuple2<Integer, PackedRows>> ready = new ArrayDeque<>();
  private boolean ended;

  /**
   * Packs rows.
   *
   * @param task the task's number: its tally goes to the partition of that number
   */
  RowPacker(RowLayout layout, int targets, int task, Iterator<InternalRow> rows) {
    this.targets = targets;
    this.tallyTarget = task % targets;
    this.rows = rows;
    this.reader = new RowReader(layout);
    long batch = OPEN_BYTES / ((long) targets * layout.rowBytes());
    int limit = (int) Math.max(SMALLEST_BATCH, Math.min(LARGEST_BATCH, batch));
    this.open = new RowBatch[targets];
    for (int target = 0; target < targets; target++) {
      open[target] = new RowBatch(layout, limit);
    }
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
      ended = true;
      flush();
      ready.add(new Tuple2<>(tallyTarget, reader.last()));
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

  private void flush() {
    for (int target = 0; target < targets; target++) {
      if (!open[target].isEmpty()) {
        emit(target);
      }
    }
  }

  private void emit(int target) {
    ready.add(new Tuple2<>(target, reader.take(open[target])));
  }

  private void add(InternalRow row) {
    int unit = reader.unit(row);
    int target = unit == CodeBook.MISSING ? 0 : target(unit);
    reader.add(row, unit, open[target]);
    if (open[target].isFull()) {
      emit(target);
    }
    if (reader.hasTooManyCodes()) {
      flush();
      reader.startBooks();
      targetOfUnit = new int[0];
    }
  }

  private int target(int unit) {
    if (unit >= targetOfUnit.length) {
      int known = targetOfUnit.length;
      targetOfUnit = Arrays.copyOf(targetOfUnit, Math.max(FIRST_UNITS, unit * 2));
      Arrays.fill(targetOfUnit, known, targetOfUnit.length, UNKNOWN);
    }
    if (targetOfUnit[unit] == UNKNOWN) {
      targetOfUnit[unit] = target(reader.unitLabel(unit), targets);
    }
    return targetOfUnit[unit];
  }
}
