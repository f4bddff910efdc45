package org.panelworks.indices;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.panelworks.DataException;

/**
 * How regions specialise in industries. With x_ij the employment or output of region i in industry
 * j, x_i and x_j its sums and x that of everything:
 *
 * <ul>
 *   <li>the location quotient (x_ij / x_i) / (x_j / x);
 *   <li>the summed specialisation index of a region, Σ_j |x_ij / x_i − x_j / x|, from 0 to 2
 *       (Krugman 1991);
 *   <li>Hoover's index of everything, ½ Σ_ij |x_ij / x − x_i x_j / x²|, half the sum of absolute
 *       NRCA.
 * </ul>
 *
 * A cell that is not there counts as zero. A region or an industry without anything has NaN.
 */
public final class RegionalSpecialisation {
  private final Set<String> regions = new LinkedHashSet<>();
  private final Set<String> industries = new LinkedHashSet<>();
  private final Map<List<String>, Double> cells = new HashMap<>();

  /** Adds a cell; refuses one that is there. */
  public void add(String region, String industry, double value) {
    regions.add(region);
    industries.add(industry);
    if (cells.put(List.of(region, industry), value) != null) {
      throw new DataException("indices: " + region + " " + industry + " occurs more than once");
    }
  }

  /** The regions, in the order in which they came. */
  public List<String> regions() {
    return List.copyOf(regions);
  }

  /** The industries, likewise. */
  public List<String> industries() {
    return List.copyOf(industries);
  }

  private double[][] matrix() {
    double[][] matrix = new double[regions.size()][industries.size()];
    List<String> columns = new ArrayList<>(industries);
    int i = 0;
    for (String region : regions) {
      for (int j = 0; j < columns.size(); j++) {
        matrix[i][j] = cells.getOrDefault(List.of(region, columns.get(j)), 0.0);
      }
      i++;
    }
    return matrix;
  }

  private static double[] rowSums(double[][] x) {
    double[] sums = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      for (double value : x[i]) {
        sums[i] += value;
      }
    }
    return sums;
  }

  private static double[] columnSums(double[][] x) {
    double[] sums = new double[x[0].length];
    for (double[] row : x) {
      for (int j = 0; j < row.length; j++) {
        sums[j] += row[j];
      }
    }
    return sums;
  }

  /** Which regions and industries are without anything, and so without an index. */
  public List<String> reasons() {
    double[][] x = matrix();
    double[] ofRegion = rowSums(x);
    double[] ofIndustry = columnSums(x);
    List<String> reasons = new ArrayList<>();
    int i = 0;
    for (String region : regions) {
      if (ofRegion[i++] == 0) {
        reasons.add(region + " has nothing in any industry");
      }
    }
    int j = 0;
    for (String industry : industries) {
      if (ofIndustry[j++] == 0) {
        reasons.add("no region has anything in " + industry);
      }
    }
    return reasons;
  }

  /** The location quotients, [regions][industries]. */
  public double[][] locationQuotients() {
    double[][] x = matrix();
    double[] ofRegion = rowSums(x);
    double[] ofIndustry = columnSums(x);
    double all = rowSums(new double[][] {ofRegion})[0];
    double[][] quotients = new double[x.length][ofIndustry.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < ofIndustry.length; j++) {
        quotients[i][j] = x[i][j] / ofRegion[i] / (ofIndustry[j] / all);
      }
    }
    return quotients;
  }

  /** The summed specialisation index of each region, [regions]. */
  public double[] krugman() {
    double[][] x = matrix();
    double[] ofRegion = rowSums(x);
    double[] ofIndustry = columnSums(x);
    double all = rowSums(new double[][] {ofRegion})[0];
    double[] index = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < ofIndustry.length; j++) {
        index[i] += Math.abs(x[i][j] / ofRegion[i] - ofIndustry[j] / all);
      }
    }
    return index;
  }

  /** Hoover's index of everything. */
  public double hoover() {
    double[][] x = matrix();
    double[] ofRegion = rowSums(x);
    double[] ofIndustry = columnSums(x);
    double all = rowSums(new double[][] {ofRegion})[0];
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < ofIndustry.length; j++) {
        sum += Math.abs(x[i][j] / all - ofRegion[i] / all * (ofIndustry[j] / all));
      }
    }
    return sum / 2;
  }
}
