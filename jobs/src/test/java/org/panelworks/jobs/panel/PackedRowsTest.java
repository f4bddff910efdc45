package org.panelworks.jobs.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelSchema;

final class PackedRowsTest {
  private static final RowLayout ROWS =
      new RowLayout(
          ColumnKind.TEXT, ColumnKind.WHOLE, 1, 0, 1, 0, List.of(ColumnKind.TEXT), List.of("x"));

  private static BlockLayout layout(boolean keepDropped, int targets) {
    PanelSchema schema = new PanelSchema("firm", "year", List.of("x"), List.of("g"));
    return new BlockLayout(schema, ROWS, new int[] {0}, new int[] {0}, keepDropped, targets);
  }

  /** Rows of units a, b, … with values that name unit and time. */
  private static PackedRows rows(String[] units, int[] unitCodes, long[] time) {
    PackedRows packed = new PackedRows();
    packed.rows = unitCodes.length;
    packed.units = units;
    packed.unitKeys = Arrays.stream(unitCodes).asLongStream().toArray();
    packed.time = time;
    packed.droppedAt = new byte[unitCodes.length];
    packed.numeric = new double[unitCodes.length];
    packed.rowStep = 1;
    packed.codes = unitCodes.clone();
    packed.dictionaries = new String[][] {units};
    for (int row = 0; row < unitCodes.length; row++) {
      packed.numeric[row] = 1000.0 * unitCodes[row] + time[row];
    }
    return packed;
  }

