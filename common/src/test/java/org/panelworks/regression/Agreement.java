package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;

/** Comparisons of results, whole. */
final class Agreement {
  private Agreement() {}

  /** Every number of an estimate against the dense one. */
  static void withDense(
      RegressionResult result, DenseRegression.Outcome dense, DenseModel model, double tolerance) {
    try {
      compare(result, dense, model, tolerance);
    } catch (AssertionError e) {
      throw new AssertionError(model + ": " + e.getMessage(), e);
    }
  }

  private static void compare(
      RegressionResult result, DenseRegression.Outcome dense, DenseModel model, double tolerance) {
    assertThat(result.coefficients().stream().map(RegressionResult.Coefficient::term))
        .as("terms")
        .containsExactlyElementsOf(dense.terms());
    assertThat(result.observations()).as("rows").isEqualTo(dense.rows());
    assertThat(result.dropped().missing() + result.dropped().zeroWeight())
        .as("missing")
        .isEqualTo(dense.missing());
    assertThat(result.dropped().singletons()).as("singletons").isEqualTo(dense.singletons());
    assertThat(result.dropped().collinear().stream().map(RegressionResult.DroppedTerm::term))
        .as("left out")
        .containsExactlyInAnyOrderElementsOf(dense.left());
    assertThat(result.covariance().clusterCounts()).as("clusters").isEqualTo(dense.clusters());
    assertThat(result.fixedEffects().stream().map(RegressionResult.FixedEffectLevels::levels))
        .as("levels")
        .containsExactlyElementsOf(dense.levels());
    assertThat(result.fixedEffects().stream().map(RegressionResult.FixedEffectLevels::redundant))
        .as("redundant")
        .containsExactlyElementsOf(dense.redundant());
    assertThat(result.fixedEffects().stream().map(RegressionResult.FixedEffectLevels::nested))
        .as("nested")
        .containsExactlyElementsOf(dense.nested());
    assertThat(result.stats().dfT()).as("degrees of freedom of t").isEqualTo(dense.degreesOfT());
    assertThat(result.stats().dfResidual()).as("df_residual").isEqualTo(dense.fitDegrees());
    numbers(result, dense, model, tolerance);
  }

  private static void numbers(
      RegressionResult result, DenseRegression.Outcome dense, DenseModel model, double tolerance) {
    double[] errors = new double[dense.terms().size()];
    boolean negative = false;
    for (int k = 0; k < errors.length; k++) {
      negative |= dense.vcov()[k][k] < 0;
      // A variance may be zero but for rounding, where the scores of every cluster are.
      errors[k] = Math.sqrt(Math.abs(dense.vcov()[k][k])) + 1e-6 * Math.abs(dense.estimates()[k]);
    }
    for (int k = 0; k < errors.length; k++) {
      close(
          dense.terms().get(k),
          result.coefficients().get(k).estimate(),
          dense.estimates()[k],
          tolerance * (Math.abs(dense.estimates()[k]) + errors[k]));
    }
    close("rss", result.stats().rss(), dense.rss(), tolerance * dense.rss());
    close("tss", result.stats().tss(), dense.tss(), tolerance * dense.tss());
    double r2 = 1 - dense.rss() / dense.tss();
    close("r2", result.stats().r2(), r2, tolerance);
    if (!model.effects().isEmpty()) {
      double within = 1 - dense.rss() / dense.within();
      close("within r2", result.stats().r2Within(), within, tolerance);
    }
    if (dense.fitDegrees() > 0) {
      double centre = model.spansConstant() ? 1 : 0;
      double adjusted = 1 - (1 - r2) * (dense.rows() - centre) / dense.fitDegrees();
      close("adjusted r2", result.stats().adjR2(), adjusted, tolerance * Math.abs(1 - adjusted));
      double divisor = model.rule() == SmallSample.REGHDFE ? dense.fitDegrees() : dense.rows();
      double rmse = Math.sqrt(dense.rss() / divisor);
      close("rmse", result.stats().rmse(), rmse, tolerance * rmse);
    }
    assertThat(result.covariance().repaired()).as("repaired").isEqualTo(negative);
    if (!negative) {
      assertThat(result.covariance().indefinite())
          .as("indefinite")
          .isEqualTo(SimpleEigen.isIndefinite(dense.vcov()));
    }
    double[][] expected = negative ? withoutNegativeEigenvalues(dense.vcov()) : dense.vcov();
    for (int i = 0; i < errors.length; i++) {
      for (int j = 0; j < errors.length; j++) {
        close(
            "vcov " + i + " " + j,
            result.vcov()[i][j],
            expected[i][j],
            10 * tolerance * errors[i] * errors[j]);
      }
    }
  }

