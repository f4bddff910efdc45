package org.panelworks.jobs.panel;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.panelworks.DataException;

/**
 * How a column that names groups travels: whole numbers and doubles as they are, everything else as
 * text. {@link CellText} gives the label of a cell.
 */
enum ColumnKind {
  WHOLE,
  DOUBLE,
  TEXT;

  private static final int DOUBLE_DIGITS = 15;
  private static final int LONG_DIGITS = 18;

  /** The column as this kind. */
  Column of(Column column) {
    return switch (this) {
      case WHOLE -> column.cast(DataTypes.LongType);
      case DOUBLE -> column.cast(DataTypes.DoubleType);
      case TEXT -> column.cast(DataTypes.StringType);
    };
  }

  /** How a category column of a type travels. */
  static ColumnKind ofCategory(String name, DataType type, String setting) {
    if (isWhole(type)) {
      return WHOLE;
    }
    if ((type instanceof DecimalType decimal && decimal.precision() <= DOUBLE_DIGITS)
        || type instanceof DoubleType
        || type instanceof FloatType) {
      return DOUBLE;
    }
    if (type instanceof DecimalType
        || type instanceof StringType
        || type instanceof BooleanType
        || isDate(type)) {
      return TEXT;
    }
    throw new DataException(
        setting
            + ": column `"
            + name
            + "` must hold numbers, text, dates or booleans to name groups, but is "
            + type.simpleString());
  }

  /** How a time column travels; dates are refused, because their unit is open. */
  static ColumnKind ofTime(String name, DataType type) {
    if (isDate(type)) {
      throw new DataException(
          "panel.time: column `"
              + name
              + "` is a "
              + type.simpleString()
              + ", but time must be whole numbers: derive it, derive { t = \"year("
              + name
              + ")\" } say, and set time = t");
    }
    if (type instanceof NumericType || type instanceof StringType) {
      return ofCategory(name, type, "panel.time");
    }
    throw new DataException(
        "panel.time: column `" + name + "` must hold whole numbers, but is " + type.simpleString());
  }

  /** Refuses a column that holds no numbers; booleans count as 0 and 1. */
  static void requireNumeric(String name, DataType type, String setting) {
    if (!(type instanceof NumericType || type instanceof BooleanType)) {
      throw new DataException(
          setting
              + ": column `"
              + name
              + "` must be numeric, but is "
              + (type instanceof StringType
                  ? "text (some of its values are no numbers)"
                  : type.simpleString()));
    }
  }

  private static boolean isWhole(DataType type) {
    if (type instanceof DecimalType decimal) {
      return decimal.scale() == 0 && decimal.precision() <= LONG_DIGITS;
    }
    return type instanceof ByteType
        || type instanceof ShortType
        || type instanceof IntegerType
        || type instanceof LongType;
  }

  private static boolean isDate(DataType type) {
    return type instanceof DateType
        || type instanceof TimestampType
        || type instanceof TimestampNTZType;
  }
}
