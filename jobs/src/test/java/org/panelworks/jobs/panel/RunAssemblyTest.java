package org.panelworks.jobs.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.junit.jupiter.api.Test;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelSchema;

/** Rows of units that follow one another, in batches as they are read. */
final class RunAssemblyTest {
  private static final int BATCH = 4096;
  private static final StructType TYPES =
      new StructType()
          .add("firm", DataTypes.StringType)
          .add("year", DataTypes.IntegerType)
          .add("x", DataTypes.DoubleType);
  private static final RowLayout ROWS =
      new RowLayout(ColumnKind.TEXT, ColumnKind.WHOLE, 0, 0, 1, 0, List.of(), List.of("x"));
  private static final BlockLayout LAYOUT =
      new BlockLayout(
          new PanelSchema("firm", "year", List.of("x"), List.of()),
          ROWS,
          new int[] {0},
          new int[0],
          false,
          1);

  /** Row r is the (r mod years)th year, from the last one on, of firm r / years. */
  private static Iterator<FileBatch> batches(int firms, int years) {
    int rows = firms * years;
    return IntStream.range(0, (rows + BATCH - 1) / BATCH)
        .mapToObj(
            batch -> {
              int from = batch * BATCH;
              int count = Math.min(BATCH, rows - from);
              OnHeapColumnVector[] columns = OnHeapColumnVector.allocateColumns(count, TYPES);
              for (int r = 0; r < count; r++) {
                int firm = (from + r) / years;
                int year = years - 1 - (from + r) % years;
                columns[0].appendByteArray(
                    ("f" + firm).getBytes(StandardCharsets.UTF_8), 0, ("f" + firm).length());
                columns[1].appendInt(year);
                columns[2].appendDouble(1000.0 * firm + year);
              }
              return new FileBatch(FilePart.NONE, new ColumnarBatch(columns, count));
            })
        .iterator();
  }

  /** Rows by firm over all pieces, those at edges brought together. */
  private static Map<String, Integer> rowsByFirm(Iterator<PanelPiece> pieces) {
    List<PackedRows> edges = new ArrayList<>();
    Map<String, Integer> rows = new TreeMap<>();
    while (pieces.hasNext()) {
      PanelPiece piece = pieces.next();
      if (piece instanceof PanelPiece.Edges found) {
        edges.add(found.rows());
      } else if (piece instanceof PanelPiece.Whole whole) {
        count(whole.block(), rows);
      }
    }
    UnitRuns.stitched(LAYOUT, edges.iterator())
        .forEachRemaining(
            piece -> {
              if (piece instanceof PanelPiece.Whole whole) {
                count(whole.block(), rows);
              }
            });
    return rows;
  }

  private static void count(PanelBlock block, Map<String, Integer> rows) {
    for (int unit = 0; unit < block.units(); unit++) {
      int from = block.unitStart(unit);
      int to = block.unitStart(unit + 1);
      assertThat(rows.put(block.unitKey(unit), to - from)).isNull();
      double firm = 1000.0 * Integer.parseInt(block.unitKey(unit).substring(1));
      for (int row = from; row < to; row++) {
        assertThat(block.time()[row]).isEqualTo(row - from);
        assertThat(block.numeric(0)[row]).isEqualTo(firm + block.time()[row]);
      }
    }
  }

  private static void everyRowIsThere(int firms, int years) {
    Map<String, Integer> rows = rowsByFirm(new RunAssembly(LAYOUT, batches(firms, years)));
    assertThat(rows).hasSize(firms);
    assertThat(Set.copyOf(rows.values())).containsExactly(years);
  }

  @Test
  void unitsThatBatchesCutAreWhole() {
    everyRowIsThere(5_000, 7);
  }

  @Test
  void unitsLongerThanBlocksAreWhole() {
    everyRowIsThere(3, 20_000);
  }

  @Test
  void codesAreGivenAnewAfterAMillionLabels() {
    everyRowIsThere((1 << 20) + 20_000, 3);
  }

  @Test
  void packingGivesCodesAnewAfterAMillionLabels() {
    int firms = (1 << 20) + 20_000;
    List<PackedRows> packed = new ArrayList<>();
    new RowPacker(ROWS, 3, 0, batches(firms, 1)).forEachRemaining(sent -> packed.add(sent._2()));
    Map<String, Integer> rows = new TreeMap<>();
    BlockAssembly.of(LAYOUT, packed.iterator())
        .forEachRemaining(
            piece -> {
              if (piece instanceof PanelPiece.Whole whole) {
                count(whole.block(), rows);
              }
            });
    assertThat(rows).hasSize(firms);
  }
}
