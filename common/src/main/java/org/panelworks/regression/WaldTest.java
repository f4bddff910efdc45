package org.panelworks.regression;

import java.util.List;
import org.apache.commons.statistics.distribution.FDistribution;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The joint test that some coefficients are zero, in its F form.
 *
 * @param terms the terms tested
 * @param statistic b'V⁻¹b / k; NaN where V is singular to rounding
 * @param df1 terms tested, k
 * @param df2 degrees of freedom of the model's t statistics
 * @param pValue from F(df1, df2); NaN where the covariance is indefinite
 */
public record WaldTest(List<String> terms, double statistic, int df1, long df2, double pValue) {
  /** Reciprocal condition of the correlation of the coefficients below which F is undefined. */
  private static final double SINGULAR = 1e-14;

  static WaldTest of(
      List<String> terms, double[] estimates, double[][] vcov, List<Integer> places, long df2) {
    double f = statistic(estimates, vcov, places);
    double p =
        f >= 0 ? FDistribution.of(places.size(), (double) df2).survivalProbability(f) : Double.NaN;
    return new WaldTest(List.copyOf(terms), f, places.size(), df2, p);
  }

  /** b'V⁻¹b / k, from t statistics and the eigenvalues of the correlation of the coefficients. */
  static double statistic(double[] estimates, double[][] vcov, List<Integer> slopes) {
    int k = slopes.size();
    DMatrixRMaj correlation = new DMatrixRMaj(k, k);
    double[] t = new double[k];
    for (int i = 0; i < k; i++) {
      int a = slopes.get(i);
      t[i] = estimates[a] / Math.sqrt(vcov[a][a]);
      for (int j = 0; j < k; j++) {
        int b = slopes.get(j);
        correlation.set(i, j, vcov[a][b] / Math.sqrt(vcov[a][a]) / Math.sqrt(vcov[b][b]));
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(k, true, true);
    if (k == 0
        || MatrixFeatures_DDRM.hasUncountable(correlation)
        || !eigen.decompose(correlation)) {
      return Double.NaN;
    }
    double smallest = Double.POSITIVE_INFINITY;
    double largest = 0;
    double sum = 0;
    for (int e = 0; e < k; e++) {
      double value = eigen.getEigenvalue(e).getReal();
      double along = 0;
      for (int i = 0; i < k; i++) {
        along += eigen.getEigenVector(e).get(i) * t[i];
      }
      sum += along * along / value;
      smallest = Math.min(smallest, Math.abs(value));
      largest = Math.max(largest, Math.abs(value));
    }
    return smallest > SINGULAR * largest ? sum / k : Double.NaN;
  }
}
