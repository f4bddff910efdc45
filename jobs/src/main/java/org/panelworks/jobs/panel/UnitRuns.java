package org.panelworks.jobs.panel;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Whether the rows of a unit follow one another. The guess looks at the first rows of a few
 * partitions: in none may a unit come back, and runs must be of some length (in a file sorted by
 * time every run is of one row) but not so long that most of the rows stand at edges. Afterwards no
 * unit stands twice where the ranges of the blocks' units do not meet, as in a sorted file; else
 * hashes of all labels are compared, and equal ones of different labels only cost a shuffle.
 */
final class UnitRuns {
  private static final int PROBED_PARTITIONS = 4;
  private static final int PROBED_ROWS = 20_000;
  private static final double SHORTEST_MEAN = 1.5;
  private static final double LONGEST_MEAN = 2_000;

  private UnitRuns() {}

  /** What the first rows of partitions look like. */
  private record Probe(long rows, long runs, boolean returns) implements Serializable {
    private static final long serialVersionUID = 1L;

    static Probe of(ColumnKind kind, Iterator<FileBatch> units) {
      CodeBook seen = CodeBook.of(kind);
      Set<Integer> atEdges = new HashSet<>();
      FilePart part = FilePart.NONE;
      long rows = 0;
      long runs = 0;
      int last = CodeBook.MISSING - 1;
      while (rows < PROBED_ROWS && units.hasNext()) {
        FileBatch batch = units.next();
        CellColumn column = new CellColumn(batch.columns().column(0));
        boolean newPart = !batch.part().equals(part);
        part = batch.part();
        if (newPart) {
          atEdges.add(last);
        }
        for (int row = 0; row < batch.columns().numRows() && rows < PROBED_ROWS; row++) {
          int known = seen.size();
          int unit = seen.code(column, row);
          rows++;
          if (newPart) {
            atEdges.add(unit);
            newPart = false;
          }
          if (unit == last) {
            continue;
          }
          runs++;
          if (unit < known && !atEdges.contains(unit)) {
            return new Probe(rows, runs, true);
          }
          last = unit;
        }
      }
      return new Probe(rows, runs, false);
    }

    Probe plus(Probe other) {
      return new Probe(rows + other.rows, runs + other.runs, returns || other.returns);
    }

    boolean isOfRuns() {
      return !returns && rows >= SHORTEST_MEAN * runs && rows <= LONGEST_MEAN * runs;
    }
  }

  /**
   * A guess from the first rows of a few partitions, spread over all of them.
   *
   * @param kind how the unit travels
   * @param units batches whose first column is the unit
   */
  static boolean areLikely(ColumnKind kind, JavaRDD<FileBatch> units) {
    int partitions = units.getNumPartitions();
    int probed = Math.min(PROBED_PARTITIONS, partitions);
    int[] spread =
        IntStream.range(0, probed).map(i -> (int) ((long) i * partitions / probed)).toArray();
    return Arrays.stream(
            units
                .mapPartitions(rows -> List.of(Probe.of(kind, rows)).iterator())
                .collectPartitions(spread))
        .flatMap(List::stream)
        .reduce(new Probe(0, 0, false), Probe::plus)
        .isOfRuns();
  }

  /** Brings the rows of units at edges together. */
  static Iterator<PanelPiece> stitched(BlockLayout layout, Iterator<PackedRows> edges) {
    List<PanelPiece> pieces = new ArrayList<>();
    BlockAssembly assembly = BlockAssembly.of(layout, edges);
    while (assembly.hasNext()) {
      if (assembly.next() instanceof PanelPiece.Whole whole) {
        pieces.add(whole);
      }
    }
    assembly.tally().ranges.addAll(assembly.unitRanges());
    pieces.add(new PanelPiece.Counts(assembly.tally(), assembly.unitHashes()));
    return pieces.iterator();
  }

  /** Whether no unit is counted twice. */
  static boolean areWhole(JavaRDD<PanelPiece> pieces) {
    int buckets = Math.max(1, pieces.context().defaultParallelism());
    return JavaPairRDD.fromJavaRDD(
            pieces
                .filter(PanelPiece.Counts.class::isInstance)
                .flatMap(piece -> bucketed(((PanelPiece.Counts) piece).units(), buckets)))
        .partitionBy(new ByNumber(buckets))
        .values()
        .mapPartitions(hashes -> List.of(areDistinct(hashes)).iterator())
        .reduce(Boolean::logicalAnd);
  }

  private static Iterator<Tuple2<Integer, long[]>> bucketed(long[] hashes, int buckets) {
    int[] sizes = new int[buckets];
    for (long hash : hashes) {
      sizes[(int) (hash % buckets)]++;
    }
    long[][] parts = new long[buckets][];
    Arrays.setAll(parts, bucket -> new long[sizes[bucket]]);
    for (long hash : hashes) {
      int bucket = (int) (hash % buckets);
      parts[bucket][--sizes[bucket]] = hash;
    }
    List<Tuple2<Integer, long[]>> keyed = new ArrayList<>();
    for (int bucket = 0; bucket < buckets; bucket++) {
      keyed.add(new Tuple2<>(bucket, parts[bucket]));
    }
    return keyed.iterator();
  }

  private static boolean areDistinct(Iterator<long[]> parts) {
    List<long[]> held = new ArrayList<>();
    parts.forEachRemaining(held::add);
    long[] all = held.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    for (int i = 1; i < all.length; i++) {
      if (all[i] == all[i - 1]) {
        return false;
      }
    }
    return true;
  }
}
