package org.panelworks.stats;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.Pass;

/** The range of each column, pooled or in each group: where the search for quantiles begins. */
final class ColumnRanges implements ValueCounts, Serializable {
  private static final long serialVersionUID = 1L;

  private final int columns;
  private final GroupIndex groups = new GroupIndex();
  private final List<KeyRange[]> ranges = new ArrayList<>();
  private long rowsWithoutGroup;

  private ColumnRanges(int columns) {
    this.columns = columns;
  }

  @Override
  public List<String> labels() {
    return groups.labels();
  }

  KeyRange range(int group, int column) {
    return ranges.get(group)[column];
  }

  @Override
  public long count(int group, int column) {
    return range(group, column).count();
  }

  @Override
  public long rowsWithoutGroup() {
    return rowsWithoutGroup;
  }

  private KeyRange[] row(int group) {
    while (ranges.size() <= group) {
      KeyRange[] row = new KeyRange[columns];
      for (int column = 0; column < columns; column++) {
        row[column] = new KeyRange();
      }
      ranges.add(row);
    }
    return ranges.get(group);
  }

  private ColumnRanges merge(ColumnRanges other) {
    List<String> labels = other.groups.labels();
    for (int group = 0; group < labels.size(); group++) {
      KeyRange[] into = row(groups.number(labels.get(group)));
      for (int column = 0; column < columns; column++) {
        into[column].merge(other.ranges.get(group)[column]);
      }
    }
    rowsWithoutGroup += other.rowsWithoutGroup;
    return this;
  }

  /** The pass that finds the ranges. */
  static Pass<ColumnRanges> pass(ColumnChoice choice) {
    return new RangePass(choice);
  }

  private static final class RangePass implements Pass<ColumnRanges> {
    private static final long serialVersionUID = 1L;
    private final ColumnChoice choice;

    RangePass(ColumnChoice choice) {
      this.choice = choice;
    }

    @Override
    public ColumnRanges start() {
      ColumnRanges empty = new ColumnRanges(choice.size());
      if (!choice.isGrouped()) {
        empty.row(empty.groups.number(""));
      }
      return empty;
    }

    @Override
    public ColumnRanges add(ColumnRanges into, PanelBlock block) {
      int[] groups = choice.groups(block, into.groups);
      if (choice.isGrouped()) {
        addGroups(into, block, groups);
      }
      for (int column = 0; column < choice.size(); column++) {
        double[] values = block.numeric(choice.numeric(column));
        if (choice.isGrouped()) {
          addColumn(into, values, groups, column);
        } else {
          into.ranges.get(0)[column].addAll(values, groups);
        }
      }
      return into;
    }

    private static void addGroups(ColumnRanges into, PanelBlock block, int[] groups) {
      for (int row = 0; row < groups.length; row++) {
        if (groups[row] != GroupIndex.NONE) {
          into.row(groups[row]);
        } else if (block.inSample(row)) {
          into.rowsWithoutGroup++;
        }
      }
    }

    private static void addColumn(ColumnRanges into, double[] values, int[] groups, int column) {
      KeyRange[] ranges = new KeyRange[into.ranges.size()];
      Arrays.setAll(ranges, group -> into.ranges.get(group)[column]);
      for (int row = 0; row < values.length; row++) {
        if (groups[row] != GroupIndex.NONE && !Double.isNaN(values[row])) {
          ranges[groups[row]].add(SortKey.of(values[row]));
        }
      }
    }

    @Override
    public ColumnRanges merge(ColumnRanges left, ColumnRanges right) {
      return left.merge(right);
    }
  }
}
