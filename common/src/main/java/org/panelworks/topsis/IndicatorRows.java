package org.panelworks.topsis;

import java.util.Arrays;
import org.panelworks.panel.PanelBlock;

/** The rows of a block that enter an evaluation, after the rule for missing cells. */
final class IndicatorRows {
  private final int[] rows;
  private final double[][] values;
  private long dropped;
  private long interpolated;

  private IndicatorRows(int[] rows, double[][] values) {
    this.rows = rows;
    this.values = values;
  }

  /**
   * Takes the rows of the sample.
   *
   * @param columns places of the indicators in the block
   */
  static IndicatorRows of(PanelBlock block, int[] columns, MissingRule rule) {
    int[] sample = new int[block.rows()];
    int size = 0;
    for (int row = 0; row < sample.length; row++) {
      if (block.inSample(row)) {
        sample[size++] = row;
      }
    }
    int[] rows = size == sample.length ? sample : Arrays.copyOf(sample, size);
    double[][] values = new double[columns.length][];
    for (int j = 0; j < columns.length; j++) {
      double[] column = block.numeric(columns[j]);
      values[j] = size == sample.length ? column : gathered(column, rows);
    }
    IndicatorRows all = new IndicatorRows(rows, values);
    return switch (rule) {
      case REFUSE -> all;
      case DROP -> all.complete();
      case INTERPOLATE -> all.interpolated(block);
    };
  }

  private static double[] gathered(double[] column, int[] rows) {
    double[] values = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = column[rows[i]];
    }
    return values;
  }

  private IndicatorRows complete() {
    boolean[] incomplete = new boolean[rows.length];
    boolean any = false;
    for (double[] column : values) {
      for (int i = 0; i < rows.length; i++) {
        if (Double.isNaN(column[i])) {
          incomplete[i] = true;
          any = true;
        }
      }
    }
    if (!any) {
      return this;
    }
    int[] kept = new int[rows.length];
    int size = 0;
    for (int i = 0; i < rows.length; i++) {
      if (!incomplete[i]) {
        kept[size++] = i;
      }
    }
    int[] places = Arrays.copyOf(kept, size);
    int[] keptRows = Arrays.stream(places).map(i -> rows[i]).toArray();
    double[][] keptValues =
        Arrays.stream(values).map(column -> gathered(column, places)).toArray(double[][]::new);
    IndicatorRows complete = new IndicatorRows(keptRows, keptValues);
    complete.dropped = rows.length - (long) size;
    return complete;
  }

  /** Rows of a unit stand together in ascending time; values outside a unit's own stay missing. */
  private IndicatorRows interpolated(PanelBlock block) {
    double[][] filled = values.clone();
    long count = 0;
    int from = 0;
    for (int unit = 0; unit < block.units(); unit++) {
      int to = from;
      while (to < rows.length && rows[to] < block.unitStart(unit + 1)) {
        to++;
      }
      for (int j = 0; j < filled.length; j++) {
        if (hasMissing(filled[j], from, to)) {
          filled[j] = filled[j] == values[j] ? values[j].clone() : filled[j];
          count += fill(filled[j], from, to, block.time());
        }
      }
      from = to;
    }
    IndicatorRows result = new IndicatorRows(rows, filled);
    result.interpolated = count;
    return result;
  }

  private static boolean hasMissing(double[] column, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Double.isNaN(column[i])) {
        return true;
      }
    }
    return false;
  }

  private int fill(double[] column, int from, int to, long[] time) {
    int filled = 0;
    int last = -1;
    for (int i = from; i < to; i++) {
      if (Double.isNaN(column[i])) {
        continue;
      }
      for (int gap = last + 1; last >= 0 && gap < i; gap++) {
        double share =
            (double) (time[rows[gap]] - time[rows[last]]) / (time[rows[i]] - time[rows[last]]);
        column[gap] = column[last] + share * (column[i] - column[last]);
        filled++;
      }
      last = i;
    }
    return filled;
  }

  /** Number of rows. */
  int size() {
    return rows.length;
  }

  /** Places of the rows in the block, ascending, [rows]. */
  int[] rows() {
    return rows;
  }

  /** Values of an indicator, [rows]. */
  double[] values(int indicator) {
    return values[indicator];
  }

  /** Rows that were left out for a missing cell. */
  long dropped() {
    return dropped;
  }

  /** Cells that were interpolated. */
  long interpolated() {
    return interpolated;
  }
}
