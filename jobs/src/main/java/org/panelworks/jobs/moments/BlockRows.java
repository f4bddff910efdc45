package org.panelworks.jobs.moments;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.panelworks.panel.PanelBlock;

/**
 * Blocks as a table, to be written as row-level results: the key ({@code unit}, {@code time}) where
 * the panel has one, then the blocks' numeric columns; NaN becomes null. Up to {@link #ONE_FILE}
 * rows make one file sorted by key; of more, each file is sorted by key and holds whole units.
 */
public final class BlockRows {
  private static final long ONE_FILE = 1_000_000;

  private BlockRows() {}

  /**
   * The table.
   *
   * @param rows number of rows, as far as known
   * @param whole names of columns that hold whole numbers
   */
  public static Dataset<Row> of(SparkBlocks blocks, long rows, List<String> whole) {
    boolean hasTime = !blocks.schema().time().isEmpty();
    Layout layout = new Layout(blocks.hasUnit(), hasTime, types(blocks.schema().numeric(), whole));
    JavaRDD<InternalRow> internal =
        blocks.rdd().mapPartitions(found -> new BlockIterator(layout, found));
    SparkSession spark = SparkSession.active();
    Dataset<Row> table =
        ((org.apache.spark.sql.classic.SparkSession) spark)
            .internalCreateDataFrame(
                internal.rdd(), layout.schema(blocks.schema().numeric()), false);
    if (rows > ONE_FILE || !layout.hasUnit()) {
      return table;
    }
    Dataset<Row> single = table.coalesce(1);
    return hasTime
        ? single.sortWithinPartitions("unit", "time")
        : single.sortWithinPartitions("unit");
  }

  private static DataType[] types(List<String> names, List<String> whole) {
    return names.stream()
        .map(name -> whole.contains(name) ? DataTypes.LongType : DataTypes.DoubleType)
        .toArray(DataType[]::new);
  }

  /** The columns of the table. */
  private record Layout(boolean hasUnit, boolean hasTime, DataType[] types)
      implements java.io.Serializable {
    private static final long serialVersionUID = 1L;

    int keys() {
      return (hasUnit ? 1 : 0) + (hasTime ? 1 : 0);
    }

    StructType schema(List<String> names) {
      List<StructField> fields = new ArrayList<>();
      if (hasUnit) {
        fields.add(new StructField("unit", DataTypes.StringType, false, Metadata.empty()));
      }
      if (hasTime) {
        fields.add(new StructField("time", DataTypes.LongType, false, Metadata.empty()));
      }
      for (int i = 0; i < types.length; i++) {
        fields.add(new StructField(names.get(i), types[i], true, Metadata.empty()));
      }
      return new StructType(fields.toArray(StructField[]::new));
    }

    SpecificInternalRow row() {
      DataType[] all = new DataType[keys() + types.length];
      System.arraycopy(types, 0, all, keys(), types.length);
      if (hasUnit) {
        all[0] = DataTypes.StringType;
      }
      if (hasTime) {
        all[keys() - 1] = DataTypes.LongType;
      }
      return new SpecificInternalRow(new StructType(fields(all)));
    }

    private static StructField[] fields(DataType[] types) {
      StructField[] fields = new StructField[types.length];
      for (int i = 0; i < types.length; i++) {
        fields[i] = new StructField("c" + i, types[i], true, Metadata.empty());
      }
      return fields;
    }
  }

  /** One row after the other in one mutable row, which Spark copies where it keeps it. */
  private static final class BlockIterator implements Iterator<InternalRow> {
    private final Layout layout;
    private final Iterator<PanelBlock> blocks;
    private final SpecificInternalRow row;
    private final boolean[] whole;
    private PanelBlock block;
    private double[][] values = {};
    private int next;
    private int unit;

    BlockIterator(Layout layout, Iterator<PanelBlock> blocks) {
      this.layout = layout;
      this.blocks = blocks;
      this.row = layout.row();
      this.block = EMPTY;
      this.whole = new boolean[layout.types().length];
      for (int i = 0; i < whole.length; i++) {
        whole[i] = layout.types()[i] instanceof LongType;
      }
    }

    private static final PanelBlock EMPTY =
        new PanelBlock(
            new org.panelworks.panel.PanelSchema(List.of(), List.of()),
            0,
            new String[0],
            new int[0],
            new long[0],
            new double[0][],
            new int[0][],
            new String[0][],
            new byte[0]);

    @Override
    public boolean hasNext() {
      while (next >= block.rows() && blocks.hasNext()) {
        block = blocks.next();
        next = 0;
        unit = -1;
        values = new double[layout.types().length][];
        for (int i = 0; i < values.length; i++) {
          values[i] = block.numeric(i);
        }
      }
      return next < block.rows();
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int keys = layout.keys();
      if (layout.hasUnit() && (unit < 0 || block.unitStart(unit + 1) <= next)) {
        unit++;
        row.update(0, UTF8String.fromString(block.unitKey(unit)));
      }
      if (layout.hasTime()) {
        row.setLong(keys - 1, block.time()[next]);
      }
      for (int i = 0; i < values.length; i++) {
        double value = values[i][next];
        if (Double.isNaN(value)) {
          row.setNullAt(keys + i);
        } else if (whole[i]) {
          row.setLong(keys + i, (long) value);
        } else {
          row.setDouble(keys + i, value);
        }
      }
      next++;
      return row;
    }
  }
}
