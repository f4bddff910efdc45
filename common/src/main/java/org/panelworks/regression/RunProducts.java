package org.panelworks.regression;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Arrays;
import org.panelworks.linalg.CompensatedArray;
import org.panelworks.linalg.CrossProducts;

/**
 * Sums of weighted products X'WX of a group's columns, as runs of rows pass: gathered a few hundred
 * rows at a time, and summed with compensation.
 */
final class RunProducts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int width;
  private final CompensatedArray sums;

  private transient double[][] buffer;
  private transient double[] weights;
  private transient double[] product;
  private transient double[] room;
  private transient int buffered;

  /** Of {@code width} columns. */
  RunProducts(int width) {
    this.width = width;
    this.sums = new CompensatedArray(width * (width + 1) / 2);
    this.buffer = new double[0][];
    this.weights = new double[0];
    this.product = new double[0];
    this.room = new double[0];
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    buffer = new double[0][];
    weights = new double[0];
    product = new double[0];
    room = new double[0];
  }

  /** Adds the rows of a run as its columns stand. */
  void add(UnitRun run) {
    if (buffer.length == 0) {
      reserve(run);
    }
    int taken = 0;
    while (taken < run.size()) {
      int rows = Math.min(run.size() - taken, CrossProducts.STRETCH - buffered);
      for (int c = 0; c < width; c++) {
        System.arraycopy(run.x(c), taken, buffer[c], buffered, rows);
      }
      if (run.isWeighted()) {
        run.copyWeights(taken, rows, weights, buffered);
      }
      taken += rows;
      buffered += rows;
      if (buffered == CrossProducts.STRETCH) {
        flush();
      }
    }
  }

  private void reserve(UnitRun run) {
    room = new double[CrossProducts.ROOM];
    product = new double[CrossProducts.STRETCH];
    buffer = new double[width][CrossProducts.STRETCH];
    weights = new double[run.isWeighted() ? CrossProducts.STRETCH : 0];
  }

  /** Sums what was gathered: after the last run of a block. */
  void flush() {
    if (buffered == 0) {
      return;
    }
    for (double[] column : buffer) {
      Arrays.fill(column, buffered, column.length, 0);
    }
    int at = 0;
    for (int i = 0; i < width; i++) {
      double[] weighted = weighted(buffer[i]);
      for (int j = 0; j <= i; j++) {
        sums.add(at++, CrossProducts.dot(weighted, buffer[j], room));
      }
    }
    buffered = 0;
  }

  /** A column times the weights, the column itself where they are equal. */
  private double[] weighted(double[] column) {
    if (weights.length == 0) {
      return column;
    }
    for (int r = 0; r < column.length; r++) {
      product[r] = weights[r] * column[r];
    }
    return product;
  }

  RunProducts merge(RunProducts other) {
    sums.merge(other.sums);
    return this;
  }

  /** The products, [width][width]. */
  double[][] matrix() {
    return CrossProducts.unpack(sums.values(), width);
  }

  /** The sum of products of two columns. */
  double value(int i, int j) {
    int row = Math.max(i, j);
    return sums.value(row * (row + 1) / 2 + Math.min(i, j));
  }
}
