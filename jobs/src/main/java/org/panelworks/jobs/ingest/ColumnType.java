package org.panelworks.jobs.ingest;

import java.math.BigDecimal;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** What a column of text becomes. */
enum ColumnType {
  /** Stays as it is: {@code 000001}. */
  TEXT,
  /** A 64-bit whole number. */
  INTEGER,
  /** A double. */
  NUMBER,
  /** A day. */
  DATE,
  /** A month, text of the form {@code 2011-03}. */
  MONTH;

  /** Whether cells of a shape can be cast. */
  boolean accepts(CellShape shape) {
    if (shape == CellShape.EMPTY) {
      return true;
    }
    boolean whole =
        shape == CellShape.INTEGER || shape == CellShape.DAY_DIGITS || shape == CellShape.ZERO_LED;
    return switch (this) {
      case TEXT -> true;
      case INTEGER -> whole;
      case NUMBER -> whole || shape == CellShape.LONG_DIGITS || shape == CellShape.DECIMAL;
      case DATE -> shape == CellShape.DATE || shape == CellShape.DAY_DIGITS;
      case MONTH -> shape == CellShape.MONTH;
    };
  }

  /** As Spark stores it. */
  DataType stored() {
    return switch (this) {
      case TEXT, MONTH -> DataTypes.StringType;
      case INTEGER -> DataTypes.LongType;
      case NUMBER -> DataTypes.DoubleType;
      case DATE -> DataTypes.DateType;
    };
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
