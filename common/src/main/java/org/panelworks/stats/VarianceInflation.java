package org.panelworks.stats;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.panelworks.EstimationException;
import org.panelworks.linalg.SemidefiniteCholesky;

/**
 * Variance inflation factors: VIFⱼ = 1 / (1 − R²ⱼ) with R²ⱼ of variable j regressed on the other
 * listed variables and an intercept, which is the j-th diagonal element of the inverse of their
 * correlation matrix (Belsley, Kuh and Welsch 1980, section 3.2), over rows in which all are there.
 *
 * <p>Refused, with the names: a variable that does not vary, one that is a linear combination of
 * the ones before it (1 − R² of at most 1e-9), and no more rows than variables.
 */
public final class VarianceInflation {
  /** The largest 1 − R² that counts as a linear combination. */
  private static final double COLLINEAR = 1e-9;

  private final List<String> variables;
  private final double[] factors;
  private final long count;

  private VarianceInflation(List<String> variables, double[] factors, long count) {
    this.variables = variables;
    this.factors = factors;
    this.count = count;
  }

  /**
   * Takes the factors.
   *
   * @param variables names, at least two
   * @param moments their co-moments over complete rows
   */
  public static VarianceInflation of(List<String> variables, CoMoments moments) {
    PearsonCorrelation.requireSeveral(variables);
    int k = variables.size();
    if (moments.count() <= k) {
      throw new EstimationException(
          String.format(
              Locale.ROOT,
              "vif of %d variables needs more than %d complete rows, got %d",
              k,
              k,
              moments.count()));
    }
    double[][] correlations = new double[k][k];
    for (int i = 0; i < k; i++) {
      if (!(moments.cross(i, i) > 0)) {
        throw new EstimationException(
            String.format(
                Locale.ROOT,
                "vif needs variables that vary, `%s` is constant over the %d complete rows",
                variables.get(i),
                moments.count()));
      }
      for (int j = 0; j < k; j++) {
        correlations[i][j] = moments.correlation(i, j);
      }
    }
    SemidefiniteCholesky factor = SemidefiniteCholesky.of(correlations, COLLINEAR);
    requireIndependent(variables, correlations, factor);
    double[][] inverse = factor.inverse();
    double[] factors = new double[k];
    Arrays.setAll(factors, i -> inverse[i][i]);
    return new VarianceInflation(List.copyOf(variables), factors, moments.count());
  }

  private static void requireIndependent(
      List<String> variables, double[][] correlations, SemidefiniteCholesky factor) {
    for (int i = 0; i < variables.size(); i++) {
      if (!factor.kept(i)) {
        throw new EstimationException(
            String.format(
                Locale.ROOT,
                "vif is infinite: `%s` is a linear combination of %s; leave one of them out",
                variables.get(i),
                String.join(", ", combination(variables, correlations, i))));
      }
    }
  }

  /** The earlier variables, in backquotes, of which variable {@code i} is a combination. */
  private static List<String> combination(List<String> variables, double[][] correlations, int i) {
    double[][] earlier = new double[i][];
    Arrays.setAll(earlier, row -> Arrays.copyOf(correlations[row], i));
    double[] slopes =
        SemidefiniteCholesky.of(earlier, COLLINEAR).solve(Arrays.copyOf(correlations[i], i));
    return variables.subList(0, i).stream()
        .filter(name -> Math.abs(slopes[variables.indexOf(name)]) > 1e-6)
        .map(name -> "`" + name + "`")
        .toList();
  }

  public List<String> variables() {
    return variables;
  }

  /** Rows in which all variables are there. */
  public long count() {
    return count;
  }

  /** The variance inflation factor of variable {@code i}, at least 1. */
  public double factor(int i) {
    return factors[i];
  }

  /** The mean of the factors. */
  public double mean() {
    return Arrays.stream(factors).sum() / factors.length;
  }
}
