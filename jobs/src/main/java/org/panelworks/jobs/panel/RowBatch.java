package org.panelworks.jobs.panel;

import java.util.Arrays;

/** Rows of one target partition as a task gathers them, with the task's own codes. */
final class RowBatch {
  private static final int FIRST_CAPACITY = 64;

  private final int limit;
  private int rows;
  private int[] unitCodes;
  private long[] time;
  private byte[] droppedAt;
  private final double[][] numeric;
  private final int[][] codes;
  private final boolean hasUnit;
  private final boolean hasTime;

  RowBatch(RowLayout layout, int limit) {
    this.limit = limit;
    this.hasUnit = layout.unit() != null;
    this.hasTime = layout.time() != null;
    int capacity = Math.min(FIRST_CAPACITY, limit);
    this.unitCodes = new int[hasUnit ? capacity : 0];
    this.time = new long[hasTime ? capacity : 0];
    this.droppedAt = new byte[capacity];
    this.numeric = new double[layout.doubles()][capacity];
    this.codes = new int[layout.categories().size()][capacity];
  }

  /** Opens a row and returns its number; its columns are then set. */
  int open(int unit, long at, byte dropped) {
    if (rows == droppedAt.length) {
      grow();
    }
    if (hasUnit) {
      unitCodes[rows] = unit;
    }
    if (hasTime) {
      time[rows] = at;
    }
    droppedAt[rows] = dropped;
    return rows++;
  }

  private void grow() {
    int capacity = (int) Math.min(limit, 2L * droppedAt.length);
    unitCodes = hasUnit ? Arrays.copyOf(unitCodes, capacity) : unitCodes;
    time = hasTime ? Arrays.copyOf(time, capacity) : time;
    droppedAt = Arrays.copyOf(droppedAt, capacity);
    for (int column = 0; column < numeric.length; column++) {
      numeric[column] = Arrays.copyOf(numeric[column], capacity);
    }
    for (int column = 0; column < codes.length; column++) {
      codes[column] = Arrays.copyOf(codes[column], capacity);
    }
  }

  int rows() {
    return rows;
  }

  /** Moves the rows from {@code from} on to the end of another batch of the same task. */
  void moveTail(int from, RowBatch into) {
    int moved = rows - from;
    while (into.droppedAt.length < into.rows + moved) {
      into.grow();
    }
    System.arraycopy(unitCodes, from, into.unitCodes, into.rows, hasUnit ? moved : 0);
    System.arraycopy(time, from, into.time, into.rows, hasTime ? moved : 0);
    System.arraycopy(droppedAt, from, into.droppedAt, into.rows, moved);
    for (int column = 0; column < numeric.length; column++) {
      System.arraycopy(numeric[column], from, into.numeric[column], into.rows, moved);
    }
    for (int column = 0; column < codes.length; column++) {
      System.arraycopy(codes[column], from, into.codes[column], into.rows, moved);
    }
    into.rows += moved;
    rows = from;
  }

  double[] numeric(int column) {
    return numeric[column];
  }

  int[] codes(int column) {
    return codes[column];
  }

  boolean isFull() {
    return rows == limit;
  }

  boolean isEmpty() {
    return rows == 0;
  }

  /** The rows with dictionaries of their own; the batch is empty afterwards. */
  PackedRows take(CodeBook units, CodeBook[] books) {
    PackedRows packed = new PackedRows();
    packed.rows = rows;
    if (hasUnit) {
      packed.unitCodes = Arrays.copyOf(unitCodes, rows);
      packed.units = renumber(packed.unitCodes, units);
    }
    packed.time = Arrays.copyOf(time, hasTime ? rows : 0);
    packed.droppedAt = Arrays.copyOf(droppedAt, rows);
    packed.numeric = new double[numeric.length][];
    for (int column = 0; column < numeric.length; column++) {
      packed.numeric[column] = Arrays.copyOf(numeric[column], rows);
    }
    packed.codes = new int[codes.length][];
    packed.dictionaries = new String[codes.length][];
    for (int column = 0; column < codes.length; column++) {
      packed.codes[column] = Arrays.copyOf(codes[column], rows);
      packed.dictionaries[column] = renumber(packed.codes[column], books[column]);
    }
    rows = 0;
    return packed;
  }

  /** Renumbers a task's codes 0, 1, 2, … in the order they stand in, and returns their labels. */
  private static String[] renumber(int[] codes, CodeBook book) {
    int[] numbers = new int[book.size()];
    String[] labels = new String[Math.min(book.size(), codes.length)];
    int size = 0;
    for (int row = 0; row < codes.length; row++) {
      int code = codes[row];
      if (code == CodeBook.MISSING) {
        continue;
      }
      if (numbers[code] == 0) {
        labels[size++] = book.label(code);
        numbers[code] = size;
      }
      codes[row] = numbers[code] - 1;
    }
    return Arrays.copyOf(labels, size);
  }
}
