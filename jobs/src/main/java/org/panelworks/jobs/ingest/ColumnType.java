package org.panelworks.jobs.ingest;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** What a column of text becomes. */
enum ColumnType {
  /** Stays as it is: {@code 000001}. */
  TEXT(EnumSet.allOf(CellShape.class), DataTypes.StringType),
  /** A 64-bit whole number. */
  INTEGER(
      EnumSet.of(CellShape.INTEGER, CellShape.DAY_DIGITS, CellShape.ZERO_LED), DataTypes.LongType),
  /** A double. */
  NUMBER(
      EnumSet.of(
          CellShape.INTEGER,
          CellShape.DAY_DIGITS,
          CellShape.ZERO_LED,
          CellShape.LONG_DIGITS,
          CellShape.DECIMAL),
      DataTypes.DoubleType),
  /** A day. */
  DATE(EnumSet.of(CellShape.DATE, CellShape.DAY_DIGITS), DataTypes.DateType),
  /** A month, text of the form {@code 2011-03}. */
  MONTH(EnumSet.of(CellShape.MONTH), DataTypes.StringType);

  private final Set<CellShape> shapes;
  private final DataType stored;

  ColumnType(Set<CellShape> shapes, DataType stored) {
    this.shapes = shapes;
    this.stored = stored;
  }

  /** Whether cells of a shape can be cast. */
  boolean accepts(CellShape shape) {
    return shape == CellShape.EMPTY || shapes.contains(shape);
  }

  /** As Spark stores it. */
  DataType stored() {
    return stored;
  }

  /**
   * A cell's value; null where the cell is empty or cannot be cast.
   *
   * @param power numbers are multiplied by 10 to this power
   */
  @Nullable Object value(String cell, int power) {
    if (cell.isEmpty()) {
      return null;
    }
    if (this == TEXT) {
      return cell;
    }
    if (!accepts(CellShape.of(cell))) {
      return null;
    }
    return switch (this) {
      case TEXT -> cell;
      case INTEGER -> Long.valueOf(cell);
      case NUMBER ->
          power == 0
              ? Double.valueOf(cell)
              : Double.valueOf(new BigDecimal(cell).scaleByPowerOfTen(power).doubleValue());
      case DATE -> Dates.date(Dates.day(cell));
      case MONTH -> Dates.monthText(Dates.month(cell));
    };
  }
}
