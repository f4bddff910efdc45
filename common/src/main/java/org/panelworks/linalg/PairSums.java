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
  private final int limit;
  private final double[] dense;
  private final double[] diagonal;
  private LongIndex pairs = new LongIndex();
  private double[] sums = new double[0];
  private boolean overfull;

  /** A matrix with no bound on the pairs that are held. */
  public PairSums(int size) {
    this(size, Integer.MAX_VALUE);
  }

  /**
   * A matrix of zeros.
   *
   * @param limit pairs beside the diagonal that are held at most, where the matrix is not dense;
   *     with more, none is
   */
  public PairSums(int size, int limit) {
    this.size = size;
    this.limit = limit;
    this.dense = new double[size <= DENSE_LIMIT ? size * (size + 1) / 2 : 0];
    this.diagonal = new double[size <= DENSE_LIMIT ? 0 : size];
  }

  public int size() {
    return size;
  }

  public boolean isDense() {
    return size <= DENSE_LIMIT;
  }

  /** Entry (i, i), known also where the pairs are not. */
  public double diagonal(int i) {
    return isDense() ? dense[i * (i + 1) / 2 + i] : diagonal[i];
  }

  /** Whether more pairs occur than may be held, so that the matrix is not known. */
  public boolean isOverfull() {
    return overfull;
  }

  private void overflow() {
    overfull = true;
    pairs = new LongIndex();
    sums = new double[0];
  }

  /** Adds to entry (i, j), which is also entry (j, i). */
  public void add(int i, int j, double term) {
    int high = Math.max(i, j);
    int low = Math.min(i, j);
    if (isDense()) {
      dense[high * (high + 1) / 2 + low] += term;
      return;
    }
    if (i == j) {
      diagonal[i] += term;
      return;
    }
    if (overfull) {
      return;
    }
    int at = pairs.add((long) high * size + low);
    if (at >= limit) {
      overflow();
      return;
    }
    if (at >= sums.length) {
      sums = Arrays.copyOf(sums, Math.max(64, at + at / 2));
    }
    sums[at] += term;
  }

  /**
   * Subtracts the products of numbers that belong to distinct rows and columns.
   *
   * @param at their rows, [count or more]
   * @param numbers [count or more]
   */
  public void subtractOuter(int[] at, double[] numbers, int count) {
    for (int i = 0; i < count; i++) {
      double number = -numbers[i];
      for (int j = 0; j <= i; j++) {
        add(at[i], at[j], number * numbers[j]);
      }
    }
  }

  public PairSums merge(PairSums other) {
    if (isDense()) {
      for (int i = 0; i < dense.length; i++) {
        dense[i] += other.dense[i];
      }
      return this;
    }
    for (int i = 0; i < size; i++) {
      diagonal[i] += other.diagonal[i];
    }
    if (other.overfull) {
      overflow();
    }
    for (int p = 0; p < other.pairs.size(); p++) {
      long key = other.pairs.key(p);
      add((int) (key / size), (int) (key % size), other.sums[p]);
    }
    return this;
  }

  /**
   * The full matrix, [size][size]; only where {@link #isDense}.
   *
   * @param empty rows and columns that are to be zero, [size]
   */
  public double[][] toDense(boolean[] empty) {
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i && !empty[i]; j++) {
        matrix[i][j] = empty[j] ? 0 : dense[i * (i + 1) / 2 + j];
        matrix[j][i] = matrix[i][j];
      }
    }
    return matrix;
  }

  /**
   * The matrix by compressed rows, both triangles; only where not {@link #isDense}.
   *
   * @param empty rows and columns that are to be zero, [size]
   */
  public SparseSymmetric toSparse(boolean[] empty) {
    return SparseSymmetric.of(empty, diagonal, pairs, sums);
  }
}
