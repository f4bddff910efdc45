package org.panelworks.jobs.panel;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.storage.StorageLevel;
import org.panelworks.jobs.moments.SparkBlocks;
import org.panelworks.jobs.runtime.Steps;
import scala.Tuple2;

/**
 * A scan carried out: rows packed where they are read, brought to their unit's partition by one
 * shuffle of packed batches, and held as blocks. Without a unit there is no shuffle.
 */
final class PanelReading implements AutoCloseable {
  private final PanelScan scan;
  private final JavaRDD<PanelPiece> pieces;

  private PanelReading(PanelScan scan, JavaRDD<PanelPiece> pieces) {
    this.scan = scan;
    this.pieces = pieces;
  }

  static PanelReading of(PanelScan scan, boolean keepDropped) {
    JavaRDD<InternalRow> rows = internalRows(scan);
    boolean byUnit = scan.layout().unit() != null;
    int targets =
        byUnit ? Math.max(rows.getNumPartitions(), rows.context().defaultParallelism()) : 1;
    BlockLayout layout = scan.blocks(keepDropped, targets);
    JavaRDD<Tuple2<Integer, PackedRows>> packed =
        rows.mapPartitionsWithIndex(new Pack(layout), false);
    JavaRDD<PackedRows> placed =
        byUnit
            ? JavaPairRDD.fromJavaRDD(packed).partitionBy(new ByNumber(targets)).values()
            : packed.map(Tuple2::_2);
    JavaRDD<PanelPiece> pieces =
        placed
            .mapPartitionsWithIndex(new Assemble(layout), false)
            .setName("prepared panel")
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new PanelReading(scan, pieces);
  }

  /** An empty table may have no partition at all. */
  private static JavaRDD<InternalRow> internalRows(PanelScan scan) {
    JavaRDD<InternalRow> rows =
        ((org.apache.spark.sql.classic.Dataset<?>) scan.rows())
            .queryExecution()
            .toRdd()
            .toJavaRDD();
    return rows.getNumPartitions() > 0
        ? rows
        : JavaSparkContext.fromSparkContext(rows.context()).parallelize(List.<InternalRow>of(), 1);
  }

  /** Reads the rows, which are held from then on, and returns what was counted. */
  PanelTally tally(String step) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(pieces.context());
    Steps.begin(context.sc(), step);
    try {
      return pieces
          .filter(piece -> piece.tally() != null)
          .map(piece -> Objects.requireNonNull(piece.tally()))
          .treeReduce(PanelTally::merge);
    } finally {
      Steps.end(context.sc());
    }
  }

  SparkBlocks blocks() {
    return SparkBlocks.of(
        scan.schema(),
        scan.layout().unit() != null,
        pieces
            .filter(piece -> piece.block() != null)
            .map(piece -> Objects.requireNonNull(piece.block())));
  }

  PanelScan scan() {
    return scan;
  }

  @Override
  public void close() {
    pieces.unpersist(false);
  }

  private record Pack(BlockLayout layout)
      implements Function2<Integer, Iterator<InternalRow>, Iterator<Tuple2<Integer, PackedRows>>> {
    @Override
    public Iterator<Tuple2<Integer, PackedRows>> call(Integer task, Iterator<InternalRow> rows) {
      return new RowPacker(layout.rows(), layout.targets(), task, rows);
    }
  }

  private record Assemble(BlockLayout layout)
      implements Function2<Integer, Iterator<PackedRows>, Iterator<PanelPiece>> {
    @Override
    public Iterator<PanelPiece> call(Integer partition, Iterator<PackedRows> packed) {
      return new BlockAssembly(layout, partition, packed);
    }
  }

  /** The key is the partition's number. */
  private static final class ByNumber extends Partitioner {
    private static final long serialVersionUID = 1L;
    private final int partitions;

    ByNumber(int partitions) {
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object key) {
      return (Integer) key;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ByNumber that && that.partitions == partitions;
    }

    @Override
    public int hashCode() {
      return partitions;
    }
  }
}
