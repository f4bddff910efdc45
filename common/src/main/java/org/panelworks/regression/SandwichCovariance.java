package org.panelworks.regression;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.panelworks.EstimationException;
import org.panelworks.linalg.SemidefiniteCholesky;

/**
 * The covariance B·M·B of a model's coefficients, B = (X̃'WX̃)⁻¹, with its small-sample correction.
 * n rows, K parameters paid for, G the fewest clusters of any way.
 *
 * <table>
 * <caption>Corrections</caption>
 * <tr><th></th><th>reghdfe, fixest</th><th>none</th></tr>
 * <tr><td>iid, M = B⁻¹</td><td>RSS/(n−K)</td><td>RSS/(n−1)</td></tr>
 * <tr><td>robust, M = Σ ss'</td><td>n/(n−K)</td><td>1</td></tr>
 * <tr><td>cluster</td><td>(n−1)/(n−K) · G/(G−1), and one more parameter under reghdfe where an effect
 * is nested</td><td>1</td></tr>
 * <tr><td>Driscoll–Kraay, Newey–West</td><td>(n−1)/(n−K) · T/(T−1), T periods</td><td>1</td></tr>
 * <tr><td>HC2, HC3</td><td>1</td><td>1</td></tr>
 * <tr><td>cluster jackknife</td><td>(G−1)/G</td><td>(G−1)/G</td></tr>
 * </table>
 *
 * <p>t has n−K degrees of freedom; clustered, G−1 under fixest and the smaller of both under
 * reghdfe; with lags, the same with T; by the jackknife, G−1. reghdfe has no Newey–West covariance:
 * under its rule it is corrected as Driscoll and Kraay's is. A multi-way covariance need not be
 * positive semidefinite; where a variance comes out negative, its negative eigenvalues are set to
 * zero (Cameron, Gelbach and Miller 2011, section 2.3), as fixest 0.12 does. Where every variance
 * is positive and the matrix still indefinite, it stays as it is and the result says so; reghdfe
 * would repair that matrix too.
 *
 * @param matrix [terms][terms], of the coefficients with the constant shifted to where it belongs
 * @param correction the factor on B·M·B
 * @param dfT degrees of freedom of t
 * @param clusterCounts clusters of each way
 * @param repaired whether negative eigenvalues were set to zero
 * @param indefinite whether a negative eigenvalue is left
 */