  private static PackedRows copied(PackedRows packed) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(packed);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (PackedRows) in.readObject();
    }
  }

  @Test
  void serializationKeepsEveryBit() throws Exception {
    int n = 40_000; // more than one buffer of each kind
    Random random = new Random(7);
    PackedRows packed = rows(new String[] {"甲", "", "c\0d"}, new int[n], new long[n]);
    for (int row = 0; row < n; row++) {
      packed.unitKeys[row] = random.nextInt(3);
      packed.time[row] = random.nextLong();
      packed.numeric[row] = Double.longBitsToDouble(random.nextLong());
      packed.codes[row] = random.nextInt(4) - 1;
      packed.droppedAt[row] = (byte) random.nextInt(100);
    }
    packed.tally = new PanelTally(ROWS);
    packed.tally.rows = 5;
    PackedRows copy = copied(packed);
    assertThat(copy.rows).isEqualTo(n);
    assertThat(copy.units).isEqualTo(packed.units);
    assertThat(copy.unitKeys).isEqualTo(packed.unitKeys);
    assertThat(copy.time).isEqualTo(packed.time);
    assertThat(copy.droppedAt).isEqualTo(packed.droppedAt);
    assertThat(copy.codes).isEqualTo(packed.codes);
    assertThat(copy.rowStep).isEqualTo(1);
    assertThat(copy.dictionaries).isEqualTo(packed.dictionaries);
    for (int row = 0; row < n; row++) {
      assertThat(Double.doubleToRawLongBits(copy.numeric[row]))
          .isEqualTo(Double.doubleToRawLongBits(packed.numeric[row]));
    }
    assertThat(Objects.requireNonNull(copy.tally).rows).isEqualTo(5);
  }

  private static List<PanelPiece> assembled(BlockLayout layout, PackedRows... batches) {
    List<PanelPiece> pieces = new ArrayList<>();
    BlockAssembly.of(layout, 0, List.of(batches).iterator()).forEachRemaining(pieces::add);
    return pieces;
  }

  @Test
  void batchesOfOneUnitAreMergedInOrderOfTime() {
    PackedRows first = rows(new String[] {"b", "a"}, new int[] {0, 1, 0}, new long[] {3, 9, 1});
    PackedRows second = rows(new String[] {"a", "b"}, new int[] {1, 0, 1}, new long[] {2, 8, 0});
    List<PanelPiece> pieces = assembled(layout(false, 1), first, second);
    assertThat(pieces).hasSize(2);
    PanelBlock block = ((PanelPiece.Whole) pieces.get(1)).block();
    assertThat(block.unitKey(0)).isEqualTo("a");
    assertThat(block.unitKey(1)).isEqualTo("b");
    assertThat(block.unitStart(1)).isEqualTo(2);
    assertThat(block.time()).containsExactly(8, 9, 0, 1, 2, 3);
    assertThat(block.numeric(0)).containsExactly(8, 1009, 1000, 1, 1002, 3);
    assertThat(block.dictionary(0)).containsExactly("a", "b");
    assertThat(block.codes(0)).containsExactly(0, 0, 1, 1, 1, 1);
  }

  @Test
  void dictionariesHoldOnlyWhatTheBlockHolds() {
    PackedRows batch = rows(new String[] {"a", "b"}, new int[] {0, 1}, new long[] {1, 1});
    batch.droppedAt[0] = 1;
    PanelBlock block = ((PanelPiece.Whole) assembled(layout(false, 1), batch).get(1)).block();
    assertThat(block.units()).isEqualTo(1);
    assertThat(block.dictionary(0)).containsExactly("b");
  }

  @Test
  void repeatedKeysAreCountedOnceEach() {
    PackedRows batch =
        rows(new String[] {"a", "b"}, new int[] {0, 0, 0, 1, 1}, new long[] {1, 1, 1, 2, 3});
    PanelTally tally = ((PanelPiece.Counts) assembled(layout(false, 1), batch).get(0)).tally();
    assertThat(tally.repeatedKeys).isEqualTo(1);
    assertThat(tally.rowsOfRepeatedKeys).isEqualTo(3);
    assertThat(tally.firstRepeated).containsExactly(new PanelTally.Key("a", 1));
  }

  @Test
  void aUnitInAnotherPartitionIsAFault() {
    String stray = UnitNumbers.target("a", 2) == 0 ? "b" : "a";
    while (UnitNumbers.target(stray, 2) == 0) {
      stray += "a";
    }
    PackedRows batch = rows(new String[] {stray}, new int[] {0}, new long[] {1});
    assertThatThrownBy(() -> assembled(layout(false, 2), batch))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not belong to partition 0");
  }

  @Test
  void unitsSpreadOverPartitions() {
    int[] sizes = new int[8];
    for (int firm = 0; firm < 8000; firm++) {
      sizes[UnitNumbers.target(String.format("%06d", firm), 8)]++;
    }
    for (int size : sizes) {
      assertThat(size).isBetween(800, 1200);
    }
  }

  @Test
  void numericUnitsSpreadOverPartitions() {
    int[] sizes = new int[8];
    for (long firm = 0; firm < 8000; firm++) {
      sizes[UnitNumbers.target(firm * 100, 8)]++;
      sizes[UnitNumbers.target(Double.doubleToLongBits((double) firm), 8)]++;
    }
    for (int size : sizes) {
      assertThat(size).isBetween(1700, 2300);
    }
  }

  /** One batch with a row for each key. */
  private static PackedRows keyed(long... keys) {
    PackedRows packed = new PackedRows();
    packed.rows = keys.length;
    packed.unitKeys = keys;
    return packed;
  }

  @Test
  void unitsThatAreNumbersStandInTheOrderOfTheirLabels() {
    Random random = new Random(11);
    for (int digits : new int[] {3, 9, 17, 19}) {
      long bound = digits == 19 ? Long.MAX_VALUE : (long) Math.pow(10, digits);
      long[] first = random.longs(300, -bound + 1, bound).toArray();
      long[] second =
          LongStream.concat(Arrays.stream(first).limit(50), random.longs(50, 0, 120)).toArray();
      UnitNumbers numbers =
          UnitNumbers.of(ColumnKind.WHOLE, List.of(keyed(first), keyed(second)), 3);
      String[] labels =
          LongStream.concat(Arrays.stream(first), Arrays.stream(second))
              .mapToObj(Long::toString)
              .distinct()
              .sorted()
              .toArray(String[]::new);
      assertThat(numbers.labels()).isEqualTo(labels);
      for (int row = 0; row < second.length; row++) {
        assertThat(labels[numbers.numbers(1)[row]]).isEqualTo(Long.toString(second[row]));
      }
    }
  }

  @Test
  void unitsThatAreDoublesStandInTheOrderOfTheirLabels() {
    for (double fraction : new double[] {0, 0.5}) {
      double[] values = {12, 120, 13, -1, -10, 0, 9.007199254740991e15, 7 + fraction, 12};
      long[] keys = Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
      UnitNumbers numbers = UnitNumbers.of(ColumnKind.DOUBLE, List.of(keyed(keys)), 3);
      String[] labels =
          Arrays.stream(values).mapToObj(CellText::of).distinct().sorted().toArray(String[]::new);
      assertThat(numbers.labels()).isEqualTo(labels);
      assertThat(labels[numbers.numbers(0)[8]]).isEqualTo("12");
    }
  }

  @Test
  void sortingByTimeIsStableAndComplete() {
    Random random = new Random(3);
    for (int n : new int[] {0, 1, 2, 3, 17, 64, 1000}) {
      long[] times = random.longs(n + 2, -5, 5).toArray();
      long[] sorted = times.clone();
      long[] rows = LongStream.range(0, n + 2).toArray();
      TimeOrder.sort(sorted, rows, 1, n + 1);
      assertThat(rows[0]).isZero();
      assertThat(rows[n + 1]).isEqualTo(n + 1);
      for (int i = 1; i <= n; i++) {
        assertThat(sorted[i]).isEqualTo(times[(int) rows[i]]);
        if (i > 1) {
          assertThat(sorted[i]).isGreaterThanOrEqualTo(sorted[i - 1]);
          assertThat(sorted[i] > sorted[i - 1] || rows[i] > rows[i - 1]).isTrue();
        }
      }
    }
  }
}
