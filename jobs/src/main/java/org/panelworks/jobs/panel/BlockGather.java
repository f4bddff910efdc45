package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.linalg.LongIndex;
import org.panelworks.panel.PanelBlock;

/** Copies chosen rows of packed batches into one block. */
final class BlockGather {
  private static final byte[] NONE_DROPPED = {};
  private static final int STRETCH = 64;

  /** So many times may lie between the first and the last one that a table of them is small. */
  private static final int FEW_TIMES = 1 << 12;

  private final BlockLayout layout;
  private final PackedRows[] batches;
  private final long[] refs;

  /**
   * Chooses rows.
   *
   * @param refs number of the batch (high half) and row (low half), in the block's order
   */
  BlockGather(BlockLayout layout, List<PackedRows> batches, long[] refs) {
    this.layout = layout;
    this.batches = batches.toArray(PackedRows[]::new);
    this.refs = refs;
  }

  /**
   * The block.
   *
   * @param units labels of the block's units; empty for a panel without units
   * @param starts first row of each unit, and the number of rows
   * @param time the times of the rows; empty for a panel without a time
   */
  PanelBlock block(String[] units, int[] starts, long[] time) {
    double[][] packed = numeric();
    double[][] numeric = new double[layout.numericFrom().length][];
    for (int column = 0; column < numeric.length; column++) {
      int from = layout.numericFrom()[column];
      numeric[column] = from == BlockLayout.TIME ? asDoubles(time) : packed[from];
    }
    int[][] codes = new int[layout.categoryFrom().length][];
    String[][] dictionaries = new String[codes.length][];
    for (int column = 0; column < codes.length; column++) {
      int from = layout.categoryFrom()[column];
      if (from == BlockLayout.UNIT) {
        codes[column] = unitCodes(starts);
        dictionaries[column] = units;
      } else if (from == BlockLayout.TIME) {
        codes[column] = new int[refs.length];
        dictionaries[column] = numberTimes(time, codes[column]);
      } else {
        codes[column] = new int[refs.length];
        dictionaries[column] = renumber(from, codes[column]);
      }
    }
    byte[] dropped = layout.keepDropped() ? droppedAt() : NONE_DROPPED;
    return new PanelBlock(
        layout.schema(), refs.length, units, starts, time, numeric, codes, dictionaries, dropped);
  }

  private static double[] asDoubles(long[] time) {
    return Arrays.stream(time).asDoubleStream().toArray();
  }

  private PackedRows batch(int at) {
    return batches[(int) (refs[at] >>> 32)];
  }

  private byte[] droppedAt() {
    byte[] dropped = new byte[refs.length];
    for (int at = 0; at < refs.length; at++) {
      dropped[at] = batch(at).droppedAt[(int) refs[at]];
    }
    return dropped;
  }

  /**
   * The packed numbers, column by column: a stretch of rows at a time, which stays in the cache.
   */
  private double[][] numeric() {
    int columns = layout.rows().doubles();
    double[][] numeric = new double[columns][refs.length];
    if (isStretch()) {
      for (int column = 0; column < columns; column++) {
        int from = (int) refs[0] + column * batch(0).columnStep;
        System.arraycopy(batch(0).numeric, from, numeric[column], 0, refs.length);
      }
      return numeric;
    }
    double[][] source = new double[STRETCH][];
    int[] place = new int[STRETCH];
    int[] step = new int[STRETCH];
    for (int from = 0; from < refs.length; from += STRETCH) {
      int rows = Math.min(STRETCH, refs.length - from);
      for (int row = 0; row < rows; row++) {
        PackedRows packed = batch(from + row);
        source[row] = packed.numeric;
        place[row] = (int) refs[from + row] * packed.rowStep;
        step[row] = packed.columnStep;
      }
      for (int column = 0; column < columns; column++) {
        double[] into = numeric[column];
        for (int row = 0; row < rows; row++) {
          into[from + row] = source[row][place[row] + column * step[row]];
        }
      }
    }
    return numeric;
  }

  /** Whether the block is a stretch of one batch that stands column by column. */
  private boolean isStretch() {
    if (refs.length == 0 || batch(0).rowStep != 1) {
      return false;
    }
    for (int at = 1; at < refs.length; at++) {
      if (refs[at] != refs[at - 1] + 1) {
        return false;
      }
    }
    return true;
  }

  private static int[] unitCodes(int[] starts) {
    int[] codes = new int[starts[starts.length - 1]];
    for (int unit = 0; unit + 1 < starts.length; unit++) {
      Arrays.fill(codes, starts[unit], starts[unit + 1], unit);
    }
    return codes;
  }

  private static String[] numberTimes(long[] time, int[] codes) {
    LongIndex index = new LongIndex();
    long least = Arrays.stream(time).min().orElse(0);
    long greatest = Arrays.stream(time).max().orElse(0);
    if (greatest - least < 0 || greatest - least >= FEW_TIMES) {
      for (int at = 0; at < time.length; at++) {
        codes[at] = index.add(time[at]);
      }
    } else {
      int[] numbered = new int[(int) (greatest - least) + 1];
      for (int at = 0; at < time.length; at++) {
        int place = (int) (time[at] - least);
        if (numbered[place] == 0) {
          numbered[place] = 1 + index.add(time[at]);
        }
        codes[at] = numbered[place] - 1;
      }
    }
    String[] labels = new String[index.size()];
    Arrays.setAll(labels, code -> CellText.of(index.key(code)));
    return labels;
  }

  /** One dictionary out of those of the batches, with the labels that the chosen rows hold. */
  private String[] renumber(int column, int[] codes) {
    Map<String, Integer> numbers = new HashMap<>();
    List<String> labels = new ArrayList<>();
    int columns = layout.rows().categories().size();
    int[][] known = new int[batches.length][];
    for (int at = 0; at < refs.length; at++) {
      int source = (int) (refs[at] >>> 32);
      PackedRows packed = batches[source];
      int code = packed.codes[(int) refs[at] * columns + column];
      if (code == CodeBook.MISSING) {
        codes[at] = CodeBook.MISSING;
        continue;
      }
      String[] dictionary = packed.dictionaries[column];
      if (known[source] == null) {
        known[source] = new int[dictionary.length];
      }
      if (known[source][code] == 0) {
        known[source][code] = 1 + number(dictionary[code], numbers, labels);
      }
      codes[at] = known[source][code] - 1;
    }
    return labels.toArray(String[]::new);
  }

  private static int number(String label, Map<String, Integer> numbers, List<String> labels) {
    Integer number = numbers.putIfAbsent(label, labels.size());
    if (number != null) {
      return number;
    }
    labels.add(label);
    return labels.size() - 1;
  }
}
