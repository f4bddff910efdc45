package org.panelworks.stats;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.Pass;

/** Counts, means, squares and ranges of several variables, pooled and, if asked for, by group. */
public final class DescriptiveMoments implements Serializable {
  private static final long serialVersionUID = 1L;

  private final GroupIndex groups = new GroupIndex();
  private final List<CoMoments[]> byGroup = new ArrayList<>();
  private final CoMoments[] pooled;
  private ColumnRanges pooledRanges;
  private ColumnRanges groupRanges;

  private DescriptiveMoments(int columns, ColumnRanges pooledRanges, ColumnRanges groupRanges) {
    this.pooled = empty(columns);
    this.pooledRanges = pooledRanges;
    this.groupRanges = groupRanges;
  }

  private static CoMoments[] empty(int columns) {
    CoMoments[] moments = new CoMoments[columns];
    Arrays.setAll(moments, column -> new CoMoments(1));
    return moments;
  }

  CoMoments pooled(int column) {
    return pooled[column];
  }

  /** The moments of a column in a group, by the group's label. */
  CoMoments group(String label, int column) {
    return byGroup.get(groups.number(label))[column];
  }

  ColumnRanges pooledRanges() {
    return pooledRanges;
  }

  ColumnRanges groupRanges() {
    return groupRanges;
  }

  private CoMoments[] moments(int group) {
    while (byGroup.size() <= group) {
      byGroup.add(empty(pooled.length));
    }
    return byGroup.get(group);
  }

  private void merge(DescriptiveMoments other) {
    mergeAll(pooled, other.pooled);
    List<String> labels = other.groups.labels();
    for (int group = 0; group < labels.size(); group++) {
      mergeAll(moments(groups.number(labels.get(group))), other.moments(group));
    }
  }

  private static void mergeAll(CoMoments[] into, CoMoments[] from) {
    for (int column = 0; column < into.length; column++) {
      into[column].merge(from[column]);
    }
  }

  /** The pass over some columns, with or without groups. */
  static Pass<DescriptiveMoments> pass(ColumnChoice pooled, ColumnChoice grouped) {
    return new MomentsPass(pooled, grouped);
  }

  private static final class MomentsPass implements Pass<DescriptiveMoments> {
    private static final long serialVersionUID = 1L;
    private final ColumnChoice pooled;
    private final ColumnChoice grouped;
    private final Pass<ColumnRanges> pooledRanges;
    private final Pass<ColumnRanges> groupRanges;

    MomentsPass(ColumnChoice pooled, ColumnChoice grouped) {
      this.pooled = pooled;
      this.grouped = grouped;
      this.pooledRanges = ColumnRanges.pass(pooled);
      this.groupRanges = ColumnRanges.pass(grouped);
    }

    @Override
    public DescriptiveMoments start() {
      return new DescriptiveMoments(pooled.size(), pooledRanges.start(), groupRanges.start());
    }

    @Override
    public DescriptiveMoments add(DescriptiveMoments into, PanelBlock block) {
      into.pooledRanges = pooledRanges.add(into.pooledRanges, block);
      RowChunks chunks = new RowChunks();
      int[] sample = pooled.groups(block, new GroupIndex());
      for (int column = 0; column < pooled.size(); column++) {
        CoMoments[] one = {into.pooled[column]};
        chunks.add(block.numeric(pooled.numeric(column)), sample, one);
      }
      if (grouped.isGrouped()) {
        into.groupRanges = groupRanges.add(into.groupRanges, block);
        addGroups(into, block, chunks);
      }
      return into;
    }

    private void addGroups(DescriptiveMoments into, PanelBlock block, RowChunks chunks) {
      int[] groups = grouped.groups(block, into.groups);
      for (int column = 0; column < grouped.size(); column++) {
        CoMoments[] moments = new CoMoments[into.groups.size()];
        for (int group = 0; group < moments.length; group++) {
          moments[group] = into.moments(group)[column];
        }
        chunks.add(block.numeric(grouped.numeric(column)), groups, moments);
      }
    }

    @Override
    public DescriptiveMoments merge(DescriptiveMoments left, DescriptiveMoments right) {
      left.merge(right);
      left.pooledRanges = pooledRanges.merge(left.pooledRanges, right.pooledRanges);
      left.groupRanges = groupRanges.merge(left.groupRanges, right.groupRanges);
      return left;
    }
  }
}
