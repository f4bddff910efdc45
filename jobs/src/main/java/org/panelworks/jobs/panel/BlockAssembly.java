package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.panelworks.panel.PanelBlock;

/**
 * Turns the packed rows of one partition into blocks: brings the rows of each unit together in
 * order of time, looks for repeated keys, counts the units that each sample step leaves, and cuts
 * blocks of bounded size without splitting a unit.
 */
final class BlockAssembly implements Iterator<PanelPiece> {
  private static final int BLOCK_ROWS = 1 << 16;

  private final BlockLayout layout;
  private final List<PackedRows> batches = new ArrayList<>();
  private final PanelTally tally;

  /** Labels of the partition's units, ascending. */
  private String[] units = {};

  /** Where each unit's rows begin in {@link #order}, [units + 1]. */
  private int[] starts = {0};

  /** The rows, unit by unit and ascending in time: number of the batch (high) and row (low). */
  private long[] order = {};

  private int nextUnit;
  private boolean tallied;

  /**
   * Gathers the rows of a partition.
   *
   * @param partition the partition's number, which every unit in it must hash to
   */
  static BlockAssembly of(BlockLayout layout, int partition, Iterator<PackedRows> packed) {
    BlockAssembly assembly = new BlockAssembly(layout, packed);
    for (String unit : assembly.units) {
      if (RowPacker.target(unit, layout.targets()) != partition) {
        throw new IllegalStateException(
            "unit `" + unit + "` does not belong to partition " + partition);
      }
    }
    return assembly;
  }

  /** Gathers rows. */
  static BlockAssembly of(BlockLayout layout, Iterator<PackedRows> packed) {
    return new BlockAssembly(layout, packed);
  }

  private BlockAssembly(BlockLayout layout, Iterator<PackedRows> packed) {
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
    if (layout.hasUnit()) {
      gatherUnits();
      for (int unit = 0; unit < units.length; unit++) {
        finishUnit(unit);
      }
    }
    if (!layout.keepDropped()) {
      leaveDroppedOut();
    }
  }

  private void gatherUnits() {
    Map<String, Integer> found = new HashMap<>();
    for (PackedRows batch : batches) {
      for (String unit : batch.units) {
        found.putIfAbsent(unit, found.size());
      }
    }
    units = found.keySet().toArray(String[]::new);
    Arrays.sort(units);
    for (int unit = 0; unit < units.length; unit++) {
      found.put(units[unit], unit);
    }
    place(found);
  }

  /** Counting sort by unit. */
  private void place(Map<String, Integer> numbers) {
    int[] sizes = new int[units.length + 1];
    int[][] unitOf = new int[batches.size()][];
    for (int batch = 0; batch < unitOf.length; batch++) {
      PackedRows packed = batches.get(batch);
      unitOf[batch] = numbered(packed.units, numbers);
      for (int row = 0; row < packed.rows; row++) {
        sizes[unitOf[batch][packed.unitCodes[row]] + 1]++;
      }
    }
    Arrays.parallelPrefix(sizes, Math::addExact);
    starts = sizes;
    order = new long[sizes[units.length]];
    int[] next = Arrays.copyOf(starts, units.length);
    for (int batch = 0; batch < unitOf.length; batch++) {
      PackedRows packed = batches.get(batch);
      for (int row = 0; row < packed.rows; row++) {
        order[next[unitOf[batch][packed.unitCodes[row]]]++] = (long) batch << 32 | row;
      }
    }
  }

  private static int[] numbered(String[] labels, Map<String, Integer> numbers) {
    int[] numbered = new int[labels.length];
    for (int code = 0; code < labels.length; code++) {
      Integer number = numbers.get(labels[code]);
      if (number == null) {
        throw new IllegalStateException("label `" + labels[code] + "` has no number");
      }
      numbered[code] = number;
    }
    return numbered;
  }

  private void finishUnit(int unit) {
    int from = starts[unit];
    int to = starts[unit + 1];
    if (layout.hasTime()) {
      sortByTime(from, to);
      countRepeated(unit, from, to);
    }
    int last = 0;
    for (int at = from; at < to && last <= layout.rows().steps(); at++) {
      int dropped = droppedAt(order[at]);
      last = Math.max(last, dropped == 0 ? layout.rows().steps() + 1 : dropped);
    }
    for (int step = 0; step < last; step++) {
      tally.unitsLeft[step]++;
    }
  }

  private void sortByTime(int from, int to) {
    long[] times = new long[to - from];
    boolean sorted = true;
    for (int i = 0; i < times.length; i++) {
      times[i] = time(order[from + i]);
      sorted &= i == 0 || times[i - 1] <= times[i];
    }
    if (!sorted) {
      TimeOrder.sort(times, order, from);
    }
  }

  private void countRepeated(int unit, int from, int to) {
    int first = from;
    for (int at = from + 1; at <= to; at++) {
      if (at < to && time(order[at]) == time(order[first])) {
        continue;
      }
      if (at - first > 1) {
        tally.addRepeated(units[unit], time(order[first]), at - first);
      }
      first = at;
    }
  }

  /** Takes the dropped rows out of the order, and with them the units that have no other. */
  private void leaveDroppedOut() {
    if (!layout.hasUnit()) {
      return;
    }
    int kept = 0;
    int keptUnits = 0;
    for (int unit = 0; unit < units.length; unit++) {
      int from = starts[unit];
      int to = starts[unit + 1];
      starts[keptUnits] = kept;
      for (int at = from; at < to; at++) {
        if (droppedAt(order[at]) == 0) {
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

  private long time(long ref) {
    return batches.get((int) (ref >>> 32)).time[(int) ref];
  }

  private int droppedAt(long ref) {
    return batches.get((int) (ref >>> 32)).droppedAt[(int) ref];
  }

  /** What was counted in the rows. */
  PanelTally tally() {
    return tally;
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
    int[] blockStarts = Arrays.copyOfRange(starts, first, nextUnit + 1);
    for (int unit = 0; unit < blockStarts.length; unit++) {
      blockStarts[unit] -= from;
    }
    long[] refs = Arrays.copyOfRange(order, from, starts[nextUnit]);
    BlockGather gather = new BlockGather(layout, batches, refs);
    return gather.block(Arrays.copyOfRange(units, first, nextUnit), blockStarts);
  }

  /** A panel without a unit: a batch is a block. */
  private PanelBlock batchBlock() {
    List<PackedRows> batch = List.of(batches.remove(0));
    long[] refs = new long[batch.get(0).rows];
    int kept = 0;
    for (int row = 0; row < refs.length; row++) {
      if (layout.keepDropped() || batch.get(0).droppedAt[row] == 0) {
        refs[kept++] = row;
      }
    }
    BlockGather gather = new BlockGather(layout, batch, Arrays.copyOf(refs, kept));
    return gather.block(new String[0], new int[0]);
  }
}
