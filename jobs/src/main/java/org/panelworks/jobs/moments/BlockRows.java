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
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
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
    Layout layout = new Layout(blocks.hasUnit(), hasTime, whole(blocks.schema().numeric(), whole));
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

  private static boolean[] whole(List<String> names, List<String> whole) {
    boolean[] places = new boolean[names.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = whole.contains(names.get(i));
    }
    return places;
  }

  /** The columns of the table. */
  private record Layout(boolean hasUnit, boolean hasTime, boolean[] whole)
      implements java.io.Serializable {
    private static final long serialVersionUID = 1L;

    StructType schema(List<String> names) {
      List<StructField> fields = new ArrayList<>();
      if (hasUnit) {
        fields.add(new StructField("unit", DataTypes.StringType, false, Metadata.empty()));
      }
      if (hasTime) {
        fields.add(new StructField("time", DataTypes.LongType, false, Metadata.empty()));
      }
      for (int i = 0; i < whole.length; i++) {
        DataType type = whole[i] ? DataTypes.LongType : DataTypes.DoubleType;
        fields.add(new StructField(names.get(i), type, true, Metadata.empty()));
      }
      return new StructType(fields.toArray(StructField[]::new));
    }
  }

  /** One row after the other in one row that moves on, which Spark copies where it keeps it. */
  private static final class BlockIterator implements Iterator<InternalRow> {
    private final Layout layout;
    private final Iterator<PanelBlock> blocks;
    private BlockRow row;
    private int rows;
    private int next;

    BlockIterator(Layout layout, Iterator<PanelBlock> blocks) {
      this.layout = layout;
      this.blocks = blocks;
      this.row = new BlockRow(layout.hasUnit(), layout.hasTime(), layout.whole(), EMPTY);
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
      while (next >= rows && blocks.hasNext()) {
        PanelBlock block = blocks.next();
        row = new BlockRow(layout.hasUnit(), layout.hasTime(), layout.whole(), block);
        rows = block.rows();
        next = 0;
      }
      return next < rows;
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      row.moveTo(next++);
      return row;
    }
  }
}
