package org.panelworks.stats;

import java.io.Serializable;

/** A range of keys of one column in one group that still holds wanted ranks. */
final class SelectionTarget implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int group;
  private final int column;
  private final int zeroBits;
  private final long low;
  private final long high;
  private final long below;
  private final long count;
  private final long[] ranks;

  private SelectionTarget(
      SelectionTarget parent, long low, long high, long below, long count, long[] ranks) {
    this(parent.group, parent.column, parent.zeroBits, low, high, below, count, ranks);
  }

  private SelectionTarget(
      int group,
      int column,
      int zeroBits,
      long low,
      long high,
      long below,
      long count,
      long[] ranks) {
    this.group = group;
    this.column = column;
    this.zeroBits = zeroBits;
    this.low = low;
    this.high = high;
    this.below = below;
    this.count = count;
    this.ranks = ranks;
  }

  /**
   * All values of a column in a group.
   *
   * @param ranks the wanted ranks, counted from 0, ascending
   */
  static SelectionTarget whole(int group, int column, KeyRange range, long[] ranks) {
    return new SelectionTarget(
        group,
        column,
        range.commonZeroBits(),
        range.smallest(),
        range.largest(),
        0,
        range.count(),
        ranks);
  }

  /**
   * A segment of the values of a column in a group.
   *
   * @param below number of values under it
   * @param count number of values in it
   * @param ranks the wanted ranks in it, counted from 0 over all values, ascending
   */
  static SelectionTarget segment(
      int group, int column, long low, long high, long below, long count, long[] ranks) {
    return new SelectionTarget(group, column, 0, low, high, below, count, ranks);
  }

  int group() {
    return group;
  }

  int column() {
    return column;
  }

  long low() {
    return low;
  }

  long high() {
    return high;
  }

  /** Number of values of the column in the group that lie under the range. */
  long below() {
    return below;
  }

  /** Number of values in the range. */
  long count() {
    return count;
  }

  long[] ranks() {
    return ranks;
  }

  /** Whether the range holds one distinct value only. */
  boolean isResolved() {
    return low == high;
  }

  /** Width of a bin, as a power of two, when the range is cut into at most 2^bits bins. */
  int binWidth(int bits) {
    int width = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(high - low) - bits);
    // The keys differ from `low` by multiples of 2^zeroBits: finer bins would only be empty.
    return Math.max(width, Math.min(zeroBits, Long.SIZE - 1));
  }

  int bins(int width) {
    return (int) ((high - low) >>> width) + 1;
  }

  /** The part of the range that one bin covers. */
  SelectionTarget bin(int bin, int width, long binBelow, long binCount, long[] binRanks) {
    long start = low + ((long) bin << width);
    long end = bin == bins(width) - 1 ? high : start + (1L << width) - 1;
    return new SelectionTarget(
        this, start, width <= zeroBits ? start : end, binBelow, binCount, binRanks);
  }
}
