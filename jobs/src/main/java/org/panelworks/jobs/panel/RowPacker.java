package org.panelworks.jobs.panel;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Packs the rows of one task into batches, one open batch for each target partition. A unit's
 * partition depends on its label only.
 */
final class RowPacker implements Iterator<Tuple2<Integer, PackedRows>> {
  private static final long OPEN_BYTES = 48L << 20;
  private static final int SMALLEST_BATCH = 128;
  private static final int LARGEST_BATCH = 1 << 13;
  private static final int FIRST_UNITS = 1024;
  private static final int UNKNOWN = -1;

  private final @Nullable ColumnKind kind;
  private final int targets;
  private final int tallyTarget;
  private final Iterator<FileBatch> rows;
  private final RowReader reader;
  private final RowBatch[] open;
  private int[] targetOfCode = new int[0];

  /** The rows of a batch, sorted by target, with where each target's begin, [targets + 1]. */
  private int[] sorted = {};

  private final int[] starts;
  private int[] targetOf = {};
  private final ArrayDeque<Tuple2<Integer, PackedRows>> ready = new ArrayDeque<>();
  private boolean ended;

  /**
   * Packs rows.
   *
   * @param task the task's number: its tally goes to the partition of that number
   */
  RowPacker(RowLayout layout, int targets, int task, Iterator<FileBatch> rows) {
    this.kind = layout.unit();
    this.targets = targets;
    this.tallyTarget = task % targets;
    this.rows = rows;
    this.reader = new RowReader(layout);
    long batch = OPEN_BYTES / ((long) targets * layout.rowBytes());
    int limit = (int) Math.max(SMALLEST_BATCH, Math.min(LARGEST_BATCH, batch));
    this.open = new RowBatch[targets];
    this.starts = new int[targets + 1];
    for (int target = 0; target < targets; target++) {
      open[target] = new RowBatch(layout, limit, targets == 1);
    }
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

  private void add(FileBatch batch) {
    reader.open(batch.columns());
    sortByTarget();
    for (int target = 0; target < targets; target++) {
      int from = starts[target];
      while (from < starts[target + 1]) {
        int to = Math.min(starts[target + 1], from + open[target].room());
        reader.copy(sorted, from, to, open[target]);
        from = to;
        if (open[target].room() == 0) {
          emit(target);
        }
      }
    }
    if (reader.hasTooManyCodes()) {
      flush();
      reader.startBooks();
      targetOfCode = new int[0];
    }
  }

  /** The rows by their target, in their order within each. */
  private void sortByTarget() {
    int rows = reader.rows();
    if (sorted.length < rows) {
      sorted = new int[rows];
      targetOf = new int[rows];
    }
    Arrays.fill(starts, 0);
    for (int row = 0; row < rows; row++) {
      targetOf[row] = target(reader.unit(row));
      starts[targetOf[row] + 1]++;
    }
    for (int target = 0; target < targets; target++) {
      starts[target + 1] += starts[target];
    }
    int[] next = Arrays.copyOf(starts, targets);
    for (int row = 0; row < rows; row++) {
      sorted[next[targetOf[row]]++] = row;
    }
  }

  private int target(long unit) {
    if (kind == null) {
      return 0;
    }
    return kind == ColumnKind.TEXT ? targetOfCode((int) unit) : UnitNumbers.target(unit, targets);
  }

  private int targetOfCode(int unit) {
    if (unit >= targetOfCode.length) {
      int known = targetOfCode.length;
      targetOfCode = Arrays.copyOf(targetOfCode, Math.max(FIRST_UNITS, unit * 2));
      Arrays.fill(targetOfCode, known, targetOfCode.length, UNKNOWN);
    }
    if (targetOfCode[unit] == UNKNOWN) {
      targetOfCode[unit] = UnitNumbers.target(reader.units().label(unit), targets);
    }
    return targetOfCode[unit];
  }
}
