package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.panelworks.linalg.LabelHash;
import org.panelworks.panel.PanelBlock;

/**
 * Turns the packed rows of one partition into blocks: brings the rows of each unit together in
 * order of time, looks for repeated keys, counts the units that each sample step leaves, and cuts
 * blocks of bounded size without splitting a unit.
 */
final class BlockAssembly implements Iterator<PanelPiece> {
  private static final int BLOCK_ROWS = 1 << 13;

  private final BlockLayout layout;
  private final List<PackedRows> batches = new ArrayList<>();
  private final PanelTally tally;

  /** Labels of all units, ascending. */
  private String[] found = {};

  /** The numbers that they travel as; empty where they are text. */
  private long[] keys = {};

  /** Labels of the units that have rows in the blocks, ascending. */
  private String[] units = {};

  /** Where each unit's rows begin in {@link #order}, [units + 1]. */
  private int[] starts = {0};

  /** The rows, unit by unit and ascending in time: number of the batch (high) and row (low). */
  private long[] order = {};

  /** The times of the rows in their order; empty for a panel without a time. */
  private long[] times = {};

  private int nextUnit;
  private boolean tallied;

  /**
   * Gathers the rows of a partition.
   *
   * @param partition the partition's number, which every unit in it must belong to
   */
  static BlockAssembly of(BlockLayout layout, int partition, Iterator<PackedRows> packed) {
    return new BlockAssembly(layout, partition, packed);
  }

  /** Gathers rows. */
  static BlockAssembly of(BlockLayout layout, Iterator<PackedRows> packed) {
    return new BlockAssembly(layout, -1, packed);
  }

  private BlockAssembly(BlockLayout layout, int partition, Iterator<PackedRows> packed) {
    this.layout = layout;
    this.tally = new PanelTally(layout.rows());
    while (packed.hasNext()) {
      PackedRows batch = packed.next();
      if (batch.tally != null) {
        tally.merge(batch.tally);
      }
      if (batch.rows > 0) {
        batches.add(batch);
      }
    }
    ColumnKind kind = layout.rows().unit();
    if (kind != null) {
      UnitNumbers numbers = UnitNumbers.of(kind, batches, layout.targets());
      found = numbers.labels();
      keys = numbers.keys();
      units = found;
      for (int unit = 0; unit < units.length && partition >= 0; unit++) {
        if (numbers.target(unit) != partition) {
          throw new IllegalStateException(
              "unit `" + units[unit] + "` does not belong to partition " + partition);
        }
      }
      place(numbers);
      for (int unit = 0; unit < units.length; unit++) {
        finishUnit(unit);
      }
      if (!layout.keepDropped() && layout.rows().steps() > 0) {
        leaveDroppedOut();
      }
    }
  }

  /** Counting sort by unit. */
  private void place(UnitNumbers numbers) {
    int[] sizes = new int[units.length + 1];
    for (int batch = 0; batch < batches.size(); batch++) {
      int[] unitOf = numbers.numbers(batch);
      for (int row = 0; row < batches.get(batch).rows; row++) {
        sizes[unitOf[row] + 1]++;
      }
    }
    Arrays.parallelPrefix(sizes, Math::addExact);
    starts = sizes;
    order = new long[sizes[units.length]];
    times = new long[layout.hasTime() ? order.length : 0];
    int[] next = Arrays.copyOf(starts, units.length);
    for (int batch = 0; batch < batches.size(); batch++) {
      int[] unitOf = numbers.numbers(batch);
      PackedRows packed = batches.get(batch);
      for (int row = 0; row < packed.rows; row++) {
        int at = next[unitOf[row]]++;
        order[at] = (long) batch << 32 | row;
        if (times.length > 0) {
          times[at] = packed.time[row];
        }
      }
    }
  }

  private void finishUnit(int unit) {
    int from = starts[unit];
    int to = starts[unit + 1];
    if (layout.hasTime()) {
      TimeOrder.sort(times, order, from, to);
      countRepeated(unit, from, to);
    }
    int steps = layout.rows().steps();
    int last = steps == 0 ? 1 : 0;
    for (int at = from; at < to && last <= steps; at++) {
      int dropped = droppedAt(order[at]);
      last = Math.max(last, dropped == 0 ? steps + 1 : dropped);
    }
    for (int step = 0; step < last; step++) {
      tally.unitsLeft[step]++;
    }
  }

