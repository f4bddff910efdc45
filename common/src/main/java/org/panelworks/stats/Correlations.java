package org.panelworks.stats;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A correlation matrix with the test of each coefficient against zero:
 *
 * <pre>t = r √((n − 2) / (1 − r²)),   p = 2 P(T ≥ |t|) with n − 2 degrees of freedom</pre>
 *
 * <p>for Pearson's r exact under normality, for Spearman's the approximation that SPSS and Stata
 * print. With r = ±1 the statistic is infinite and p is 0, the diagonal included. With fewer than
 * three rows there is a coefficient but no test (NaN).
 */
public final class Correlations {
  private final CorrelationMethod method;
  private final MissingCells missing;
  private final List<String> variables;
  private final double[][] coefficients;
  private final long[][] counts;

  private Correlations(
      CorrelationMethod method,
      MissingCells missing,
      List<String> variables,
      double[][] coefficients,
      long[][] counts) {
    this.method = method;
    this.missing = missing;
    this.variables = List.copyOf(variables);
    this.coefficients = coefficients;
    this.counts = counts;
  }

  /**
   * Wraps coefficients that were computed elsewhere.
   *
   * @param coefficients symmetric, [variables][variables], NaN where undefined; a variable that
   *     does not vary has NaN on the diagonal too
   * @param counts rows that each coefficient is taken of, [variables][variables]
   */
  public static Correlations of(
      CorrelationMethod method,
      MissingCells missing,
      List<String> variables,
      double[][] coefficients,
      long[][] counts) {
    return new Correlations(method, missing, variables, copy(coefficients), copy(counts));
  }

  private static double[][] copy(double[][] matrix) {
    double[][] copy = new double[matrix.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = matrix[i].clone();
    }
    return copy;
  }

  private static long[][] copy(long[][] matrix) {
    long[][] copy = new long[matrix.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = matrix[i].clone();
    }
    return copy;
  }

  public CorrelationMethod method() {
    return method;
  }

  public MissingCells missing() {
    return missing;
  }

  public List<String> variables() {
    return variables;
  }

  /** Rows that the coefficient of two variables is taken of. */
  public long count(int i, int j) {
    return counts[i][j];
  }

  /** The coefficient of two variables, in [−1, 1]; NaN where undefined. */
  public double coefficient(int i, int j) {
    return coefficients[i][j];
  }

  /** The t statistic of the coefficient; infinite with r = ±1, NaN with fewer than three rows. */
  public double statistic(int i, int j) {
    double r = coefficients[i][j];
    long df = counts[i][j] - 2;
    return df > 0 ? r * Math.sqrt(df / ((1 - r) * (1 + r))) : Double.NaN;
  }

  /** The two-sided p-value of the coefficient, in [0, 1]; NaN with fewer than three rows. */
  public double pValue(int i, int j) {
    double t = statistic(i, j);
    if (Double.isNaN(t)) {
      return Double.NaN;
    }
    return 2 * TDistribution.of((double) (counts[i][j] - 2)).survivalProbability(Math.abs(t));
  }

  /** The variables without a correlation with any other, because they do not vary. */
  public List<String> constants() {
    return variables.stream()
        .filter(
            name -> Double.isNaN(coefficients[variables.indexOf(name)][variables.indexOf(name)]))
        .toList();
  }
}
