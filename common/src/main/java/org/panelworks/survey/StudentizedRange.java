package org.panelworks.survey;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * The distribution of the studentized range of k normal means with ν degrees of freedom:
 *
 * <p>P(q) = ∫ f_ν(s) W(q s) ds, W(w) = k ∫ φ(z) (Φ(z) − Φ(z − w))^(k − 1) dz,
 *
 * <p>f_ν the density of s = √(χ²_ν / ν) (Tukey 1953; Copenhaver and Holland 1988). Both integrals
 * are taken by Gauss–Legendre quadrature in panels over all but 1e-16 of the mass, to about 1e-12
 * absolutely.
 */
final class StudentizedRange {
  private static final int NODES = 16;
  private static final int INNER_PANELS = 18;
  private static final int OUTER_PANELS = 24;
  private static final double REACH = 9;
  private static final double TAIL = 1e-16;

  /** Beyond so many degrees of freedom the variance counts as known. */
  private static final double MANY = 1e6;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final int groups;
  private final double df;
  private final GaussIntegratorFactory factory = new GaussIntegratorFactory();

  StudentizedRange(int groups, double df) {
    this.groups = groups;
    this.df = df;
  }

  /** P(range > q), q ≥ 0. */
  double survival(double q) {
    return Math.max(0, Math.min(1, 1 - probability(q)));
  }

  private double probability(double q) {
    if (q <= 0) {
      return 0;
    }
    if (df > MANY) {
      return range(q);
    }
    ChiSquaredDistribution chi = ChiSquaredDistribution.of(df);
    double from = Math.sqrt(chi.inverseCumulativeProbability(TAIL) / df);
    double to = Math.sqrt(chi.inverseSurvivalProbability(TAIL) / df);
    double sum = 0;
    double width = (to - from) / OUTER_PANELS;
    for (int panel = 0; panel < OUTER_PANELS; panel++) {
      GaussIntegrator rule =
          factory.legendre(NODES, from + panel * width, from + (panel + 1) * width);
      // The density of s: that of χ² at ν s², times its derivative 2 ν s.
      sum += rule.integrate(s -> chi.density(df * s * s) * 2 * df * s * range(q * s));
    }
    return sum;
  }

  /** W(w), the distribution of the range of standard normal values. */
  private double range(double w) {
    double sum = 0;
    double width = 2 * REACH / INNER_PANELS;
    for (int panel = 0; panel < INNER_PANELS; panel++) {
      GaussIntegrator rule =
          factory.legendre(NODES, -REACH + panel * width, -REACH + (panel + 1) * width);
      sum +=
          rule.integrate(
              z -> NORMAL.density(z) * Math.pow(NORMAL.probability(z - w, z), groups - 1));
    }
    return groups * sum;
  }

  /** The value that is exceeded with a probability. */
  double quantile(double exceeded) {
    double high = 4;
    while (survival(high) > exceeded) {
      high *= 2;
    }
    return new BrentSolver(1e-13, 1e-13).solve(200, q -> survival(q) - exceeded, 0, high);
  }
}
