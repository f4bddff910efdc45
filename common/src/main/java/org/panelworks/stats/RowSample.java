package org.panelworks.stats;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.Pass;

/**
 * Some rows, spread evenly over the blocks: a first idea of where the quantiles of their columns
 * lie. Of each run of {@link #STRIDE} rows one is taken, at a place that a hash of the run's number
 * gives, so that no period of the panel (a firm's years, say) hides a group; where that are more
 * rows than may be held, every other one is left out again.
 */
final class RowSample implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Rows for each row of the sample at first, a power of two. */
  static final int STRIDE = 64;

  private final int limit;
  private final GroupIndex groups = new GroupIndex();
  private final double[][] values;
  private int[] groupOf = {};
  private int size;
  private int stride = STRIDE;

  /** Rows gone over. */
  private long seen;

  private RowSample(int columns, int limit) {
    this.values = new double[columns][0];
    this.limit = limit;
  }

  /** How many rows a row of the sample stands for. */
  int stride() {
    return stride;
  }

  /** Labels of the groups met, by number; one empty label if pooled. */
  List<String> labels() {
    return groups.labels();
  }

  /** The sampled rows of each group, [groups][its rows]. */
  int[][] rowsByGroup() {
    int[] sizes = new int[groups.size()];
    for (int row = 0; row < size; row++) {
      sizes[groupOf[row]]++;
    }
    int[][] rows = new int[sizes.length][];
    Arrays.setAll(rows, group -> new int[sizes[group]]);
    for (int row = size - 1; row >= 0; row--) {
      rows[groupOf[row]][--sizes[groupOf[row]]] = row;
    }
    return rows;
  }

  /** The keys of a column's values in some sampled rows, ascending, missing values left out. */
  long[] sortedKeys(int column, int[] rows) {
    long[] keys = new long[rows.length];
    int found = 0;
    for (int row : rows) {
      double value = values[column][row];
      if (!Double.isNaN(value)) {
        keys[found++] = SortKey.of(value);
      }
    }
    long[] sorted = Arrays.copyOf(keys, found);
    Arrays.sort(sorted);
    return sorted;
  }

  /** The row taken of a run of rows, counted from 0 over all blocks of a task. */
  static long rowOf(long run, int stride) {
    long mixed = run * 0x9E3779B97F4A7C15L;
    return run * stride + ((mixed >>> 32) & (stride - 1));
  }

  private void add(ColumnChoice choice, PanelBlock block) {
    int[] rows = new int[block.rows() / stride + 2];
    int taken = 0;
    long end = seen + block.rows();
    for (long run = seen / stride; run * stride < end; run++) {
      long at = rowOf(run, stride);
      if (at >= seen && at < end) {
        rows[taken++] = (int) (at - seen);
      }
    }
    seen = end;
    take(choice, block, rows, taken);
    while (size > limit) {
      thin();
    }
  }

  private void take(ColumnChoice choice, PanelBlock block, int[] rows, int taken) {
    reserve(size + taken);
    int kept = 0;
    for (int i = 0; i < taken; i++) {
      int group = choice.group(block, rows[i], groups);
      if (group != GroupIndex.NONE) {
        groupOf[size + kept] = group;
        rows[kept++] = rows[i];
      }
    }
    for (int column = 0; column < values.length; column++) {
      double[] from = block.numeric(choice.numeric(column));
      for (int i = 0; i < kept; i++) {
        values[column][size + i] = from[rows[i]];
      }
    }
    size += kept;
  }

  private void reserve(int wanted) {
    if (wanted > groupOf.length) {
      int capacity = Math.max(wanted, 2 * groupOf.length);
      groupOf = Arrays.copyOf(groupOf, capacity);
      Arrays.setAll(values, column -> Arrays.copyOf(values[column], capacity));
    }
  }

  private void thin() {
    int kept = (size + 1) / 2;
    for (int row = 0; row < kept; row++) {
      groupOf[row] = groupOf[2 * row];
      for (double[] column : values) {
        column[row] = column[2 * row];
      }
    }
    size = kept;
    stride *= 2;
  }

  private RowSample merge(RowSample other) {
    while (stride < other.stride) {
      thin();
    }
    while (other.stride < stride) {
      other.thin();
    }
    List<String> labels = other.labels();
    int[] numbers = labels.stream().mapToInt(groups::number).toArray();
    reserve(size + other.size);
    for (int row = 0; row < other.size; row++) {
      groupOf[size + row] = numbers[other.groupOf[row]];
    }
    for (int column = 0; column < values.length; column++) {
      System.arraycopy(other.values[column], 0, values[column], size, other.size);
    }
    size += other.size;
    while (size > limit) {
      thin();
    }
    return this;
  }

  /** The pass that takes the sample, of so many rows at most. */
  static Pass<RowSample> pass(ColumnChoice choice, int limit) {
    return new SamplePass(choice, limit);
  }

  private record SamplePass(ColumnChoice choice, int limit) implements Pass<RowSample> {
    @Override
    public RowSample start() {
      RowSample empty = new RowSample(choice.size(), limit);
      if (!choice.isGrouped()) {
        empty.groups.number("");
      }
      return empty;
    }

    @Override
    public RowSample add(RowSample into, PanelBlock block) {
      into.add(choice, block);
      return into;
    }

    @Override
    public RowSample merge(RowSample left, RowSample right) {
      return left.merge(right);
    }
  }
}
