package org.panelworks.regression;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import org.panelworks.linalg.CompensatedArray;
import org.panelworks.linalg.CrossProducts;

/**
 * Sums of weighted products X'WX of a group's columns, as runs of rows pass: gathered a few hundred
 * rows at a time, and summed with compensation.
 */
final class RunProducts implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER = 512;

  private final int width;
  private final CompensatedArray sums;

  private transient double[][] buffer;
  private transient double[] weights;
  private transient int buffered;

  /** Of {@code width} columns. */
  RunProducts(int width) {
    this.width = width;
    this.sums = new CompensatedArray(width * (width + 1) / 2);
    this.buffer = new double[0][];
    this.weights = new double[0];
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    buffer = new double[0][];
    weights = new double[0];
  }

  /** Adds the rows of a run as its columns stand. */
  void add(UnitRun run) {
    if (buffered + run.size() > weights.length) {
      flush();
      int capacity = Math.max(BUFFER, run.size());
      if (weights.length < capacity) {
        buffer = new double[width][capacity];
        weights = new double[capacity];
      }
    }
    for (int c = 0; c < width; c++) {
      System.arraycopy(run.x(c), 0, buffer[c], buffered, run.size());
    }
    run.copyWeights(weights, buffered);
    buffered += run.size();
  }

  /** Sums what was gathered: after the last run of a block. */
  void flush() {
    if (buffered == 0) {
      return;
    }
    double[] weighted = new double[buffered];
    int at = 0;
    for (int i = 0; i < width; i++) {
      for (int r = 0; r < buffered; r++) {
        weighted[r] = weights[r] * buffer[i][r];
      }
      for (int j = 0; j <= i; j++) {
        sums.add(at++, CrossProducts.dot(weighted, buffer[j], buffered));
      }
    }
    buffered = 0;
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
