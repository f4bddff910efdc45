package org.panelworks.jobs.panel;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.storage.StorageLevel;
import org.panelworks.jobs.moments.SparkBlocks;
import org.panelworks.jobs.runtime.Steps;
import org.panelworks.panel.PanelBlock;
import scala.Tuple2;

/**
 * A scan carried out: its rows held as blocks, with what was counted. Rows that have no unit become
 * blocks where they are read. Where the rows of a unit follow one another they do so too, and only
 * the units at the edges of a file's parts are brought together; such a layout is guessed from the
 * first rows and checked when all are read. Else rows are packed where they are read and brought to
 * their unit's partition by one shuffle of packed batches.
 */
final class PanelReading implements AutoCloseable {
  /** How the rows became blocks. */
  enum Layout {
    /** There is no unit. */
    UNGROUPED,
    /** The rows of a unit follow one another. */
    STREAMED,
    /** By one shuffle. */
    SHUFFLED
  }

  private final PanelScan scan;
  private final Layout layout;
  private final List<JavaRDD<PanelPiece>> held;
  private final PanelTally tally;

  private PanelReading(
      PanelScan scan, Layout layout, List<JavaRDD<PanelPiece>> held, PanelTally tally) {
    this.scan = scan;
    this.layout = layout;
    this.held = held;
    this.tally = tally;
  }

  /**
   * Reads a scan's rows, which are held until the reading is closed.
   *
   * @param keepDropped whether rows that a step drops are held too, marked
   * @param step the step's name
   */
  static PanelReading of(PanelScan scan, boolean keepDropped, String step) {
    ColumnKind unit = scan.layout().unit();
    if (unit == null) {
      return ungrouped(scan, keepDropped, step);
    }
    if (looksStreamable(scan, unit)) {
      PanelReading streamed = streamed(scan, keepDropped, step);
      if (streamed.holdsWholeUnits()) {
        return streamed;
      }
      streamed.close();
    }
    return shuffled(scan, keepDropped, step);
  }

  private static boolean looksStreamable(PanelScan scan, ColumnKind unit) {
    JavaRDD<FileBatch> units = PlanBatches.of(scan.units());
    Steps.begin(units.context(), "Looking at the order of the rows");
    try {
      return UnitRuns.areLikely(unit, units);
    } finally {
      Steps.end(units.context());
    }
  }

  private static PanelReading ungrouped(PanelScan scan, boolean keepDropped, String step) {
    BlockLayout layout = scan.blocks(keepDropped, 1);
    JavaRDD<PanelPiece> pieces =
        PlanBatches.of(scan.rows())
            .mapPartitionsWithIndex(new Pack(layout), false)
            .map(Tuple2::_2)
            .mapPartitions(packed -> BlockAssembly.of(layout, packed));
    return read(scan, Layout.UNGROUPED, List.of(hold(pieces)), step);
  }

  private static PanelReading shuffled(PanelScan scan, boolean keepDropped, String step) {
    JavaRDD<FileBatch> rows = PlanBatches.of(scan.rows());
    int targets = Math.max(rows.getNumPartitions(), rows.context().defaultParallelism());
    BlockLayout layout = scan.blocks(keepDropped, targets);
    JavaRDD<PanelPiece> pieces =
        JavaPairRDD.fromJavaRDD(rows.mapPartitionsWithIndex(new Pack(layout), false))
            .partitionBy(new ByNumber(targets))
            .values()
            .mapPartitionsWithIndex(new Assemble(layout), false);
    return read(scan, Layout.SHUFFLED, List.of(hold(pieces)), step);
  }

  private static PanelReading streamed(PanelScan scan, boolean keepDropped, String step) {
    BlockLayout layout = scan.blocks(keepDropped, 1);
    JavaRDD<PanelPiece> pieces =
        hold(PlanBatches.of(scan.rows()).mapPartitions(rows -> new RunAssembly(layout, rows)));
    JavaRDD<PanelPiece> stitched =
        JavaPairRDD.fromJavaRDD(
                pieces
                    .filter(PanelPiece.Edges.class::isInstance)
                    .map(edges -> new Tuple2<>(0, ((PanelPiece.Edges) edges).rows())))
            .partitionBy(new ByNumber(1))
            .values()
            .mapPartitions(edges -> UnitRuns.stitched(layout, edges));
    return read(scan, Layout.STREAMED, List.of(pieces, hold(stitched)), step);
  }

  private static JavaRDD<PanelPiece> hold(JavaRDD<PanelPiece> pieces) {
    return pieces.setName("prepared panel").persist(StorageLevel.MEMORY_AND_DISK());
  }

  private static PanelReading read(
      PanelScan scan, Layout layout, List<JavaRDD<PanelPiece>> held, String step) {
    JavaRDD<PanelPiece> pieces = union(held);
    Steps.begin(pieces.context(), step);
    try {
      PanelTally tally =
          pieces
              .filter(PanelPiece.Counts.class::isInstance)
              .map(piece -> ((PanelPiece.Counts) piece).tally())
              .treeReduce(PanelTally::merge);
      return new PanelReading(scan, layout, held, tally);
    } catch (Exception e) { // SparkException is checked, and Scala does not declare it
      held.forEach(rdd -> rdd.unpersist(false));
      throw e;
    } finally {
      Steps.end(pieces.context());
    }
  }

  private static JavaRDD<PanelPiece> union(List<JavaRDD<PanelPiece>> held) {
    return held.stream().reduce(JavaRDD::union).orElseThrow();
  }

  private boolean holdsWholeUnits() {
    if (UnitRange.areApart(tally.ranges)) {
      return true;
    }
    Steps.begin(union(held).context(), "Checking that no unit stands apart");
    try {
      return UnitRuns.areWhole(union(held));
    } finally {
      Steps.end(union(held).context());
    }
  }

  /** What was counted. */
  PanelTally tally() {
    return tally;
  }

  Layout layout() {
    return layout;
  }

  SparkBlocks blocks() {
    JavaRDD<PanelBlock> blocks =
        union(held)
            .filter(PanelPiece.Whole.class::isInstance)
            .map(piece -> ((PanelPiece.Whole) piece).block());
    return SparkBlocks.of(scan.schema(), scan.layout().unit() != null, blocks);
  }

  @Override
  public void close() {
    held.forEach(rdd -> rdd.unpersist(false));
  }

  private record Pack(BlockLayout layout)
      implements Function2<Integer, Iterator<FileBatch>, Iterator<Tuple2<Integer, PackedRows>>> {
    @Override
    public Iterator<Tuple2<Integer, PackedRows>> call(Integer task, Iterator<FileBatch> rows) {
      return new RowPacker(layout.rows(), layout.targets(), task, rows);
    }
  }

  private record Assemble(BlockLayout layout)
      implements Function2<Integer, Iterator<PackedRows>, Iterator<PanelPiece>> {
    @Override
    public Iterator<PanelPiece> call(Integer partition, Iterator<PackedRows> packed) {
      return BlockAssembly.of(layout, partition, packed);
    }
  }
}