record SandwichCovariance(
    double[][] matrix,
    double correction,
    long dfT,
    List<Long> clusterCounts,
    boolean repaired,
    boolean indefinite) {

  /**
   * Share of the largest eigenvalue below which a negative one is rounding: that of regressors that
   * nearly depend on each other reaches some 1e-12 in small samples.
   */
  private static final double ROUNDING = 1e-10;

  static SandwichCovariance of(
      ModelPlan plan,
      ModelScores scores,
      long rows,
      double rss,
      DegreesOfFreedom paid,
      ConstantShift shift) {
    double[][] bread = SemidefiniteCholesky.of(scores.gram(), 0).inverse();
    refuseNoDegrees(plan, rows, paid.parameters(), "");
    Vcov vcov = plan.spec().vcov();
    if (vcov instanceof Vcov.Cluster cluster) {
      return clustered(plan, cluster, scores, bread, rows, paid, shift);
    }
    if (vcov instanceof Vcov.Robust robust) {
      return robust(plan, robust, scores, bread, rows, paid, shift);
    }
    if (plan.isSerial()) {
      return serial(plan, scores, bread, rows, paid, shift);
    }
    if (vcov instanceof Vcov.ClusterJackknife jackknife) {
      return jackknifed(plan, jackknife, scores, paid, shift);
    }
    long left = rows - paid.parameters();
    boolean corrected = plan.spec().smallSample() != SmallSample.NONE;
    double variance = rss / (corrected ? left : rows - 1);
    return new SandwichCovariance(
        shift.covariance(scaled(bread, variance)), variance, left, List.of(), false, false);
  }

  private static SandwichCovariance robust(
      ModelPlan plan,
      Vcov.Robust robust,
      ModelScores scores,
      double[][] bread,
      long rows,
      DegreesOfFreedom paid,
      ConstantShift shift) {
    RowMeat meat = (RowMeat) scores.meats().get(0);
    if (meat.alone() > 0) {
      throw new EstimationException(
          "model "
              + plan.spec().name()
              + ": "
              + robust.type()
              + " needs leverages below 1, and "
              + meat.alone()
              + (meat.alone() == 1 ? " row determines" : " rows determine")
              + " a coefficient alone");
    }
    long left = rows - paid.parameters();
    boolean corrected = robust.hc() == Vcov.Hc.HC1 && plan.spec().smallSample() != SmallSample.NONE;
    double factor = corrected ? (double) rows / left : 1;
    double[][] matrix = scaled(sandwich(bread, meat.matrix()), factor);
    return new SandwichCovariance(shift.covariance(matrix), factor, left, List.of(), false, false);
  }

  private static SandwichCovariance serial(
      ModelPlan plan,
      ModelScores scores,
      double[][] bread,
      long rows,
      DegreesOfFreedom paid,
      ConstantShift shift) {
    ScoreMeat meat = scores.meats().get(0);
    long periods = meat.clusters();
    long left = rows - paid.parameters();
    SmallSample rule = plan.spec().smallSample();
    double factor =
        rule == SmallSample.NONE
            ? 1
            : (double) (rows - 1) / left * ((double) periods / (periods - 1));
    long dfT = rule == SmallSample.REGHDFE ? Math.min(left, periods - 1) : periods - 1;
    double[][] matrix = scaled(sandwich(bread, meat.matrix()), factor);
    return new SandwichCovariance(
        shift.covariance(matrix), factor, dfT, List.of(periods), false, false);
  }

  private static SandwichCovariance jackknifed(
      ModelPlan plan,
      Vcov.ClusterJackknife jackknife,
      ModelScores scores,
      DegreesOfFreedom paid,
      ConstantShift shift) {
    String where = "model " + plan.spec().name() + ": ";
    int crossing = paid.nestedEffects().indexOf(false);
    if (crossing >= 0) {
      throw new EstimationException(
          where
              + "the cluster jackknife needs fixed effects that are nested in "
              + jackknife.way()
              + ", and "
              + plan.effects().get(crossing).name()
              + " is not");
    }
    JackknifeMeat meat = (JackknifeMeat) scores.meats().get(0);
    long clusters = meat.clusters();
    refuseOneCluster(plan, List.of(clusters));
    double[][] changes = meat.matrix();
    if (meat.unidentified() > 0) {
      throw new EstimationException(
          where
              + "without a cluster of "
              + jackknife.way()
              + " a term is not identified ("
              + meat.unidentified()
              + " of "
              + clusters
              + " clusters)");
    }
    double factor = (double) (clusters - 1) / clusters;
    return new SandwichCovariance(
        shift.covariance(scaled(changes, factor)),
        factor,
        clusters - 1,
        List.of(clusters),
        false,
        false);
  }

  static long refuseOneCluster(ModelPlan plan, List<Long> counts) {
    long fewest = counts.stream().mapToLong(Long::longValue).min().orElse(0);
    if (fewest < 2) {
      throw new EstimationException(
          "model "
              + plan.spec().name()
              + ": "
              + plan.ways().get(counts.indexOf(fewest))
              + " has one cluster among the rows used; clustering needs at least two");
    }
    return fewest;
  }

  private static void refuseNoDegrees(ModelPlan plan, long rows, long parameters, String why) {
    if (rows <= parameters) {
      throw new EstimationException(
          "model "
              + plan.spec().name()
              + ": no degrees of freedom are left: "
              + rows
              + " rows, "
              + parameters
              + " parameters"
              + why);
    }
  }

  private static SandwichCovariance clustered(
      ModelPlan plan,
      Vcov.Cluster cluster,
      ModelScores scores,
      double[][] bread,
      long rows,
      DegreesOfFreedom paid,
      ConstantShift shift) {
    int width = bread.length;
    double[][] meat = new double[width][width];
    List<Long> counts = new ArrayList<>();
    int subsets = cluster.intersections().size();
    for (int i = 0; i < subsets; i++) {
      int members = Integer.bitCount(i + 1);
      if (members == 1) {
        counts.add(scores.meats().get(i).clusters());
      }
      add(meat, scores.meats().get(i).matrix(), members % 2 == 1 ? 1 : -1);
    }
    long fewest = refuseOneCluster(plan, counts);
    double factor = clusterCorrection(plan, rows, fewest, paid);
    boolean reghdfe = plan.spec().smallSample() == SmallSample.REGHDFE;
    double[][] matrix = shift.covariance(scaled(sandwich(bread, meat), factor));
    long dfT = reghdfe ? Math.min(rows - paid.parameters(), fewest - 1) : fewest - 1;
    boolean repaired = cluster.ways().size() > 1 && hasNegativeVariance(matrix);
    return new SandwichCovariance(
        repaired ? withoutNegativeEigenvalues(matrix) : matrix,
        factor,
        dfT,
        counts,
        repaired,
        !repaired && cluster.ways().size() > 1 && isIndefinite(matrix));
  }

  /** The factor on a clustered covariance of a model that is clustered. */
  static double clusterCorrection(ModelPlan plan, long rows, long fewest, DegreesOfFreedom paid) {
    boolean reghdfe = plan.spec().smallSample() == SmallSample.REGHDFE;
    long parameters = paid.parameters() + (reghdfe && paid.nested() ? 1 : 0);
    refuseNoDegrees(plan, rows, parameters, ", one for the fixed effects nested in the clusters");
    return plan.spec().smallSample() == SmallSample.NONE
        ? 1
        : (double) (rows - 1) / (rows - parameters) * ((double) fewest / (fewest - 1));
  }

  private static void add(double[][] sum, double[][] term, int sign) {
    for (int i = 0; i < sum.length; i++) {
      for (int j = 0; j < sum.length; j++) {
        sum[i][j] += sign * term[i][j];
      }
    }
  }

  private static double[][] sandwich(double[][] bread, double[][] meat) {
    return product(product(bread, meat), bread);
  }

  private static double[][] product(double[][] a, double[][] b) {
    int n = a.length;
    double[][] product = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        for (int j = 0; j < n; j++) {
          product[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return product;
  }

  private static double[][] scaled(double[][] matrix, double factor) {
    double[][] scaled = new double[matrix.length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j <= i; j++) {
        scaled[i][j] = (matrix[i][j] + matrix[j][i]) / 2 * factor;
        scaled[j][i] = scaled[i][j];
      }
    }
    return scaled;
  }

  private static boolean hasNegativeVariance(double[][] matrix) {
    for (int i = 0; i < matrix.length; i++) {
      if (matrix[i][i] < 0) {
        return true;
      }
    }
    return false;
  }

  /** Judged on the scale of correlations, so that units of measurement do not matter. */
  private static boolean isIndefinite(double[][] matrix) {
    int n = matrix.length;
    DMatrixRMaj correlation = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        correlation.set(i, j, matrix[i][j] / Math.sqrt(matrix[i][i]) / Math.sqrt(matrix[j][j]));
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, false, true);
    if (MatrixFeatures_DDRM.hasUncountable(correlation) || !eigen.decompose(correlation)) {
      return false;
    }
    double smallest = Double.POSITIVE_INFINITY;
    double largest = 0;
    for (int e = 0; e < n; e++) {
      smallest = Math.min(smallest, eigen.getEigenvalue(e).getReal());
      largest = Math.max(largest, eigen.getEigenvalue(e).getReal());
    }
    return smallest < -ROUNDING * largest;
  }

  private static double[][] withoutNegativeEigenvalues(double[][] matrix) {
    int n = matrix.length;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
    if (!eigen.decompose(new DMatrixRMaj(matrix))) {
      throw new EstimationException("the covariance has no eigenvalue decomposition");
    }
    double[][] repaired = new double[n][n];
    for (int e = 0; e < n; e++) {
      double value = Math.max(eigen.getEigenvalue(e).getReal(), 0);
      DMatrixRMaj vector = eigen.getEigenVector(e);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          repaired[i][j] += value * vector.get(i) * vector.get(j);
        }
      }
    }
    return repaired;
  }
}
