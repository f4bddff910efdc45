package org.panelworks.linalg;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A symmetric matrix that is built by adding to its entries and merged with others of its size:
 * dense where it is small, by pairs that occur where it is large.
 */
public final class PairSums implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The largest size that is held densely: 1500² doubles are 18 MB. */
  public static final int DENSE_LIMIT = 1500;

  private final int size;
  private final double[] dense;
  private final LongIndex pairs = new LongIndex();
  private double[] sums = new double[0];

  public PairSums(int size) {
    this.size = size;
    this.dense = new double[size <= DENSE_LIMIT ? size * (size + 1) / 2 : 0];
  }

  public int size() {
    return size;
  }

  public boolean isDense() {
    return size <= DENSE_LIMIT;
  }

  /** Adds to entry (i, j), which is also entry (j, i). */
  public void add(int i, int j, double term) {
    int high = Math.max(i, j);
    int low = Math.min(i, j);
    if (isDense()) {
      dense[high * (high + 1) / 2 + low] += term;
      return;
    }
    int at = pairs.add((long) high * size + low);
    if (at >= sums.length) {
      sums = Arrays.copyOf(sums, Math.max(64, at * 2));
    }
    sums[at] += term;
  }

  public PairSums merge(PairSums other) {
    if (isDense()) {
      for (int i = 0; i < dense.length; i++) {
        dense[i] += other.dense[i];
      }
      return this;
    }
    for (int p = 0; p < other.pairs.size(); p++) {
      long key = other.pairs.key(p);
      add((int) (key / size), (int) (key % size), other.sums[p]);
    }
    return this;
  }

  /** The full matrix, [size][size]; only where {@link #isDense}. */
  public double[][] toDense() {
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = dense[i * (i + 1) / 2 + j];
        matrix[j][i] = matrix[i][j];
      }
    }
    return matrix;
  }

  /** The matrix by compressed rows, both triangles; only where not {@link #isDense}. */
  public SparseSymmetric toSparse() {
    return SparseSymmetric.of(size, pairs, sums);
  }
}
