package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.panelworks.linalg.CrossProducts;
import org.panelworks.linalg.SemidefiniteCholesky;

/**
 * A model's first coefficients and what was left out of it.
 *
 * <p>A regressor is absorbed by the fixed effects where its sum of squares after absorbing is, as a
 * share of that about its mean, not above a tolerance; after that, in the order of the formula, one
 * is left out where the share that the regressors before it do not explain is not above it.
 *
 * @param regressors columns of the group that were kept
 * @param terms their names
 * @param coefficients one for each
 * @param gram X̃'WX̃ of the regressors kept, [kept][kept]
 * @param dropped terms left out, with reasons
 */
record ModelSolution(
    int[] regressors,
    List<String> terms,
    double[] coefficients,
    double[][] gram,
    List<RegressionResult.DroppedTerm> dropped)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A step that changes residuals by a part in 1e10 changes standard errors about as much. */
  private static final double SHOWS_IN_RESIDUALS = 1e-20;

  /** A share of the response's squares that is rounding, as where the fit is perfect. */
  private static final double ROUNDING = 1e-26;

  static ModelSolution of(
      ModelGroup group, GroupModel model, GroupMoments moments, double[][] left, double tolerance) {
    List<RegressionResult.DroppedTerm> dropped = new ArrayList<>();
    List<Integer> candidates = new ArrayList<>();
    for (int k = 0; k < model.regressors().length; k++) {
      int c = model.regressors()[k];
      double before = moments.before(c);
      if (before <= group.roundingFloor(c)) {
        dropped.add(new RegressionResult.DroppedTerm(model.term(k), constantReason(group, c)));
      } else if (left[c][c] <= tolerance * before) {
        dropped.add(
            new RegressionResult.DroppedTerm(
                model.term(k), absorbedReason(group, left[c][c] / before)));
      } else {
        candidates.add(k);
      }
    }
    return keepIndependent(group, model, left, tolerance, candidates, dropped);
  }

  private static ModelSolution keepIndependent(
      ModelGroup group,
      GroupModel model,
      double[][] left,
      double tolerance,
      List<Integer> candidates,
      List<RegressionResult.DroppedTerm> dropped) {
    double[][] products = sub(left, model, candidates);
    SemidefiniteCholesky factor = SemidefiniteCholesky.of(products, tolerance);
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      if (factor.kept(i)) {
        kept.add(candidates.get(i));
      } else {
        dropped.add(
            new RegressionResult.DroppedTerm(
                model.term(candidates.get(i)), dependentReason(group)));
      }
    }
    double[][] gram = sub(left, model, kept);
    double[] response = new double[kept.size()];
    int[] regressors = new int[kept.size()];
    List<String> terms = new ArrayList<>();
    for (int i = 0; i < response.length; i++) {
      regressors[i] = model.regressors()[kept.get(i)];
      response[i] = left[regressors[i]][model.response()];
      terms.add(model.term(kept.get(i)));
    }
    double[] coefficients = SemidefiniteCholesky.of(gram, 0).solve(response);
    return new ModelSolution(regressors, terms, coefficients, gram, List.copyOf(dropped));
  }

  /**
   * The solution with the Newton step that exact products and residuals give; this one where the
   * step is too small to show in them. Terms that turn out to depend on those before them go.
   */
  ModelSolution corrected(ModelGroup group, ModelScores scores, double tolerance) {
    double[][] gram = scores.gram();
    double[] gradient = scores.gradient();
    SemidefiniteCholesky factor = SemidefiniteCholesky.of(gram, tolerance);
    double[] step = factor.solve(gradient);
    double gain = CrossProducts.dot(step, gradient, step.length);
    boolean shows =
        gain > SHOWS_IN_RESIDUALS * (scores.residualSquares() - gain)
            && gain > ROUNDING * scores.responseSquares();
    if (factor.rank() == terms.size() && !shows) {
      return this;
    }
    double[] response = gradient.clone();
    for (int i = 0; i < response.length; i++) {
      response[i] += CrossProducts.dot(gram[i], coefficients, response.length);
    }
    double[] solved = factor.solve(response);
    int[] places = IntStream.range(0, terms.size()).filter(factor::kept).toArray();
    List<RegressionResult.DroppedTerm> left = new ArrayList<>(dropped);
    for (int i = 0; i < terms.size(); i++) {
      if (!factor.kept(i)) {
        left.add(new RegressionResult.DroppedTerm(terms.get(i), dependentReason(group)));
      }
    }
    return new ModelSolution(
        Arrays.stream(places).map(i -> regressors[i]).toArray(),
        Arrays.stream(places).mapToObj(terms::get).toList(),
        Arrays.stream(places).mapToDouble(i -> solved[i]).toArray(),
        Arrays.stream(places)
            .mapToObj(i -> Arrays.stream(places).mapToDouble(j -> gram[i][j]).toArray())
            .toArray(double[][]::new),
        List.copyOf(left));
  }

  private static String dependentReason(ModelGroup group) {
    return "a linear combination of the terms before it"
        + (group.effects().isEmpty() ? "" : " and the fixed effects");
  }

  private static double[][] sub(double[][] left, GroupModel model, List<Integer> terms) {
    double[][] products = new double[terms.size()][terms.size()];
    for (int i = 0; i < terms.size(); i++) {
      for (int j = 0; j < terms.size(); j++) {
        products[i][j] = left[model.regressors()[terms.get(i)]][model.regressors()[terms.get(j)]];
      }
    }
    return products;
  }

  private static String constantReason(ModelGroup group, int column) {
    return group.centre(column) == 0 ? "zero in every row used" : "constant over the rows used";
  }

  private static String absorbedReason(ModelGroup group, double share) {
    List<String> names = group.effects().stream().map(Dimension::toString).toList();
    return "absorbed by the fixed effects "
        + String.join(" + ", names)
        + String.format(Locale.ROOT, " (%.1e of its variance is left)", Math.max(share, 0));
  }
}
