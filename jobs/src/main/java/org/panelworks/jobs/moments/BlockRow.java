package org.panelworks.jobs.moments;

import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.panelworks.panel.PanelBlock;

/**
 * A row of a block as Spark reads it, straight from the block's arrays: the key, then the numeric
 * columns, NaN as null.
 */
final class BlockRow extends GenericInternalRow {
  private static final long serialVersionUID = 1L;

  private final boolean hasUnit;
  private final int keys;
  private final boolean[] whole;
  private final transient PanelBlock block;
  private final double[][] values;
  private int at;
  private int unit = -1;
  private transient @Nullable UTF8String unitKey;

  /**
   * A row of a block, before its first.
   *
   * @param whole whether a numeric column holds whole numbers, [numeric columns]
   */
  BlockRow(boolean hasUnit, boolean hasTime, boolean[] whole, PanelBlock block) {
    super(0);
    this.hasUnit = hasUnit;
    this.keys = (hasUnit ? 1 : 0) + (hasTime ? 1 : 0);
    this.whole = whole;
    this.block = block;
    this.values = new double[block.schema().numeric().size()][];
    for (int column = 0; column < values.length; column++) {
      values[column] = block.numeric(column);
    }
  }

  /** Moves on to a row at or after the one it is at. */
  void moveTo(int row) {
    at = row;
    if (hasUnit && (unit < 0 || block.unitStart(unit + 1) <= row)) {
      unit++;
      unitKey = UTF8String.fromString(block.unitKey(unit));
    }
  }

  @Override
  public int numFields() {
    return keys + values.length;
  }

  @Override
  public boolean isNullAt(int field) {
    return field >= keys && Double.isNaN(values[field - keys][at]);
  }

  @Override
  public double getDouble(int field) {
    return values[field - keys][at];
  }

  @Override
  public long getLong(int field) {
    return field < keys ? block.time()[at] : (long) values[field - keys][at];
  }

  @Override
  public @Nullable UTF8String getUTF8String(int field) {
    return unitKey;
  }

  @Override
  public @Nullable Object genericGet(int field) {
    if (isNullAt(field)) {
      return null;
    }
    if (field < keys) {
      return hasUnit && field == 0 ? unitKey : (Object) getLong(field);
    }
    return whole[field - keys] ? (Object) getLong(field) : (Object) getDouble(field);
  }

  @Override
  public GenericInternalRow copy() {
    Object[] fields = new Object[numFields()];
    for (int field = 0; field < fields.length; field++) {
      fields[field] = genericGet(field);
    }
    return new GenericInternalRow(fields);
  }
}