  private void countRepeated(int unit, int from, int to) {
    int first = from;
    for (int at = from + 1; at <= to; at++) {
      if (at < to && times[at] == times[first]) {
        continue;
      }
      if (at - first > 1) {
        tally.addRepeated(units[unit], times[first], at - first);
      }
      first = at;
    }
  }

  /** Takes the dropped rows out of the order, and with them the units that have no other. */
  private void leaveDroppedOut() {
    units = found.clone();
    int kept = 0;
    int keptUnits = 0;
    for (int unit = 0; unit < units.length; unit++) {
      int from = starts[unit];
      int to = starts[unit + 1];
      starts[keptUnits] = kept;
      for (int at = from; at < to; at++) {
        if (droppedAt(order[at]) == 0) {
          if (times.length > 0) {
            times[kept] = times[at];
          }
          order[kept++] = order[at];
        }
      }
      if (kept > starts[keptUnits]) {
        units[keptUnits++] = units[unit];
      }
    }
    starts[keptUnits] = kept;
    units = Arrays.copyOf(units, keptUnits);
    starts = Arrays.copyOf(starts, keptUnits + 1);
  }

  private int droppedAt(long ref) {
    return batches.get((int) (ref >>> 32)).droppedAt[(int) ref];
  }

  /** What was counted in the rows. */
  PanelTally tally() {
    return tally;
  }

  /** Hashes of the labels of all units, those included that have no row in the blocks. */
  long[] unitHashes() {
    return Arrays.stream(found).mapToLong(LabelHash::of).toArray();
  }

  /** Between which units all of them lie, there being one at least. */
  UnitRange unitRange() {
    return keys.length == 0
        ? new UnitRange(found[0], found[found.length - 1])
        : UnitRange.of(
            Arrays.stream(keys).min().orElseThrow(), Arrays.stream(keys).max().orElseThrow());
  }

  /** A range for each of them. */
  List<UnitRange> unitRanges() {
    return keys.length == 0
        ? Arrays.stream(found).map(UnitRange::of).toList()
        : Arrays.stream(keys).mapToObj(key -> UnitRange.of(key, key)).toList();
  }

  @Override
  public boolean hasNext() {
    return !tallied || (layout.hasUnit() ? nextUnit < units.length : !batches.isEmpty());
  }

  @Override
  public PanelPiece next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (!tallied) {
      tallied = true;
      return new PanelPiece.Counts(tally, new long[0]);
    }
    return new PanelPiece.Whole(layout.hasUnit() ? unitsBlock() : batchBlock());
  }

  private PanelBlock unitsBlock() {
    int first = nextUnit;
    int from = starts[first];
    nextUnit++;
    while (nextUnit < units.length && starts[nextUnit + 1] - from <= BLOCK_ROWS) {
      nextUnit++;
    }
    int to = starts[nextUnit];
    int[] blockStarts = Arrays.copyOfRange(starts, first, nextUnit + 1);
    for (int unit = 0; unit < blockStarts.length; unit++) {
      blockStarts[unit] -= from;
    }
    BlockGather gather = new BlockGather(layout, batches, Arrays.copyOfRange(order, from, to));
    long[] blockTimes = times.length > 0 ? Arrays.copyOfRange(times, from, to) : times;
    return gather.block(Arrays.copyOfRange(units, first, nextUnit), blockStarts, blockTimes);
  }

  /** A panel without a unit: a batch is a block. */
  private PanelBlock batchBlock() {
    PackedRows batch = batches.remove(0);
    long[] refs = new long[batch.rows];
    int kept = 0;
    for (int row = 0; row < refs.length; row++) {
      if (layout.keepDropped() || batch.droppedAt[row] == 0) {
        refs[kept++] = row;
      }
    }
    long[] blockTimes = new long[layout.hasTime() ? kept : 0];
    for (int row = 0; row < blockTimes.length; row++) {
      blockTimes[row] = batch.time[(int) refs[row]];
    }
    BlockGather gather = new BlockGather(layout, List.of(batch), Arrays.copyOf(refs, kept));
    return gather.block(new String[0], new int[0], blockTimes);
  }
}
