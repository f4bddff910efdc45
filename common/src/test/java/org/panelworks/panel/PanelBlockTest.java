package org.panelworks.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PanelBlockTest {
  private static final PanelSchema SCHEMA =
      new PanelSchema("firm", "year", List.of("x", "y"), List.of("firm", "city"));

  private static PanelBlock stored(PanelBlock block) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(block);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (PanelBlock) in.readObject();
    }
  }

  @Test
  void storingKeepsEveryBit() throws Exception {
    int rows = 20_000; // more than one buffer of each kind
    Random random = new Random(7);
    String[] units = {"甲", "", "c\0d"};
    double[][] numeric = new double[2][rows];
    int[][] codes = new int[2][rows];
    long[] time = random.longs(rows).toArray();
    byte[] dropped = new byte[rows];
    for (int row = 0; row < rows; row++) {
      numeric[0][row] = Double.longBitsToDouble(random.nextLong());
      numeric[1][row] = row == 3 ? Double.NaN : -0.0;
      codes[0][row] = random.nextInt(3);
      codes[1][row] = random.nextInt(3) - 1;
      dropped[row] = (byte) random.nextInt(3);
    }
    String[][] dictionaries = {units, {"北京", "x"}};
    PanelBlock block =
        new PanelBlock(
            SCHEMA,
            rows,
            units,
            new int[] {0, 5, 9, rows},
            time,
            numeric,
            codes,
            dictionaries,
            dropped);
    PanelBlock copy = stored(block);
    assertThat(copy.schema()).isEqualTo(SCHEMA);
    assertThat(copy.rows()).isEqualTo(rows);
    assertThat(copy.time()).isEqualTo(time);
    for (int unit = 0; unit < 3; unit++) {
      assertThat(copy.unitKey(unit)).isEqualTo(units[unit]);
      assertThat(copy.unitStart(unit + 1)).isEqualTo(block.unitStart(unit + 1));
    }
    for (int column = 0; column < 2; column++) {
      assertThat(copy.codes(column)).isEqualTo(codes[column]);
      assertThat(copy.dictionary(column)).isEqualTo(dictionaries[column]);
      for (int row = 0; row < rows; row++) {
        assertThat(Double.doubleToRawLongBits(copy.numeric(column)[row]))
            .isEqualTo(Double.doubleToRawLongBits(numeric[column][row]));
        assertThat(copy.droppedAt(row)).isEqualTo(dropped[row]);
      }
    }
  }

  @Test
  void emptyBlocksAreStored() throws Exception {
    PanelSchema bare = new PanelSchema("", "", List.of(), List.of());
    PanelBlock copy =
        stored(
            new PanelBlock(
                bare,
                0,
                new String[0],
                new int[0],
                new long[0],
                new double[0][],
                new int[0][],
                new String[0][],
                new byte[0]));
    assertThat(copy.rows()).isZero();
    assertThat(copy.units()).isZero();
    assertThat(copy.hasTime()).isTrue();
  }

  @Test
  void aColumnIsCompleteWhereNoValueIsMissing() {
    double inf = Double.POSITIVE_INFINITY;
    for (int rows = 0; rows < 12; rows++) {
      double[] values = new double[rows];
      assertThat(PanelBlock.isComplete(values)).isTrue();
      for (int row = 0; row < rows; row++) {
        values[row] = Double.NaN;
        assertThat(PanelBlock.isComplete(values)).isFalse();
        values[row] = row % 2 == 0 ? inf : -inf;
        assertThat(PanelBlock.isComplete(values)).isTrue();
      }
    }
  }

  @Test
  void aBlockKnowsWhichColumnsAreComplete() {
    PanelBlock block =
        new PanelBlock(
            SCHEMA,
            2,
            new String[] {"a"},
            new int[] {0, 2},
            new long[] {1, 2},
            new double[][] {{1, Double.NaN}, {1, 2}},
            new int[][] {{0, 0}, {-1, -1}},
            new String[][] {{"a"}, {}},
            new byte[0]);
    for (int ask = 0; ask < 2; ask++) {
      assertThat(block.isComplete(0)).isFalse();
      assertThat(block.isComplete(1)).isTrue();
    }
  }

  @Test
  void aBlockSaysHowMuchMemoryItTakes() {
    PanelBlock block =
        new PanelBlock(
            SCHEMA,
            1000,
            new String[] {"a"},
            new int[] {0, 1000},
            new long[1000],
            new double[2][1000],
            new int[2][1000],
            new String[][] {{"a"}, {"b"}},
            new byte[0]);
    assertThat(block.bytes()).isBetween(32_000L, 34_000L);
  }
}
