package org.panelworks.qca;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The part of a chart that is still to be covered: the rows left, the columns still allowed, and
 * which holds which. The columns keep the numbers that they have in the whole chart.
 */
final class CoverChart {
  /** Number in the whole chart of each column, ascending, [columns]. */
  final int[] numbers;

  /** The rows of each column, ascending, [columns][]. */
  final int[][] rowsOf;

  /** The columns of each row, ascending, [rows][]. */
  final int[][] columnsOf;

  /** The price of each row in the last dual solution, [rows]; a start for the next one. */
  final double[] prices;

  private CoverChart(int[] numbers, int[][] rowsOf, int[][] columnsOf, double[] prices) {
    this.numbers = numbers;
    this.rowsOf = rowsOf;
    this.columnsOf = columnsOf;
    this.prices = prices;
  }

  static CoverChart of(int rows, List<long[]> columns) {
    int[][] rowsOf = columns.stream().map(Bits::elements).toArray(int[][]::new);
    double[] prices = new double[rows];
    Arrays.fill(prices, 1);
    for (int[] held : rowsOf) {
      for (int row : held) {
        prices[row] = Math.min(prices[row], 1.0 / held.length);
      }
    }
    int[] numbers = new int[rowsOf.length];
    Arrays.setAll(numbers, c -> c);
    return new CoverChart(numbers, rowsOf, transposed(rows, rowsOf), prices);
  }

  private static int[][] transposed(int rows, int[][] rowsOf) {
    int[] counts = new int[rows];
    for (int[] held : rowsOf) {
      for (int row : held) {
        counts[row]++;
      }
    }
    int[][] columnsOf = new int[rows][];
    for (int row = 0; row < rows; row++) {
      columnsOf[row] = new int[counts[row]];
    }
    Arrays.fill(counts, 0);
    for (int column = 0; column < rowsOf.length; column++) {
      for (int row : rowsOf[column]) {
        columnsOf[row][counts[row]++] = column;
      }
    }
    return columnsOf;
  }

  /** Number of rows. */
  int rows() {
    return columnsOf.length;
  }

  /** Number of columns. */
  int columns() {
    return numbers.length;
  }

  /** Whether no column left holds some row, so that there is no cover. */
  boolean hasEmptyRow() {
    for (int[] holders : columnsOf) {
      if (holders.length == 0) {
        return true;
      }
    }
    return false;
  }

  /** The chart without some columns. */
  CoverChart withoutColumns(boolean[] gone) {
    for (boolean any : gone) {
      if (any) {
        return without(new boolean[rows()], gone);
      }
    }
    return this;
  }

  /** Number of pairs of a row and a column that holds it. */
  long size() {
    long size = 0;
    for (int[] held : rowsOf) {
      size += held.length;
    }
    return size;
  }

  /** The chart without some rows and columns, and without columns that hold no row left. */
  CoverChart without(boolean[] rowGone, boolean[] columnGone) {
    int[] renumbered = new int[rows()];
    int rowsLeft = 0;
    for (int row = 0; row < renumbered.length; row++) {
      renumbered[row] = rowGone[row] ? -1 : rowsLeft++;
    }
    double[] kept = new double[rowsLeft];
    for (int row = 0; row < renumbered.length; row++) {
      if (!rowGone[row]) {
        kept[renumbered[row]] = prices[row];
      }
    }
    int[] left = new int[numbers.length];
    int[][] held = new int[numbers.length][];
    int columnsLeft = 0;
    for (int column = 0; column < numbers.length; column++) {
      int[] rest = columnGone[column] ? new int[0] : restricted(rowsOf[column], renumbered);
      if (rest.length > 0) {
        left[columnsLeft] = numbers[column];
        held[columnsLeft++] = rest;
      }
    }
    int[][] rows = Arrays.copyOf(held, columnsLeft);
    return new CoverChart(Arrays.copyOf(left, columnsLeft), rows, transposed(rowsLeft, rows), kept);
  }

  private static int[] restricted(int[] rows, int[] renumbered) {
    int[] rest = new int[rows.length];
    int count = 0;
    for (int row : rows) {
      if (renumbered[row] >= 0) {
        rest[count++] = renumbered[row];
      }
    }
    return Arrays.copyOf(rest, count);
  }

  /**
   * Which columns hold no row that another one does not hold too; of equal ones the first stays.
   */
  boolean[] dominated() {
    boolean[] gone = new boolean[numbers.length];
    List<Integer> largestFirst = new ArrayList<>();
    for (int column = 0; column < numbers.length; column++) {
      largestFirst.add(column);
    }
    largestFirst.sort((a, b) -> rowsOf[b].length - rowsOf[a].length);
    List<List<long[]>> keptByRow = new ArrayList<>(Collections.nCopies(rows(), List.of()));
    keptByRow.replaceAll(none -> new ArrayList<>());
    for (int column : largestFirst) {
      if (rowsOf[column].length == 0) {
        gone[column] = true;
        continue;
      }
      long[] held = Bits.empty(rows());
      int fewest = rowsOf[column][0];
      for (int row : rowsOf[column]) {
        Bits.add(held, row);
        fewest = keptByRow.get(row).size() < keptByRow.get(fewest).size() ? row : fewest;
      }
      gone[column] = keptByRow.get(fewest).stream().anyMatch(other -> Bits.isSubset(held, other));
      for (int row : gone[column] ? new int[0] : rowsOf[column]) {
        keptByRow.get(row).add(held);
      }
    }
    return gone;
  }
}
