package org.panelworks.stats;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The values of each column in each group, counted over {@link Brackets}. */
final class BracketCounts implements ValueCounts, Serializable {
  private static final long serialVersionUID = 1L;

  /** What is done with each column in each group that has a value. */
  interface Visitor {
    void visit(int group, int column, SegmentCounts counts);
  }

  private final GroupIndex groups = new GroupIndex();
  private final List<SegmentCounts[]> counts = new ArrayList<>();
  private final long limit;
  private long kept;
  private long rowsWithoutGroup;

  /**
   * No values.
   *
   * @param limit how many keys may be kept
   */
  BracketCounts(long limit) {
    this.limit = limit;
  }

  GroupIndex groups() {
    return groups;
  }

  @Override
  public List<String> labels() {
    return groups.labels();
  }

  @Override
  public long count(int group, int column) {
    return of(group)[column].count();
  }

  @Override
  public long rowsWithoutGroup() {
    return rowsWithoutGroup;
  }

  void addRowsWithoutGroup(long rows) {
    rowsWithoutGroup += rows;
  }

  /** Number of groups that have counts. */
  int size() {
    return counts.size();
  }

  /** The counts of a group by column. */
  SegmentCounts[] of(int group) {
    return counts.get(group);
  }

  /** Begins the counts of the next group. */
  void start(Brackets[] brackets) {
    SegmentCounts[] row = new SegmentCounts[brackets.length];
    for (int column = 0; column < row.length; column++) {
      row[column] = new SegmentCounts(brackets[column]);
    }
    counts.add(row);
  }

  /** Notes that more keys were kept, and gives all up where they are too many. */
  void keptMore(long more) {
    kept += more;
    if (more > 0 && kept > limit) {
      counts.forEach(
          row -> {
            for (SegmentCounts one : row) {
              one.forgetKeys();
            }
          });
    }
  }

  /** Sorts the keys kept. */
  void sortKeys() {
    counts.stream().flatMap(Arrays::stream).parallel().forEach(SegmentCounts::sortKeys);
  }

  /** Visits each column in each group that has a value. */
  void each(Visitor visitor) {
    for (int group = 0; group < counts.size(); group++) {
      SegmentCounts[] row = counts.get(group);
      for (int column = 0; column < row.length; column++) {
        if (row[column].count() > 0) {
          visitor.visit(group, column, row[column]);
        }
      }
    }
  }

  /** Adds the counts of other rows over the same brackets. */
  BracketCounts merge(BracketCounts other) {
    List<String> labels = other.labels();
    for (int group = 0; group < labels.size(); group++) {
      int into = groups.number(labels.get(group));
      if (into == counts.size()) {
        counts.add(other.of(group));
        continue;
      }
      for (int column = 0; column < of(into).length; column++) {
        of(into)[column].merge(other.of(group)[column]);
      }
    }
    rowsWithoutGroup += other.rowsWithoutGroup;
    keptMore(other.kept);
    return this;
  }
}
