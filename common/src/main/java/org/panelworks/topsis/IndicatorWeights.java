package org.panelworks.topsis;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.panelworks.EstimationException;

/**
 * Entropies and weights of the indicators in each scope.
 *
 * <p>With r the min-max values of an indicator over the n rows of a scope and p = (r + shift) / Σ
 * (r + shift): entropy e = −Σ p ln p / ln n with 0 ln 0 = 0, divergence 1 − e, entropy weight w =
 * (1 − e) / Σ (1 − e) (Shannon 1948; Zeleny 1982). The divergence is computed as Σ (t ln t − t + 1)
 * / (n ln n) with t = p n, a sum of terms ≥ 0, so that indicators close to uniform lose no digit.
 * An indicator that is constant in the scope has entropy 1 and weight 0 under every rule, and the
 * others share its weight.
 *
 * @param entropy [scopes][indicators]
 * @param divergence 1 − entropy, [scopes][indicators]
 * @param weight [scopes][indicators], each scope's sum is 1
 */
record IndicatorWeights(double[][] entropy, double[][] divergence, double[][] weight)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double NO_MEAN = 1e-12;

  /** Indicators whose 1 − ρ is no more than this move together: it is rounding. */
  private static final double TOGETHER = 1e-12;

  /**
   * Computes.
   *
   * @param scopeNames how messages name the scopes
   * @throws EstimationException where a scope has no weights
   */
  static IndicatorWeights of(
      TopsisOptions options, Scaling scaling, IndicatorSums sums, List<String> scopeNames) {
    int scopes = scaling.scopes();
    int m = scaling.indicators();
    double[][] divergence = new double[scopes][m];
    double[][] entropy = new double[scopes][m];
    double[][] weight = new double[scopes][];
    for (int s = 0; s < scopes; s++) {
      double n = scaling.count(s);
      for (int j = 0; j < m; j++) {
        boolean constant = scaling.isConstant(s, j);
        divergence[s][j] = constant ? 0 : sums.entropy(s, j) / (n * Math.log(n));
        entropy[s][j] = 1 - divergence[s][j];
      }
      weight[s] = weights(options, scaling, sums, s, divergence[s]);
      normalise(weight[s], options.weighting(), scopeNames.get(s));
    }
    return new IndicatorWeights(entropy, divergence, weight);
  }

  private static double[] weights(
      TopsisOptions options, Scaling scaling, IndicatorSums sums, int s, double[] divergence) {
    double[] weights = new double[divergence.length];
    for (int j = 0; j < weights.length; j++) {
      if (!scaling.isConstant(s, j)) {
        Indicator indicator = options.indicators().get(j);
        weights[j] =
            switch (options.weighting()) {
              case ENTROPY -> divergence[j];
              case EQUAL -> 1;
              case USER -> indicator.weight();
              case CRITIC -> critic(scaling, sums, s, j);
              case COEFFICIENT_OF_VARIATION -> variation(scaling, sums, s, j, indicator.column());
            };
      }
    }
    return weights;
  }

  private static double critic(Scaling scaling, IndicatorSums sums, int s, int j) {
    double conflict = 0;
    for (int k = 0; k < scaling.indicators(); k++) {
      if (k != j && !scaling.isConstant(s, k)) {
        double scale = Math.sqrt(sums.variation(s, j)) * Math.sqrt(sums.variation(s, k));
        double apart = 1 - sums.product(s, j, k) / scale;
        conflict += apart > TOGETHER ? apart : 0;
      }
    }
    return Math.sqrt(sums.variation(s, j) / (scaling.count(s) - 1.0)) * conflict;
  }

  private static double variation(
      Scaling scaling, IndicatorSums sums, int s, int j, String column) {
    double mean = Math.abs(scaling.rawMean(s, j));
    if (mean <= NO_MEAN * scaling.size(s, j)) {
      throw new EstimationException(
          "weights = coefficient-of-variation: the mean of indicator `"
              + column
              + "` is 0, so that it has no coefficient of variation; leave it out or choose other"
              + " weights");
    }
    double deviation = Math.sqrt(sums.variation(s, j) / (scaling.count(s) - 1.0));
    return deviation * scaling.range(s, j) / mean;
  }

  private static void normalise(double[] weights, Weighting weighting, String scope) {
    double sum = Arrays.stream(weights).sum();
    if (!(sum > 0) || Double.isInfinite(sum)) {
      throw new EstimationException(
          String.format(
              Locale.ROOT,
              "no weights (%s)%s: every indicator is constant, or none has a weight above 0 by this"
                  + " rule",
              weighting.name().toLowerCase(Locale.ROOT).replace('_', '-'),
              scope));
    }
    for (int j = 0; j < weights.length; j++) {
      weights[j] /= sum;
    }
  }
}