  /** V with its negative eigenvalues set to zero. */
  private static double[][] withoutNegativeEigenvalues(double[][] vcov) {
    int k = vcov.length;
    SimpleEigen eigen = SimpleEigen.of(vcov);
    double[][] repaired = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        for (int e = 0; e < k; e++) {
          repaired[i][j] +=
              Math.max(eigen.values()[e], 0) * eigen.vectors()[e][i] * eigen.vectors()[e][j];
        }
      }
    }
    return repaired;
  }

  /** Eigenvalues by Jacobi's rotations; rows of {@code vectors} are eigenvectors. */
  private record SimpleEigen(double[] values, double[][] vectors) {
    /** Whether the correlations have an eigenvalue below zero by more than rounding. */
    static boolean isIndefinite(double[][] vcov) {
      double[][] correlation = new double[vcov.length][vcov.length];
      for (int i = 0; i < vcov.length; i++) {
        for (int j = 0; j < vcov.length; j++) {
          correlation[i][j] = vcov[i][j] / Math.sqrt(vcov[i][i] * vcov[j][j]);
        }
      }
      double[] values = of(correlation).values();
      return DoubleStream.of(values).min().orElse(0) < -1e-9;
    }

    static SimpleEigen of(double[][] symmetric) {
      int k = symmetric.length;
      double[][] a = new double[k][];
      double[][] v = new double[k][k];
      for (int i = 0; i < k; i++) {
        a[i] = symmetric[i].clone();
        v[i][i] = 1;
      }
      for (int sweep = 0; sweep < 60; sweep++) {
        for (int p = 0; p < k; p++) {
          for (int q = p + 1; q < k; q++) {
            rotate(a, v, p, q);
          }
        }
      }
      double[] values = new double[k];
      for (int i = 0; i < k; i++) {
        values[i] = a[i][i];
      }
      return new SimpleEigen(values, v);
    }

    private static void rotate(double[][] a, double[][] v, int p, int q) {
      if (a[p][q] == 0) {
        return;
      }
      double angle = 0.5 * Math.atan2(2 * a[p][q], a[q][q] - a[p][p]);
      double c = Math.cos(angle);
      double s = Math.sin(angle);
      for (double[] row : a) {
        double rp = row[p];
        row[p] = c * rp - s * row[q];
        row[q] = s * rp + c * row[q];
      }
      for (int j = 0; j < a.length; j++) {
        double pj = a[p][j];
        a[p][j] = c * pj - s * a[q][j];
        a[q][j] = s * pj + c * a[q][j];
        double vp = v[p][j];
        v[p][j] = c * vp - s * v[q][j];
        v[q][j] = s * vp + c * v[q][j];
      }
    }
  }

  /** Two results of the same model. */
  static void between(RegressionResult one, RegressionResult other, double tolerance) {
    try {
      compare(one, other, tolerance);
    } catch (AssertionError e) {
      throw new AssertionError(one.name() + ": " + e.getMessage(), e);
    }
  }

  private static void compare(RegressionResult one, RegressionResult other, double tolerance) {
    assertThat(other.coefficients().stream().map(RegressionResult.Coefficient::term))
        .containsExactlyElementsOf(
            one.coefficients().stream().map(RegressionResult.Coefficient::term).toList());
    assertThat(other.observations()).isEqualTo(one.observations());
    assertThat(other.dropped().singletons()).isEqualTo(one.dropped().singletons());
    assertThat(other.dropped().missing()).isEqualTo(one.dropped().missing());
    assertThat(other.dropped().missingByColumn()).isEqualTo(one.dropped().missingByColumn());
    assertThat(other.fixedEffects()).isEqualTo(one.fixedEffects());
    assertThat(other.covariance().clusterCounts()).isEqualTo(one.covariance().clusterCounts());
    assertThat(other.stats().dfT()).isEqualTo(one.stats().dfT());
    assertThat(other.stats().dfResidual()).isEqualTo(one.stats().dfResidual());
    close("rss", other.stats().rss(), one.stats().rss(), tolerance * one.stats().rss());
    for (int i = 0; i < one.coefficients().size(); i++) {
      RegressionResult.Coefficient a = one.coefficients().get(i);
      RegressionResult.Coefficient b = other.coefficients().get(i);
      double scale = Math.abs(a.estimate()) + a.stdError();
      close(a.term(), b.estimate(), a.estimate(), tolerance * scale);
      for (int j = 0; j < one.vcov().length; j++) {
        close(
            "vcov " + i + " " + j,
            other.vcov()[i][j],
            one.vcov()[i][j],
            10 * tolerance * scale(a) * scale(one.coefficients().get(j)));
      }
    }
  }

  private static double scale(RegressionResult.Coefficient c) {
    return c.stdError() + 1e-6 * Math.abs(c.estimate());
  }

  static void close(String what, double actual, double expected, double offset) {
    assertThat(actual).as(what).isCloseTo(expected, Offset.offset(offset));
  }
}
