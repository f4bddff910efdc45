package org.panelworks.segment;

import java.util.Arrays;

/**
 * A partition of rows into clusters and its sums of squares, Σ |x − c|² about the clusters' means
 * (within) and about the mean of all (total), between being the rest; and the index of Caliński and
 * Harabasz (1974), (between / (k − 1)) / (within / (n − k)).
 *
 * @param rows scaled attributes, [rows][attributes]
 * @param cluster of each row, 0 to k − 1, [rows]
 * @param centres means of the clusters, [k][attributes]; NaN for an empty one
 * @param sizes number of rows of each cluster, [k]
 * @param within sum of squares within each cluster, [k]
 * @param total sum of squares about the mean of all rows
 */
public record Partition(
    double[][] rows,
    int[] cluster,
    double[][] centres,
    int[] sizes,
    double[] within,
    double total) {

  /** The partition of rows into k clusters. */
  public static Partition of(double[][] rows, int[] cluster, int k) {
    int d = rows[0].length;
    int[] sizes = new int[k];
    for (int own : cluster) {
      sizes[own]++;
    }
    double[][] centres = new double[k][d];
    double[] grand = new double[d];
    for (int i = 0; i < rows.length; i++) {
      for (int a = 0; a < d; a++) {
        centres[cluster[i]][a] += rows[i][a] / sizes[cluster[i]];
        grand[a] += rows[i][a] / rows.length;
      }
    }
    double[] within = new double[k];
    double total = 0;
    for (int i = 0; i < rows.length; i++) {
      within[cluster[i]] += squaredDistance(rows[i], centres[cluster[i]]);
      total += squaredDistance(rows[i], grand);
    }
    for (int c = 0; c < k; c++) {
      if (sizes[c] == 0) {
        Arrays.fill(centres[c], Double.NaN);
      }
    }
    return new Partition(rows, cluster, centres, sizes, within, total);
  }

  /** |x − y|². */
  static double squaredDistance(double[] x, double[] y) {
    double sum = 0;
    for (int a = 0; a < x.length; a++) {
      sum += (x[a] - y[a]) * (x[a] - y[a]);
    }
    return sum;
  }

  /** Number of clusters. */
  public int k() {
    return sizes.length;
  }

  /** The sum of squares within all clusters. */
  public double totalWithin() {
    return Arrays.stream(within).sum();
  }

  /** The sum of squares between clusters. */
  public double between() {
    return total - totalWithin();
  }

  /** Caliński and Harabasz's index; NaN for one cluster. */
  public double calinskiHarabasz() {
    return k() < 2 ? Double.NaN : between() / (k() - 1) / (totalWithin() / (rows.length - k()));
  }
}
