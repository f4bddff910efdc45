package org.panelworks.indices;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How concentrated the values of n items are, s their shares of the total.
 *
 * <ul>
 *   <li>HHI = Σ s² (Herfindahl and Hirschman), from 1/n to 1; in points, times 10,000; normalised,
 *       (HHI − 1/n) / (1 − 1/n), NaN for one item;
 *   <li>CR_m, the share of the m greatest;
 *   <li>Gini = Σ (2 k − n − 1) v_(k) / (n Σ v), the values ascending;
 *   <li>Theil's entropy −Σ s ln s and his index ln n − entropy = Σ s ln(n s) (Theil 1967), in which
 *       a zero counts nothing; with groups g of n_g items and share S_g the index is the sum of the
 *       part between, Σ S_g ln(S_g n / n_g), and the part within, Σ S_g T_g.
 * </ul>
 *
 * Items with a value of zero count towards n. A total of zero leaves everything NaN.
 *
 * @param items n
 * @param total Σ v
 * @param shares of the greatest, by their number
 * @param between NaN without groups
 * @param within NaN without groups
 */
public record Concentration(
    int items,
    double total,
    double hhi,
    double hhiNormalised,
    Map<Integer, Double> shares,
    double gini,
    double theilEntropy,
    double theil,
    double between,
    double within) {

  /**
   * The indices of values that are not negative.
   *
   * @param values [items], no NaN
   * @param groups the group of each item, [items]; empty for none
   * @param greatest the numbers m of CR_m
   */
  public static Concentration of(double[] values, List<String> groups, List<Integer> greatest) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double total = Arrays.stream(sorted).sum();
    double squares = 0;
    double entropy = 0;
    double ranked = 0;
    for (int k = 0; k < n; k++) {
      double share = sorted[k] / total;
      squares += share * share;
      entropy -= share > 0 ? share * Math.log(share) : 0;
      ranked += (2.0 * (k + 1) - n - 1) * share;
    }
    boolean none = !(total > 0);
    Map<Integer, Double> top = new LinkedHashMap<>();
    for (int m : greatest) {
      top.put(m, none ? Double.NaN : Arrays.stream(sorted, Math.max(0, n - m), n).sum() / total);
    }
    double theil = none ? Double.NaN : Math.log(n) - entropy;
    double between = groups.isEmpty() || none ? Double.NaN : between(values, groups, total);
    return new Concentration(
        n,
        total,
        none ? Double.NaN : squares,
        none || n < 2 ? Double.NaN : (squares - 1.0 / n) / (1 - 1.0 / n),
        top,
        none ? Double.NaN : ranked / n,
        none ? Double.NaN : entropy,
        theil,
        between,
        theil - between);
  }

  private static double between(double[] values, List<String> groups, double total) {
    Map<String, double[]> sums = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      double[] sum = sums.computeIfAbsent(groups.get(i), key -> new double[2]);
      sum[0] += values[i];
      sum[1]++;
    }
    double between = 0;
    for (double[] sum : sums.values()) {
      double share = sum[0] / total;
      between += share > 0 ? share * Math.log(share * values.length / sum[1]) : 0;
    }
    return between;
  }

  /** The HHI in points, to 10,000. */
  public double hhiPoints() {
    return 10_000 * hhi;
  }
}
