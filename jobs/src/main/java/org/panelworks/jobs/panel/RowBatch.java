package org.panelworks.jobs.panel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one target partition as a task gathers them, with the task's own codes. Numbers stand row
 * by row where rows are to be picked one by one, else column by column.
 */
final class RowBatch {
  private static final int FIRST_CAPACITY = 64;

  private final int limit;
  private final int doubles;
  private final int categories;
  private final boolean hasUnit;
  private final boolean hasTime;
  private final boolean byColumn;
  private int capacity;
  private int rows;
  private long[] unitKeys;
  private long[] time;
  private byte[] droppedAt;
  private double[] numeric;
  private int[] codes;

  /**
   * No rows.
   *
   * @param limit how many rows it holds at most
   * @param byColumn whether numbers stand column by column
   */
  RowBatch(RowLayout layout, int limit, boolean byColumn) {
    this.limit = limit;
    this.byColumn = byColumn;
    this.doubles = layout.doubles();
    this.categories = layout.categories().size();
    this.hasUnit = layout.unit() != null;
    this.hasTime = layout.time() != null;
    this.capacity = Math.min(FIRST_CAPACITY, limit);
    this.unitKeys = new long[hasUnit ? capacity : 0];
    this.time = new long[hasTime ? capacity : 0];
    this.droppedAt = new byte[capacity];
    this.numeric = new double[capacity * doubles];
    this.codes = new int[capacity * categories];
  }

  /** Opens rows, no more than there is room for, and returns the first one's number. */
  int open(int count) {
    while (rows + count > capacity) {
      grow();
    }
    rows += count;
    return rows - count;
  }

  /** Sets the keys of rows from {@code first} on to those that stand from {@code from} on. */
  void putKeys(int first, long[] unit, long[] at, byte[] dropped, int from, int count) {
    if (hasUnit) {
      System.arraycopy(unit, from, unitKeys, first, count);
    }
    if (hasTime) {
      System.arraycopy(at, from, time, first, count);
    }
    System.arraycopy(dropped, from, droppedAt, first, count);
  }

  private void grow() {
    int before = capacity;
    capacity = (int) Math.min(limit, 2L * capacity);
    unitKeys = hasUnit ? Arrays.copyOf(unitKeys, capacity) : unitKeys;
    time = hasTime ? Arrays.copyOf(time, capacity) : time;
    droppedAt = Arrays.copyOf(droppedAt, capacity);
    numeric = Arrays.copyOf(numeric, Math.multiplyExact(capacity, doubles));
    for (int column = doubles - 1; byColumn && column > 0; column--) {
      System.arraycopy(numeric, column * before, numeric, column * capacity, rows);
    }
    codes = Arrays.copyOf(codes, Math.multiplyExact(capacity, categories));
  }

  int rows() {
    return rows;
  }

  /** Moves the rows from {@code from} on to the end of another batch of the same task. */
  void moveTail(int from, RowBatch into) {
    int moved = rows - from;
    int to = into.open(moved);
    into.putKeys(to, unitKeys, time, droppedAt, from, moved);
    for (int column = 0; column < doubles; column++) {
      for (int row = 0; row < moved; row++) {
        into.numeric[into.place(to + row, column)] = numeric[place(from + row, column)];
      }
    }
    System.arraycopy(codes, from * categories, into.codes, to * categories, moved * categories);
    rows = from;
  }

  /** Forgets the rows before {@code from}, column by column; the others become the first ones. */
  void keepTail(int from) {
    int kept = rows - from;
    putKeys(0, unitKeys, time, droppedAt, from, kept);
    if (!byColumn) {
      throw new IllegalStateException("only a batch that stands column by column forgets rows");
    }
    for (int column = 0; column < doubles; column++) {
      System.arraycopy(numeric, place(from, column), numeric, place(0, column), kept);
    }
    System.arraycopy(codes, from * categories, codes, 0, kept * categories);
    rows = kept;
  }

