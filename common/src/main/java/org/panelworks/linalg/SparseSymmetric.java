package org.panelworks.linalg;

/** A sparse symmetric matrix by compressed rows, both triangles held. */
public final class SparseSymmetric implements SymmetricOperator {
  private final int[] start;
  private final int[] column;
  private final double[] value;
  private final double[] diagonal;

  private SparseSymmetric(int[] start, int[] column, double[] value, double[] diagonal) {
    this.start = start;
    this.column = column;
    this.value = value;
    this.diagonal = diagonal;
  }

  /**
   * From the diagonal and pairs keyed {@code high · size + low} with their values, each once.
   *
   * @param empty rows and columns that are to be zero, [size]
   */
  static SparseSymmetric of(boolean[] empty, double[] squares, LongIndex pairs, double[] sums) {
    int size = empty.length;
    int[] start = new int[size + 1];
    for (int p = 0; p < pairs.size(); p++) {
      int high = (int) (pairs.key(p) / size);
      int low = (int) (pairs.key(p) % size);
      if (isBeside(high, low, empty)) {
        start[high + 1]++;
        start[low + 1]++;
      }
    }
    for (int i = 0; i < size; i++) {
      start[i + 1] = Math.addExact(start[i + 1], start[i]);
    }
    int[] next = start.clone();
    int[] column = new int[start[size]];
    double[] value = new double[start[size]];
    double[] diagonal = new double[size];
    for (int i = 0; i < size; i++) {
      diagonal[i] = empty[i] ? 0 : squares[i];
    }
    for (int p = 0; p < pairs.size(); p++) {
      int high = (int) (pairs.key(p) / size);
      int low = (int) (pairs.key(p) % size);
      if (isBeside(high, low, empty)) {
        column[next[high]] = low;
        value[next[high]++] = sums[p];
        column[next[low]] = high;
        value[next[low]++] = sums[p];
      }
    }
    return new SparseSymmetric(start, column, value, diagonal).sorted();
  }

  /** The same matrix with each row's entries in the order of their columns: its own transpose. */
  private SparseSymmetric sorted() {
    int[] next = start.clone();
    int[] sortedColumn = new int[column.length];
    double[] sortedValue = new double[value.length];
    for (int i = 0; i < diagonal.length; i++) {
      for (int k = start[i]; k < start[i + 1]; k++) {
        int at = next[column[k]]++;
        sortedColumn[at] = i;
        sortedValue[at] = value[k];
      }
    }
    return new SparseSymmetric(start, sortedColumn, sortedValue, diagonal);
  }

  private static boolean isBeside(int high, int low, boolean[] empty) {
    return !empty[high] && !empty[low];
  }

  @Override
  public int size() {
    return diagonal.length;
  }

  /** The diagonal, [size]; borrowed. */
  public double[] diagonal() {
    return diagonal;
  }

  /** Number of entries beside the diagonal, of both triangles. */
  public int entries() {
    return column.length;
  }

  /** First entry of a row; the entries go up to that of the next row. */
  public int start(int row) {
    return start[row];
  }

  /** Column of an entry. */
  public int column(int entry) {
    return column[entry];
  }

  /** Value of an entry. */
  public double value(int entry) {
    return value[entry];
  }

  @Override
  public void multiply(double[][] x, double[][] products) {
    for (int v = 0; v < x.length; v++) {
      multiply(x[v], products[v]);
    }
  }

  private void multiply(double[] x, double[] product) {
    for (int i = 0; i < diagonal.length; i++) {
      double sum = diagonal[i] * x[i];
      for (int k = start[i]; k < start[i + 1]; k++) {
        sum += value[k] * x[column[k]];
      }
      product[i] = sum;
    }
  }
}
