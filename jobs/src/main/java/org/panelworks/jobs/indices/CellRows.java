package org.panelworks.jobs.indices;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.panelworks.DataException;
import org.panelworks.jobs.moments.SparkBlocks;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelBlocks;

/**
 * Distributed cells of a sample: rows with the same labels summed. The columns are {@code k0},
 * {@code k1}, … for the labels, {@code v0}, … for the values and {@code n} for the number of rows.
 *
 * <p>A missing label, a negative value and a missing value of the first column are refused; any
 * other missing value leaves its sum missing where all of them are.
 */
final class CellRows {
  private final Dataset<Row> rows;

  private CellRows(Dataset<Row> rows) {
    this.rows = rows;
  }

  /** The cells; where a label column is empty text, the label is empty everywhere. */
  static CellRows of(PanelBlocks blocks, List<String> labels, List<String> values) {
    if (!(blocks instanceof SparkBlocks distributed)) {
      throw new IllegalStateException("cells are taken of blocks that Spark holds");
    }
    StructType schema = new StructType();
    List<Column> keys = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      schema = schema.add("k" + i, DataTypes.StringType, false);
      keys.add(functions.col("k" + i));
    }
    List<Column> sums = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      schema = schema.add("v" + i, DataTypes.DoubleType, true);
      sums.add(functions.sum("v" + i).as("v" + i));
    }
    Column[] further = sums.subList(1, sums.size()).toArray(Column[]::new);
    SparkSession spark = SparkSession.active();
    Dataset<Row> single =
        spark.createDataFrame(distributed.rdd().flatMap(new Flatten(labels, values)), schema);
    Column[] all = new Column[further.length + 1];
    System.arraycopy(further, 0, all, 0, further.length);
    all[further.length] = functions.count(functions.lit(1)).as("n");
    return new CellRows(single.groupBy(keys.toArray(Column[]::new)).agg(sums.get(0), all));
  }

  /** The cells, held until they are released. */
  Dataset<Row> rows() {
    return rows;
  }

  /** Refuses cells of more than one row. */
  void requireSingle(String what, int labels) {
    Column[] keys = new Column[labels];
    Arrays.setAll(keys, i -> functions.col("k" + i));
    List<Row> first = rows.filter("n > 1").orderBy(keys).limit(3).collectAsList();
    if (!first.isEmpty()) {
      long cells = rows.filter("n > 1").count();
      throw new DataException(
          "indices: "
              + what
              + " must be distinct, got "
              + cells
              + " that occur more than once, "
              + String.join("; ", first.stream().map(row -> text(row, labels)).toList())
              + " say; set duplicates = sum to add them");
    }
  }

  private static String text(Row row, int labels) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < labels; i++) {
      if (!row.getString(i).isEmpty()) {
        texts.add(row.getString(i));
      }
    }
    return String.join(" ", texts);
  }

  private record Flatten(List<String> labels, List<String> values)
      implements FlatMapFunction<PanelBlock, Row> {
    @Override
    public Iterator<Row> call(PanelBlock block) {
      int[] keys = labels.stream().mapToInt(block.schema()::categoryIndex).toArray();
      int[] columns = values.stream().mapToInt(block.schema()::numericIndex).toArray();
      List<Row> rows = new ArrayList<>();
      for (int row = 0; row < block.rows(); row++) {
        if (block.inSample(row)) {
          rows.add(row(block, row, keys, columns));
        }
      }
      return rows.iterator();
    }

    private Row row(PanelBlock block, int row, int[] keys, int[] columns) {
      Object[] cells = new Object[keys.length + columns.length];
      for (int i = 0; i < keys.length; i++) {
        int code = keys[i] < 0 ? 0 : block.codes(keys[i])[row];
        if (code < 0) {
          throw new DataException("indices: column `" + labels.get(i) + "` is missing in a row");
        }
        cells[i] = keys[i] < 0 ? "" : block.dictionary(keys[i])[code];
      }
      for (int i = 0; i < columns.length; i++) {
        double value = block.numeric(columns[i])[row];
        boolean missing = Double.isNaN(value);
        if (value < 0 || (missing && i == 0)) {
          throw new DataException(
              "indices: column `"
                  + values.get(i)
                  + "` must be there and not negative, got "
                  + (missing ? "a missing value" : Double.toString(value))
                  + " at "
                  + String.join(
                      " ", Arrays.stream(cells, 0, keys.length).map(String::valueOf).toList()));
        }
        cells[keys.length + i] = missing ? null : value;
      }
      return RowFactory.create(cells);
    }
  }
}
