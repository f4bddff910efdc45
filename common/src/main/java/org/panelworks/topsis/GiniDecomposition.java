package org.panelworks.topsis;

import java.util.Arrays;
import java.util.List;

/**
 * Dagum's decomposition of the Gini coefficient by groups (Dagum 1997, Empirical Economics 22).
 *
 * <p>With y_ji the values of group j, n_j their number, ȳ means, p_j = n_j / n and s_j = n_j ȳ_j /
 * (n ȳ): G = Σ Σ |y − y'| / (2 n² ȳ); between two groups G_jh = Σ_i Σ_r |y_ji − y_hr| / (n_j n_h
 * (ȳ_j + ȳ_h)); within G_w = Σ_j G_jj p_j s_j; net between G_nb = Σ_{j&lt;h} G_jh (p_j s_h + p_h
 * s_j) D_jh; transvariation G_t the same with 1 − D_jh; D_jh = (d − p) / (d + p), with d the mean
 * positive excess of the richer group's values over the poorer's and p that of the poorer's over
 * the richer's. G = G_w + G_nb + G_t.
 *
 * <p>Values are 0 or more. A group alone has G = G_w. Where all values are 0 the coefficients are
 * NaN; groups whose values are all equal have D = 0.
 *
 * @param n number of values
 * @param total G
 * @param within G_w
 * @param netBetween G_nb
 * @param transvariation G_t
 * @param groups names, in order
 * @param counts n_j
 * @param means ȳ_j
 * @param between G_jh, [groups][groups], G_jj on the diagonal
 * @param affluence D_jh, [groups][groups], symmetric, 0 on the diagonal
 */
public record GiniDecomposition(
    long n,
    double total,
    double within,
    double netBetween,
    double transvariation,
    List<String> groups,
    long[] counts,
    double[] means,
    double[][] between,
    double[][] affluence) {

  /**
   * Decomposes.
   *
   * @param names of the groups
   * @param values of each group, [groups][values], none empty, in any order
   */
  public static GiniDecomposition of(List<String> names, double[][] values) {
    int k = names.size();
    double[][] sorted = new double[k][];
    double[] means = new double[k];
    long[] counts = new long[k];
    long n = 0;
    double sum = 0;
    for (int j = 0; j < k; j++) {
      sorted[j] = values[j].clone();
      Arrays.sort(sorted[j]);
      means[j] = Arrays.stream(sorted[j]).sum() / sorted[j].length;
      counts[j] = sorted[j].length;
      n += counts[j];
      sum += counts[j] * means[j];
    }
    double mean = sum / n;
    double[][] between = new double[k][k];
    double[][] affluence = new double[k][k];
    double within = 0;
    double net = 0;
    double crossing = 0;
    for (int j = 0; j < k; j++) {
      between[j][j] = gini(sorted[j], sorted[j], means[j], means[j]);
      within += between[j][j] * share(counts, means, n, mean, j, j) / 2;
      for (int h = 0; h < j; h++) {
        between[j][h] = gini(sorted[j], sorted[h], means[j], means[h]);
        between[h][j] = between[j][h];
        affluence[j][h] = affluence(sorted[j], sorted[h]);
        affluence[h][j] = affluence[j][h];
        double part = between[j][h] * share(counts, means, n, mean, j, h);
        net += part * affluence[j][h];
        crossing += part * (1 - affluence[j][h]);
      }
    }
    return new GiniDecomposition(
        n,
        within + net + crossing,
        within,
        net,
        crossing,
        names,
        counts,
        means,
        between,
        affluence);
  }

  /** p_j s_h + p_h s_j. */
  private static double share(long[] counts, double[] means, long n, double mean, int j, int h) {
    double pj = (double) counts[j] / n;
    double ph = (double) counts[h] / n;
    return pj * ph * (means[j] + means[h]) / mean;
  }

  private static double gini(double[] a, double[] b, double meanA, double meanB) {
    double differences = excess(a, b) + excess(b, a);
    return differences / (meanA + meanB);
  }

  private static double affluence(double[] a, double[] b) {
    double above = excess(a, b);
    double below = excess(b, a);
    return above + below == 0 ? 0 : Math.abs(above - below) / (above + below);
  }

  /** The mean over all pairs of how much a value of the first exceeds one of the second. */
  private static double excess(double[] first, double[] second) {
    double sum = 0;
    double below = 0;
    int count = 0;
    for (double value : first) {
      while (count < second.length && second[count] < value) {
        below += second[count++];
      }
      sum += (count * value - below) / second.length;
    }
    return Math.max(0, sum) / first.length;
  }
}
