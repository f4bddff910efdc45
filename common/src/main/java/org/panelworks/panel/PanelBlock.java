package org.panelworks.panel;

import java.io.Externalizable;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run of rows of a panel, column-major. Where the panel has a unit, all rows of a unit stand
 * together in one block, in ascending order of time; where it has none, the block is one run of
 * rows in no particular order and {@link #units()} is zero. The arrays are borrowed: nobody writes
 * them.
 */
public final class PanelBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final byte UNKNOWN = 0;
  private static final byte COMPLETE = 1;
  private static final byte INCOMPLETE = 2;

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

  /** For each numeric column whether values are missing, once somebody has asked. */
  private final byte[] completeness;

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
    this.completeness = new byte[numeric.length];
  }

  /**
   * The same rows with other columns.
   *
   * @param columns the columns
   * @param values [numeric columns][rows], NaN where missing
   * @param categories [category columns] which of this block's category columns each is
   */
  public PanelBlock with(PanelSchema columns, double[][] values, int[] categories) {
    int[][] chosen = new int[categories.length][];
    String[][] labels = new String[categories.length][];
    for (int column = 0; column < categories.length; column++) {
      chosen[column] = codes[categories[column]];
      labels[column] = dictionaries[categories[column]];
    }
    return new PanelBlock(
        columns, rows, unitKeys, unitStarts, time, values, chosen, labels, droppedAt);
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

  /** Whether a numeric column has a value in every row; found once, as every pass may ask. */
  public boolean isComplete(int column) {
    if (completeness[column] == UNKNOWN) {
      completeness[column] = isComplete(numeric[column]) ? COMPLETE : INCOMPLETE;
    }
    return completeness[column] == COMPLETE;
  }

  /** Whether no value is NaN. */
  public static boolean isComplete(double[] values) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int r = 0;
    for (; r + 3 < values.length; r += 4) {
      s0 += values[r];
      s1 += values[r + 1];
      s2 += values[r + 2];
      s3 += values[r + 3];
    }
    for (; r < values.length; r++) {
      s0 += values[r];
    }
    // A sum is a number only where all of its terms are; it may also not be where two are infinite.
    boolean summed = !Double.isNaN((s0 + s1) + (s2 + s3));
    return summed || Arrays.stream(values).noneMatch(Double::isNaN);
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

  private Object writeReplace() {
    return new Stored(this);
  }

  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("a block is read by way of its stored form");
  }

  /** A block on a disk or on its way, its arrays as raw bytes. */
  static final class Stored implements Externalizable {
    private static final long serialVersionUID = 1L;

    private @Nullable PanelBlock block;

    Stored(PanelBlock block) {
      this.block = block;
    }

    /** For deserialization. */
    public Stored() {}

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
      PanelBlock from = Objects.requireNonNull(block);
      out.writeObject(from.schema);
      out.writeInt(from.rows);
      RawArrays.writeTexts(out, from.unitKeys);
      RawArrays.writeInts(out, from.unitStarts);
      RawArrays.writeLongs(out, from.time);
      for (double[] column : from.numeric) {
        RawArrays.writeDoubles(out, column);
      }
      for (int column = 0; column < from.codes.length; column++) {
        RawArrays.writeInts(out, from.codes[column]);
        boolean ofUnits = from.dictionaries[column] == from.unitKeys;
        out.writeBoolean(ofUnits);
        if (!ofUnits) {
          RawArrays.writeTexts(out, from.dictionaries[column]);
        }
      }
      out.writeInt(from.droppedAt.length);
      out.write(from.droppedAt);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
      PanelSchema schema = (PanelSchema) in.readObject();
      int rows = in.readInt();
      String[] unitKeys = RawArrays.readTexts(in);
      int[] unitStarts = RawArrays.readInts(in);
      long[] time = RawArrays.readLongs(in);
      double[][] numeric = new double[schema.numeric().size()][];
      for (int column = 0; column < numeric.length; column++) {
        numeric[column] = RawArrays.readDoubles(in);
      }
      int[][] codes = new int[schema.categories().size()][];
      String[][] dictionaries = new String[codes.length][];
      for (int column = 0; column < codes.length; column++) {
        codes[column] = RawArrays.readInts(in);
        dictionaries[column] = in.readBoolean() ? unitKeys : RawArrays.readTexts(in);
      }
      byte[] droppedAt = new byte[in.readInt()];
      in.readFully(droppedAt);
      block =
          new PanelBlock(
              schema, rows, unitKeys, unitStarts, time, numeric, codes, dictionaries, droppedAt);
    }

    private Object readResolve() {
      return Objects.requireNonNull(block);
    }
  }
}
