package org.panelworks.regression;

import java.io.Serializable;
import java.util.Arrays;
import org.panelworks.linalg.LongIndex;

/** Sums of score vectors by cluster, compensated, for clusters that cross units. */
final class ClusterSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int width;
  private final LongIndex clusters = new LongIndex();
  private double[] sums = new double[0];
  private double[] errors = new double[0];

  /** Sums of vectors of length {@code width}. */
  ClusterSums(int width) {
    this.width = width;
  }

  /** Adds {@code vector}, [width], to the sums of a cluster. */
  void add(long cluster, double[] vector) {
    int at = start(cluster);
    for (int k = 0; k < width; k++) {
      add(at + k, vector[k]);
    }
  }

  /** The place of the first of a cluster's sums, for {@link #add(int, double)}. */
  int start(long cluster) {
    int at = Math.multiplyExact(clusters.add(cluster), width);
    if (at + width > sums.length) {
      int capacity = Math.max(16 * width, Math.multiplyExact(at + width, 2));
      sums = Arrays.copyOf(sums, capacity);
      errors = Arrays.copyOf(errors, capacity);
    }
    return at;
  }

  /** Adds to the sum at a place. */
  void add(int i, double term) {
    double before = sums[i];
    double after = before + term;
    errors[i] +=
        Math.abs(before) >= Math.abs(term) ? (before - after) + term : (term - after) + before;
    sums[i] = after;
  }

  ClusterSums merge(ClusterSums other) {
    double[] vector = new double[width];
    double[] error = new double[width];
    for (int c = 0; c < other.clusters.size(); c++) {
      System.arraycopy(other.sums, c * width, vector, 0, width);
      System.arraycopy(other.errors, c * width, error, 0, width);
      add(other.clusters.key(c), vector);
      add(other.clusters.key(c), error);
    }
    return this;
  }

  /** The sums of a cluster by its key, [width]; zeros where it has none. */
  double[] sum(long cluster) {
    int number = clusters.find(cluster);
    return number < 0 ? new double[width] : at(number);
  }

  /** The sums of the cluster that was seen as number {@code number}, [width]. */
  double[] at(int number) {
    double[] sum = new double[width];
    for (int k = 0; k < width; k++) {
      sum[k] = sums[number * width + k] + errors[number * width + k];
    }
    return sum;
  }

  int clusters() {
    return clusters.size();
  }

  /** The key of the cluster that was seen as number {@code number}. */
  long key(int number) {
    return clusters.key(number);
  }

  /** Σ over clusters of the outer product of their sums, [width][width]. */
  double[][] meat() {
    double[][] meat = new double[width][width];
    for (int c = 0; c < clusters.size(); c++) {
      double[] s = at(c);
      for (int i = 0; i < width; i++) {
        for (int j = 0; j < width; j++) {
          meat[i][j] += s[i] * s[j];
        }
      }
    }
    return meat;
  }
}
