package org.panelworks.jobs.panel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows of one target partition as a task gathers them, with the task's own codes. */
final class RowBatch {
  private static final int FIRST_CAPACITY = 64;

  private final int limit;
  private final int doubles;
  private final int categories;
  private final boolean hasUnit;
  private final boolean hasTime;
  private int capacity;
  private int rows;
  private long[] unitKeys;
  private long[] time;
  private byte[] droppedAt;
  private double[] numeric;
  private int[] codes;

  RowBatch(RowLayout layout, int limit) {
    this.limit = limit;
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

  /** Opens a row and returns its number; its columns are then set. */
  int open(long unit, long at, byte dropped) {
    if (rows == capacity) {
      grow();
    }
    if (hasUnit) {
      unitKeys[rows] = unit;
    }
    if (hasTime) {
      time[rows] = at;
    }
    droppedAt[rows] = dropped;
    return rows++;
  }

  private void grow() {
    capacity = (int) Math.min(limit, 2L * capacity);
    unitKeys = hasUnit ? Arrays.copyOf(unitKeys, capacity) : unitKeys;
    time = hasTime ? Arrays.copyOf(time, capacity) : time;
    droppedAt = Arrays.copyOf(droppedAt, capacity);
    numeric = Arrays.copyOf(numeric, Math.multiplyExact(capacity, doubles));
    codes = Arrays.copyOf(codes, Math.multiplyExact(capacity, categories));
  }

  int rows() {
    return rows;
  }

  /** Moves the rows from {@code from} on to the end of another batch of the same task. */
  void moveTail(int from, RowBatch into) {
    int moved = rows - from;
    while (into.capacity < into.rows + moved) {
      into.grow();
    }
    int to = into.rows;
    System.arraycopy(unitKeys, from, into.unitKeys, to, hasUnit ? moved : 0);
    System.arraycopy(time, from, into.time, to, hasTime ? moved : 0);
    System.arraycopy(droppedAt, from, into.droppedAt, to, moved);
    System.arraycopy(numeric, from * doubles, into.numeric, to * doubles, moved * doubles);
    System.arraycopy(codes, from * categories, into.codes, to * categories, moved * categories);
    into.rows += moved;
    rows = from;
  }

  /** The packed numbers, of which those of row {@code r} start at r times their number. */
  double[] numeric() {
    return numeric;
  }

  /** The packed codes, of which those of row {@code r} start at r times their number. */
  int[] codes() {
    return codes;
  }

  boolean isFull() {
    return rows == limit;
  }

  boolean isEmpty() {
    return rows == 0;
  }

  /** Forgets the rows. */
  void clear() {
    rows = 0;
  }

  /**
   * The rows with dictionaries of their own, in the batch's own arrays: to be used before the next
   * row is opened, and the batch to be cleared afterwards.
   *
   * @param units the labels of the units' codes; null where their keys are no codes
   */
  PackedRows borrowed(@Nullable CodeBook units, CodeBook[] books) {
    PackedRows packed = new PackedRows();
    packed.rows = rows;
    packed.unitKeys = unitKeys;
    if (units != null) {
      packed.units = renumberUnits(units);
    }
    packed.time = time;
    packed.droppedAt = droppedAt;
    packed.numeric = numeric;
    packed.codes = codes;
    packed.dictionaries = new String[categories][];
    for (int column = 0; column < categories; column++) {
      packed.dictionaries[column] = renumber(column, books[column]);
    }
    return packed;
  }

  /** The rows with dictionaries and arrays of their own; the batch is empty afterwards. */
  PackedRows take(@Nullable CodeBook units, CodeBook[] books) {
    PackedRows packed = borrowed(units, books);
    packed.unitKeys = Arrays.copyOf(unitKeys, hasUnit ? rows : 0);
    packed.time = Arrays.copyOf(time, hasTime ? rows : 0);
    packed.droppedAt = Arrays.copyOf(droppedAt, rows);
    packed.numeric = Arrays.copyOf(numeric, rows * doubles);
    packed.codes = Arrays.copyOf(codes, rows * categories);
    clear();
    return packed;
  }

  private String[] renumberUnits(CodeBook book) {
    Renumbering numbers = new Renumbering(book, rows);
    for (int row = 0; row < rows; row++) {
      unitKeys[row] = numbers.of((int) unitKeys[row]);
    }
    return numbers.labels();
  }

  private String[] renumber(int column, CodeBook book) {
    Renumbering numbers = new Renumbering(book, rows);
    for (int at = column; at < rows * categories; at += categories) {
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
