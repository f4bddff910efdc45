package org.panelworks.stats;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.Pass;

/** One round of a selection: looks into the ranges of its targets and nowhere else. */
final class SelectionPass implements Pass<SelectionCounts> {
  private static final long serialVersionUID = 1L;

  private final ColumnChoice choice;
  private final List<String> labels;
  private final int targets;
  private final boolean[] kept;
  private final @Nullable Ranges[][] ranges;

  /**
   * A round over some targets.
   *
   * @param targets sorted by group and column, those of one column in a group ascending and
   *     disjoint
   * @param bits a target with at most 2^bits values keeps its keys, any other counts them in at
   *     most 2^bits bins
   */
  SelectionPass(ColumnChoice choice, List<String> labels, List<SelectionTarget> targets, int bits) {
    this.choice = choice;
    this.labels = List.copyOf(labels);
    this.targets = targets.size();
    this.kept = new boolean[targets.size()];
    this.ranges = new Ranges[labels.size()][choice.size()];
    int from = 0;
    while (from < targets.size()) {
      SelectionTarget first = targets.get(from);
      int to = from;
      while (to < targets.size()
          && targets.get(to).group() == first.group()
          && targets.get(to).column() == first.column()) {
        kept[to] = targets.get(to).count() <= 1L << bits;
        to++;
      }
      ranges[first.group()][first.column()] = new Ranges(from, targets.subList(from, to), bits);
      from = to;
    }
  }

  /** Whether the keys of a target are kept; otherwise they are counted in bins. */
  boolean isKept(int target) {
    return kept[target];
  }

  @Override
  public SelectionCounts start() {
    return new SelectionCounts(targets);
  }

  @Override
  public SelectionCounts add(SelectionCounts into, PanelBlock block) {
    int[] groups = choice.groups(block, GroupIndex.of(labels));
    for (int column = 0; column < choice.size(); column++) {
      Ranges[] wanted = new Ranges[ranges.length];
      boolean any = false;
      for (int group = 0; group < wanted.length; group++) {
        wanted[group] = ranges[group][column];
        any |= wanted[group] != null;
      }
      if (any) {
        addColumn(into, block.numeric(choice.numeric(column)), groups, wanted);
      }
    }
    return into;
  }

  private void addColumn(
      SelectionCounts into, double[] values, int[] groups, @Nullable Ranges[] wanted) {
    boolean pooled = !choice.isGrouped();
    Ranges only = pooled ? wanted[0] : null;
    for (int row = 0; row < values.length; row++) {
      double value = values[row];
      if (groups[row] == GroupIndex.NONE || Double.isNaN(value)) {
        continue;
      }
      Ranges of = pooled ? only : wanted[groups[row]];
      if (of != null) {
        add(into, of, SortKey.of(value));
      }
    }
  }

  private void add(SelectionCounts into, Ranges wanted, long key) {
    int place = wanted.find(key);
    if (place < 0) {
      return;
    }
    int target = wanted.first + place;
    if (kept[target]) {
      into.keep(target, key);
    } else {
      int bin = (int) ((key - wanted.low[place]) >>> wanted.width[place]);
      into.count(target, bin, wanted.bins[place]);
    }
  }

  @Override
  public SelectionCounts merge(SelectionCounts left, SelectionCounts right) {
    return left.merge(right, kept);
  }

  /** The targets of one column in one group, as arrays for the inner loop. */
  private static final class Ranges implements java.io.Serializable {
    private static final long serialVersionUID = 1L;
    private final int first;
    private final long[] low;
    private final long[] high;
    private final int[] width;
    private final int[] bins;
    private final long least;
    private final long most;

    Ranges(int first, List<SelectionTarget> targets, int bits) {
      this.first = first;
      low = targets.stream().mapToLong(SelectionTarget::low).toArray();
      high = targets.stream().mapToLong(SelectionTarget::high).toArray();
      least = low[0];
      most = high[high.length - 1];
      width = targets.stream().mapToInt(target -> target.binWidth(bits)).toArray();
      bins = new int[width.length];
      for (int place = 0; place < bins.length; place++) {
        bins[place] = targets.get(place).bins(width[place]);
      }
    }

    /** The place of the range that holds the key, or −1. */
    int find(long key) {
      if (key < least || key > most) {
        return -1;
      }
      if (low.length == 1) {
        return 0;
      }
      int from = 0;
      int to = low.length - 1;
      while (from <= to) {
        int middle = (from + to) >>> 1;
        if (key < low[middle]) {
          to = middle - 1;
        } else if (key > high[middle]) {
          from = middle + 1;
        } else {
          return middle;
        }
      }
      return -1;
    }
  }
}
