package org.panelworks.linalg;

/** A sparse symmetric matrix by compressed rows, both triangles held. */
public final class SparseSymmetric {
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

  /** From pairs keyed {@code high · size + low} and their values. */
  static SparseSymmetric of(int size, LongIndex pairs, double[] sums) {
    int[] start = new int[size + 1];
    for (int p = 0; p < pairs.size(); p++) {
      int high = (int) (pairs.key(p) / size);
      int low = (int) (pairs.key(p) % size);
      if (high != low) {
        start[high + 1]++;
        start[low + 1]++;
      }
    }
    for (int i = 0; i < size; i++) {
      start[i + 1] += start[i];
    }
    int[] next = start.clone();
    int[] column = new int[start[size]];
    double[] value = new double[start[size]];
    double[] diagonal = new double[size];
    for (int p = 0; p < pairs.size(); p++) {
      int high = (int) (pairs.key(p) / size);
      int low = (int) (pairs.key(p) % size);
      if (high == low) {
        diagonal[high] = sums[p];
      } else {
        column[next[high]] = low;
        value[next[high]++] = sums[p];
        column[next[low]] = high;
        value[next[low]++] = sums[p];
      }
    }
    return new SparseSymmetric(start, column, value, diagonal);
  }

  public int size() {
    return diagonal.length;
  }

  public double diagonal(int i) {
    return diagonal[i];
  }

  /** Writes the product with {@code x}, [size], into {@code product}, [size]. */
  public void multiply(double[] x, double[] product) {
    for (int i = 0; i < diagonal.length; i++) {
      double sum = diagonal[i] * x[i];
      for (int k = start[i]; k < start[i + 1]; k++) {
        sum += value[k] * x[column[k]];
      }
      product[i] = sum;
    }
  }
}
