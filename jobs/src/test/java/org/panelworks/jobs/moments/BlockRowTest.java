package org.panelworks.jobs.moments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelSchema;

/** Rows of a block are read from its arrays; a copy stays when the row moves on. */
final class BlockRowTest {
  private static final PanelBlock BLOCK =
      new PanelBlock(
          new PanelSchema("city", "year", List.of("score", "rank"), List.of()),
          3,
          new String[] {"a", "b"},
          new int[] {0, 2, 3},
          new long[] {2010, 2011, 2010},
          new double[][] {{0.5, Double.NaN, 0.25}, {1, Double.NaN, 2}},
          new int[0][],
          new String[0][],
          new byte[0]);

  private static BlockRow row(boolean hasUnit, boolean hasTime) {
    return new BlockRow(hasUnit, hasTime, new boolean[] {false, true}, BLOCK);
  }

  private static void assertRow(InternalRow row, String unit, long time, double score, long rank) {
    assertThat(row.numFields()).isEqualTo(4);
    assertThat(row.getUTF8String(0)).isEqualTo(UTF8String.fromString(unit));
    assertThat(row.getLong(1)).isEqualTo(time);
    assertThat(row.getDouble(2)).isEqualTo(score);
    assertThat(row.getLong(3)).isEqualTo(rank);
  }

  @Test
  void hasKeyAndNumbers() {
    BlockRow row = row(true, true);
    row.moveTo(0);
    assertRow(row, "a", 2010, 0.5, 1);
    InternalRow first = row.copy();
    row.moveTo(1);
    assertThat(row.isNullAt(1)).isFalse();
    assertThat(row.isNullAt(2)).isTrue();
    assertThat(row.isNullAt(3)).isTrue();
    assertThat(row.copy().isNullAt(3)).isTrue();
    row.moveTo(2);
    assertRow(row, "b", 2010, 0.25, 2);
    assertRow(row.copy(), "b", 2010, 0.25, 2);
    assertRow(first, "a", 2010, 0.5, 1);
  }

  @Test
  void hasNoKeyWhereThePanelHasNone() {
    BlockRow row = row(false, false);
    row.moveTo(2);
    assertThat(row.numFields()).isEqualTo(2);
    assertThat(row.copy().getDouble(0)).isEqualTo(0.25);
    assertThat(row.copy().getLong(1)).isEqualTo(2);
  }

  @Test
  void hasTimeAlone() {
    BlockRow row = row(false, true);
    row.moveTo(1);
    assertThat(row.copy().getLong(0)).isEqualTo(2011);
    assertThat(row.isNullAt(1)).isTrue();
  }
}
