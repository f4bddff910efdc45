package org.panelworks.jobs.panel;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;

/** One column of a batch of rows, with its numbers as the panel has them: NaN is missing. */
final class CellColumn {
  /** How cells of the types that can be read are stored. */
  private enum Stored {
    BOOLEAN(BooleanType.class),
    BYTE(ByteType.class),
    SHORT(ShortType.class),
    INT(IntegerType.class),
    LONG(LongType.class),
    FLOAT(FloatType.class),
    DOUBLE(DoubleType.class),
    TEXT(StringType.class);

    private static final EnumSet<Stored> WHOLE = EnumSet.range(BYTE, LONG);
    private static final EnumSet<Stored> NUMBERS = EnumSet.range(BYTE, DOUBLE);

    private final Class<? extends DataType> type;

    Stored(Class<? extends DataType> type) {
      this.type = type;
    }

    static Optional<Stored> of(DataType type) {
      return Arrays.stream(values()).filter(stored -> stored.type.isInstance(type)).findFirst();
    }
  }

  private final ColumnVector vector;
  private final Stored stored;
  private final boolean hasNull;

  /**
   * A column.
   *
   * @param vector of booleans, whole or floating numbers, or text
   */
  CellColumn(ColumnVector vector) {
    this.vector = vector;
    this.stored =
        Stored.of(vector.dataType())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no cells of type " + vector.dataType().simpleString() + " can be read"));
    this.hasNull = vector.hasNull();
  }

  /** Whether cells of a type can be read as they are stored. */
  static boolean reads(DataType type) {
    return Stored.of(type).isPresent();
  }

  /** Whether cells of a type are numbers that can be read as they are stored. */
  static boolean isNumber(DataType type) {
    return Stored.of(type).filter(Stored.NUMBERS::contains).isPresent();
  }

  /** Whether cells of a type are whole numbers that can be read as they are stored. */
  static boolean isWhole(DataType type) {
    return Stored.of(type).filter(Stored.WHOLE::contains).isPresent();
  }

  /** Whether a cell holds nothing, or no number. */
  boolean isMissing(int row) {
    return (hasNull && vector.isNullAt(row))
        || (stored == Stored.DOUBLE && Double.isNaN(vector.getDouble(row)))
        || (stored == Stored.FLOAT && Float.isNaN(vector.getFloat(row)));
  }

  /** A whole number, which is not missing. */
  long whole(int row) {
    return switch (stored) {
      case LONG -> vector.getLong(row);
      case INT -> vector.getInt(row);
      case SHORT -> vector.getShort(row);
      case BYTE -> vector.getByte(row);
      default -> throw new IllegalStateException(stored + " holds no whole numbers");
    };
  }

  /** A number, NaN where it is missing. */
  double number(int row) {
    if (hasNull && vector.isNullAt(row)) {
      return Double.NaN;
    }
    return switch (stored) {
      case DOUBLE -> vector.getDouble(row);
      case FLOAT -> vector.getFloat(row);
      default -> whole(row);
    };
  }

  /** Whether a truth value is there and true. */
  boolean isTrue(int row) {
    return !isMissing(row) && vector.getBoolean(row);
  }

  /** A text, which is not missing; good until the next batch. */
  UTF8String text(int row) {
    return vector.getUTF8String(row);
  }

  /**
   * Copies numbers, NaN where one is missing.
   *
   * @param rows which ones, in the order wanted
   * @param count how many of the rows
   * @param into takes the first number at a place, the next ones a step further each
   * @return how many are infinite
   */
  int copy(int[] rows, int count, double[] into, int place, int step) {
    boolean bare = stored == Stored.DOUBLE && !hasNull;
    int infinite = 0;
    int at = place;
    for (int r = 0; r < count; r++) {
      double value = bare ? vector.getDouble(rows[r]) : number(rows[r]);
      infinite += Double.isInfinite(value) ? 1 : 0;
      into[at] = value;
      at += step;
    }
    return infinite;
  }
}
