package org.panelworks.segment;

import java.util.Arrays;

/**
 * Silhouettes by Euclidean distance (Rousseeuw 1987): s = (b − a) / max(a, b), a the mean distance
 * to the other rows of the own cluster and b the least mean distance to those of another; 0 in a
 * cluster of one row. Every pair of rows is looked at, so that the number of rows must be bounded.
 *
 * <p>By squared distance, Spark's default, the numbers are different ones.
 *
 * @param mean over all rows; NaN where fewer than two clusters have rows
 * @param byCluster over the rows of each cluster, [k]; NaN for an empty one
 * @param rows number of rows looked at
 */
public record Silhouette(double mean, double[] byCluster, int rows) {

  /**
   * The silhouettes of rows.
   *
   * @param rows [rows][attributes]
   * @param cluster of each row, 0 to k − 1
   */
  public static Silhouette euclidean(double[][] rows, int[] cluster, int k) {
    int[] sizes = new int[k];
    for (int own : cluster) {
      sizes[own]++;
    }
    double[] sums = new double[k];
    double all = 0;
    for (int i = 0; i < rows.length; i++) {
      double own = one(rows, cluster, sizes, i);
      sums[cluster[i]] += own;
      all += own;
    }
    double[] means = new double[k];
    for (int c = 0; c < k; c++) {
      means[c] = sizes[c] == 0 ? Double.NaN : sums[c] / sizes[c];
    }
    boolean several = Arrays.stream(sizes).filter(size -> size > 0).count() > 1;
    return new Silhouette(several ? all / rows.length : Double.NaN, means, rows.length);
  }

  private static double one(double[][] rows, int[] cluster, int[] sizes, int i) {
    if (sizes[cluster[i]] == 1) {
      return 0;
    }
    double[] sums = new double[sizes.length];
    for (int j = 0; j < rows.length; j++) {
      sums[cluster[j]] += Math.sqrt(Partition.squaredDistance(rows[i], rows[j]));
    }
    double nearest = Double.POSITIVE_INFINITY;
    for (int c = 0; c < sizes.length; c++) {
      if (c != cluster[i] && sizes[c] > 0) {
        nearest = Math.min(nearest, sums[c] / sizes[c]);
      }
    }
    double own = sums[cluster[i]] / (sizes[cluster[i]] - 1);
    double greater = Math.max(own, nearest);
    return greater > 0 ? (nearest - own) / greater : 0;
  }
}
