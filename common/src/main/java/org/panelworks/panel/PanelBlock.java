package org.panelworks.panel;

import java.io.Serializable;

/**
 * A run of rows of a panel, column-major. Where the panel has a unit, all rows of a unit stand
 * together in one block, in ascending order of time; where it has none, the block is one run of
 * rows in no particular order and {@link #units()} is zero. The arrays are borrowed: nobody writes
 * them.
 */
public final class PanelBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A short text and what refers to it. */
  private static final int LABEL_BYTES = 60;

  private final PanelSchema schema;
  private final int rows;
  private final String[] unitKeys;
  private final int[] unitStarts;
  private final long[] time;
  private final double[][] numeric;
  private final int[][] codes;
  private final String[][] dictionaries;
  private final byte[] droppedAt;

  /**
   * Wraps the arrays of a block.
   *
   * @param schema the columns
   * @param rows number of rows
   * @param unitKeys key of each unit, [units]; empty for a panel without a unit
   * @param unitStarts first row of each unit, ascending, with {@code rows} at the end, [units + 1];
   *     empty for a panel without a unit
   * @param time the time of each row, [rows]; empty for a panel without a time
   * @param numeric [numeric columns][rows], NaN where missing
   * @param codes [category columns][rows], an index into the column's dictionary, −1 where missing
   * @param dictionaries [category columns][levels in this block], distinct, in no particular order
   * @param droppedAt the number of the sample step, from 1, that dropped the row, 0 for a row of
   *     the sample, [rows]; empty where every row is in the sample
   */
  public PanelBlock(
      PanelSchema schema,
      int rows,
      String[] unitKeys,
      int[] unitStarts,
      long[] time,
      double[][] numeric,
      int[][] codes,
      String[][] dictionaries,
      byte[] droppedAt) {
    if (numeric.length != schema.numeric().size()
        || codes.length != schema.categories().size()
        || dictionaries.length != codes.length) {
      throw new IllegalArgumentException("the block's columns do not match its schema");
    }
    if (unitKeys.length > 0
        && (unitStarts.length != unitKeys.length + 1 || unitStarts[unitKeys.length] != rows)) {
      throw new IllegalArgumentException("the block's units do not cover its rows");
    }
    this.schema = schema;
    this.rows = rows;
    this.unitKeys = unitKeys;
    this.unitStarts = unitStarts;
    this.time = time;
    this.numeric = numeric;
    this.codes = codes;
    this.dictionaries = dictionaries;
    this.droppedAt = droppedAt;
  }

  public PanelSchema schema() {
    return schema;
  }

  /** Number of rows, those that a sample step dropped included. */
  public int rows() {
    return rows;
  }

  /** Number of units; 0 for a panel without a unit. */
  public int units() {
    return unitKeys.length;
  }

  public String unitKey(int unit) {
    return unitKeys[unit];
  }

  /** First row of a unit; {@code unitStart(units())} is the number of rows. */
  public int unitStart(int unit) {
    return unitStarts[unit];
  }

  public boolean hasTime() {
    return time.length > 0 || rows == 0;
  }

  /** Time of each row, [rows]; empty for a panel without a time. */
  public long[] time() {
    return time;
  }

  /** Values of a numeric column, [rows], NaN where missing. */
  public double[] numeric(int column) {
    return numeric[column];
  }

  /** Codes of a category column, [rows], indices into {@link #dictionary}, −1 where missing. */
  public int[] codes(int column) {
    return codes[column];
  }

  /** The distinct labels of a category column in this block, by code. */
  public String[] dictionary(int column) {
    return dictionaries[column];
  }

  /** Bytes of memory that the block takes, about. */
  public long bytes() {
    long labels = unitKeys.length;
    for (String[] dictionary : dictionaries) {
      labels += dictionary == unitKeys ? 0 : dictionary.length;
    }
    return (long) rows * (Double.BYTES * numeric.length + Integer.BYTES * codes.length)
        + (long) Long.BYTES * time.length
        + (long) Integer.BYTES * unitStarts.length
        + droppedAt.length
        + labels * LABEL_BYTES;
  }

  /** Whether the row survived every sample step. */
  public boolean inSample(int row) {
    return droppedAt.length == 0 || droppedAt[row] == 0;
  }

  /** The number of the sample step that dropped the row, from 1; 0 for a row of the sample. */
  public int droppedAt(int row) {
    return droppedAt.length == 0 ? 0 : droppedAt[row];
  }
}
