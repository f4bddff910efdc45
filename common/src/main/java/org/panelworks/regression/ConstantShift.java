package org.panelworks.regression;

import org.panelworks.linalg.CrossProducts;

/**
 * From the constant of centred columns to that of the columns as they are: with centres c, b₀ = b₀*
 * + c(y) − Σ c(x)·b, a linear map of the coefficients.
 */
final class ConstantShift {
  private final int at;
  private final double[] weights;
  private final double centre;

  private ConstantShift(int at, double[] weights, double centre) {
    this.at = at;
    this.weights = weights;
    this.centre = centre;
  }

  /** The shift of a model; nothing at all where it has no constant. */
  static ConstantShift of(ModelGroup group, GroupModel model, ModelSolution solution) {
    int at = solution.terms().indexOf(ModelPlan.CONSTANT);
    double[] weights = new double[solution.terms().size()];
    for (int k = 0; at >= 0 && k < weights.length; k++) {
      weights[k] = k == at ? 1 : -group.centre(solution.regressors()[k]);
    }
    return new ConstantShift(at, weights, group.centre(model.response()));
  }

  /** The coefficients with the constant shifted, [terms], a new array. */
  double[] estimates(double[] centred) {
    double[] shifted = centred.clone();
    if (at >= 0) {
      shifted[at] = centre;
      for (int k = 0; k < centred.length; k++) {
        shifted[at] += weights[k] * centred[k];
      }
    }
    return shifted;
  }

  /** The covariance of the shifted coefficients, [terms][terms], a new array. */
  double[][] covariance(double[][] centred) {
    int terms = centred.length;
    double[][] shifted = new double[terms][];
    for (int i = 0; i < terms; i++) {
      shifted[i] = centred[i].clone();
    }
    if (at < 0) {
      return shifted;
    }
    double variance = 0;
    for (int k = 0; k < terms; k++) {
      double product = CrossProducts.dot(weights, centred[k], terms);
      variance += weights[k] * product;
      shifted[at][k] = product;
      shifted[k][at] = product;
    }
    shifted[at][at] = variance;
    return shifted;
  }
}