  /** The packed numbers: see {@link #place}. */
  double[] numeric() {
    return numeric;
  }

  /** Where a row's number of a column stands. */
  int place(int row, int column) {
    return row * rowStep() + column * columnStep();
  }

  /** How far the number of the next row is. */
  int rowStep() {
    return byColumn ? 1 : doubles;
  }

  private int columnStep() {
    return byColumn ? capacity : 1;
  }

  /** The packed codes, of which those of row {@code r} start at r times their number. */
  int[] codes() {
    return codes;
  }

  /** How many more rows it holds. */
  int room() {
    return limit - rows;
  }

  boolean isEmpty() {
    return rows == 0;
  }

  /**
   * The first rows with dictionaries of their own, in the batch's own arrays: to be used before the
   * next row is opened, and to be forgotten afterwards.
   *
   * @param count how many rows
   * @param units the labels of the units' codes; null where their keys are no codes
   */
  PackedRows borrowed(int count, @Nullable CodeBook units, CodeBook[] books) {
    PackedRows packed = new PackedRows();
    packed.rows = count;
    packed.rowStep = rowStep();
    packed.columnStep = columnStep();
    packed.unitKeys = unitKeys;
    if (units != null) {
      packed.units = renumberUnits(count, units);
    }
    packed.time = time;
    packed.droppedAt = droppedAt;
    packed.numeric = numeric;
    packed.codes = codes;
    packed.dictionaries = new String[categories][];
    for (int column = 0; column < categories; column++) {
      packed.dictionaries[column] = renumber(count, column, books[column]);
    }
    return packed;
  }

  /** The rows with dictionaries and arrays of their own; the batch is empty afterwards. */
  PackedRows take(@Nullable CodeBook units, CodeBook[] books) {
    PackedRows packed = borrowed(rows, units, books);
    packed.unitKeys = Arrays.copyOf(unitKeys, hasUnit ? rows : 0);
    packed.time = Arrays.copyOf(time, hasTime ? rows : 0);
    packed.droppedAt = Arrays.copyOf(droppedAt, rows);
    packed.numeric = numbers();
    packed.columnStep = byColumn ? rows : 1;
    packed.codes = Arrays.copyOf(codes, rows * categories);
    rows = 0;
    return packed;
  }

  private double[] numbers() {
    double[] taken = new double[rows * doubles];
    if (!byColumn) {
      System.arraycopy(numeric, 0, taken, 0, taken.length);
      return taken;
    }
    for (int column = 0; column < doubles; column++) {
      System.arraycopy(numeric, column * capacity, taken, column * rows, rows);
    }
    return taken;
  }

  private String[] renumberUnits(int count, CodeBook book) {
    Renumbering numbers = new Renumbering(book, count);
    for (int row = 0; row < count; row++) {
      unitKeys[row] = numbers.of((int) unitKeys[row]);
    }
    return numbers.labels();
  }

  private String[] renumber(int count, int column, CodeBook book) {
    Renumbering numbers = new Renumbering(book, count);
    for (int at = column; at < count * categories; at += categories) {
      codes[at] = codes[at] == CodeBook.MISSING ? CodeBook.MISSING : numbers.of(codes[at]);
    }
    return numbers.labels();
  }

  /** Renumbers a task's codes 0, 1, 2, … in the order they stand in. */
  private static final class Renumbering {
    private final CodeBook book;
    private final int[] numbers;
    private final String[] labels;
    private int size;

    Renumbering(CodeBook book, int rows) {
      this.book = book;
      this.numbers = new int[book.size()];
      this.labels = new String[Math.min(book.size(), rows)];
    }

    int of(int code) {
      if (numbers[code] == 0) {
        labels[size++] = book.label(code);
        numbers[code] = size;
      }
      return numbers[code] - 1;
    }

    String[] labels() {
      return Arrays.copyOf(labels, size);
    }
  }
}
