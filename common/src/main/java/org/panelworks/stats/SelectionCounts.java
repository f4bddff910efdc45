package org.panelworks.stats;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;

/**
 * What a selection pass counts in the range of each target: the keys themselves where they are few,
 * otherwise how many fall into each bin. Bins are written sparsely, since most are empty.
 */
final class SelectionCounts implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long[] NOTHING = {};

  private transient long[][] cells;
  private transient int[] used;

  SelectionCounts(int targets) {
    cells = new long[targets][];
    Arrays.fill(cells, NOTHING);
    used = new int[targets];
  }

  /** Keeps a key of a target. */
  void keep(int target, long key) {
    int size = used[target]++;
    if (size == cells[target].length) {
      cells[target] = Arrays.copyOf(cells[target], Math.max(8, size + (size >> 1)));
    }
    cells[target][size] = key;
  }

  /** Counts a key into a bin of a target that has so many bins. */
  void count(int target, int bin, int bins) {
    if (used[target] == 0) {
      cells[target] = new long[bins];
      used[target] = bins;
    }
    cells[target][bin]++;
  }

  /** The keys kept of a target, sorted. */
  long[] sortedKeys(int target) {
    long[] keys = Arrays.copyOf(cells[target], used[target]);
    Arrays.sort(keys);
    return keys;
  }

  /** The number of keys in each bin of a target, [bins]; empty if there was no key. */
  long[] bins(int target) {
    return cells[target];
  }

  /** Adds another pass's counts of the same targets. */
  SelectionCounts merge(SelectionCounts other, boolean[] kept) {
    for (int target = 0; target < cells.length; target++) {
      if (other.used[target] == 0) {
        continue;
      }
      if (used[target] == 0) {
        cells[target] = other.cells[target];
        used[target] = other.used[target];
      } else if (kept[target]) {
        append(target, other.cells[target], other.used[target]);
      } else {
        for (int bin = 0; bin < used[target]; bin++) {
          cells[target][bin] += other.cells[target][bin];
        }
      }
    }
    return this;
  }

  private void append(int target, long[] keys, int size) {
    int total = used[target] + size;
    if (total > cells[target].length) {
      cells[target] = Arrays.copyOf(cells[target], Math.max(total, total / 2 * 3));
    }
    System.arraycopy(keys, 0, cells[target], used[target], size);
    used[target] = total;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.writeInt(cells.length);
    for (int target = 0; target < cells.length; target++) {
      out.writeInt(used[target]);
      int present = 0;
      for (int cell = 0; cell < used[target]; cell++) {
        present += cells[target][cell] == 0 ? 0 : 1;
      }
      out.writeInt(present);
      for (int cell = 0; cell < used[target]; cell++) {
        if (cells[target][cell] != 0) {
          out.writeInt(cell);
          out.writeLong(cells[target][cell]);
        }
      }
    }
  }

  private void readObject(ObjectInputStream in) throws IOException {
    int targets = in.readInt();
    cells = new long[targets][];
    used = new int[targets];
    for (int target = 0; target < targets; target++) {
      used[target] = in.readInt();
      cells[target] = used[target] == 0 ? NOTHING : new long[used[target]];
      int present = in.readInt();
      for (int read = 0; read < present; read++) {
        int cell = in.readInt();
        cells[target][cell] = in.readLong();
      }
    }
  }
}
