package org.panelworks.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.panelworks.EstimationException;
import org.panelworks.linalg.CrossProducts;
import org.panelworks.linalg.SemidefiniteCholesky;

/** From a model's scores to its result: corrected coefficients, covariance, tests, fit. */
final class ModelInference {
  /** Share of the response's variance below which the fixed effects explain all of it. */
  private static final double NOTHING_LEFT = 1e-22;

  private final ModelGroup group;
  private final GroupModel model;
  private final ModelPlan plan;
  private final GroupMoments moments;
  private final SampleStatistics sample;
  private final ModelSolution solution;
  private final ModelScores scores;
  private final Absorption absorption;
  private final double[] coefficients;
  private final double rss;

  private ModelInference(
      ModelGroup group,
      GroupModel model,
      GroupMoments moments,
      SampleStatistics sample,
      GroupSolution solution,
      int place,
      ModelScores scores) {
    this.group = group;
    this.model = model;
    this.plan = model.plan();
    this.moments = moments;
    this.sample = sample;
    this.solution = solution.models().get(place);
    this.absorption = solution.absorptions().get(place);
    this.scores = scores;
    double[] correction = SemidefiniteCholesky.of(scores.gram(), 0).solve(scores.gradient());
    this.coefficients = this.solution.coefficients().clone();
    double squares = scores.residualSquares();
    for (int k = 0; k < coefficients.length; k++) {
      coefficients[k] += correction[k];
      squares -= correction[k] * scores.gradient()[k];
    }
    this.rss = Math.max(squares, 0);
  }

  static ModelInference of(
      ModelGroup group,
      GroupModel model,
      GroupMoments moments,
      SampleStatistics sample,
      GroupSolution solution,
      int place,
      ModelScores scores) {
    return new ModelInference(group, model, moments, sample, solution, place, scores);
  }

  /** The final coefficients of the solution's regressors, as those of centred columns. */
  double[] coefficients() {
    return coefficients.clone();
  }

  RegressionResult result() {
    refuseUnidentified();
    int terms = coefficients.length;
    EffectStructure structure = moments.structure();
    DegreesOfFreedom paid = DegreesOfFreedom.of(group, plan, structure, terms);
    ConstantShift shift = ConstantShift.of(group, model, solution);
    SandwichCovariance covariance =
        SandwichCovariance.of(plan, scores, moments.rows(), rss, paid, shift);
    double[] estimates = shift.estimates(coefficients);
    double[][] vcov = covariance.matrix();
    return new RegressionResult(
        plan.spec().name(),
        plan.spec().formula().text(),
        plan.response().name(),
        moments.rows(),
        coefficients(estimates, vcov, covariance.dfT()),
        vcov,
        note(covariance),
        fixedEffects(structure, paid),
        new RegressionResult.Dropped(
            sample.tally().singletons,
            sample.tally().missing,
            sample.tally().weightless,
            sample.missingByColumn(),
            solution.dropped()),
        stats(estimates, covariance, paid.fitParameters()),
        absorption,
        plan.subsample(),
        WildInference.of(group, model, moments, solution, scores).tests(coefficients));
  }

  private void refuseUnidentified() {
    double before = moments.before(model.response());
    if (!(before > group.roundingFloor(model.response()))) {
      throw new EstimationException(
          "model "
              + plan.spec().name()
              + ": the response "
              + plan.response().name()
              + " is constant over the "
              + moments.rows()
              + " rows used");
    }
    if (scores.responseSquares() <= NOTHING_LEFT * before) {
      throw new EstimationException(
          "model "
              + plan.spec().name()
              + ": the fixed effects explain the response "
              + plan.response().name()
              + " in full");
    }
    int slopes = coefficients.length - (solution.terms().contains(ModelPlan.CONSTANT) ? 1 : 0);
    if (slopes == 0 && !plan.regressors().isEmpty()) {
      throw new EstimationException(
          "model "
              + plan.spec().name()
              + ": no regressor is left: "
              + solution.dropped().stream()
                  .map(d -> d.term() + " is " + d.reason())
                  .collect(Collectors.joining("; ")));
    }
  }

  private List<RegressionResult.Coefficient> coefficients(
      double[] estimates, double[][] vcov, long dfT) {
    TDistribution t = TDistribution.of((double) dfT);
    double quantile = t.inverseSurvivalProbability((1 - plan.spec().confidenceLevel()) / 2);
    List<RegressionResult.Coefficient> list = new ArrayList<>();
    for (int k = 0; k < estimates.length; k++) {
      double error = Math.sqrt(vcov[k][k]);
      double statistic = estimates[k] / error;
      list.add(
          new RegressionResult.Coefficient(
              solution.terms().get(k),
              estimates[k],
              error,
              statistic,
              Double.isNaN(statistic) ? Double.NaN : 2 * t.survivalProbability(Math.abs(statistic)),
              estimates[k] - quantile * error,
              estimates[k] + quantile * error));
    }
    return list;
  }

  private OptionalInt lags() {
    return scores.meats().stream()
        .filter(ScoreMeat.Serial.class::isInstance)
        .mapToInt(meat -> ((ScoreMeat.Serial) meat).lags())
        .findFirst();
  }

  private RegressionResult.CovarianceNote note(SandwichCovariance covariance) {
    return new RegressionResult.CovarianceNote(
        plan.spec().vcov().type(),
        plan.isSerial()
            ? List.of(plan.ways().get(plan.ways().size() - 1).toString())
            : plan.ways().stream().map(Dimension::toString).toList(),
        covariance.clusterCounts(),
        lags(),
        plan.spec().smallSample(),
        covariance.correction(),
        covariance.repaired(),
        covariance.indefinite());
  }

  private List<RegressionResult.FixedEffectLevels> fixedEffects(
      EffectStructure structure, DegreesOfFreedom paid) {
    List<RegressionResult.FixedEffectLevels> list = new ArrayList<>();
    for (int q = 0; q < plan.effects().size(); q++) {
      FixedEffect effect = plan.effects().get(q);
      list.add(
          new RegressionResult.FixedEffectLevels(
              effect.name(),
              structure.levels(group.effects().indexOf(effect.dimension())),
              paid.redundant().get(q),
              paid.nestedEffects().get(q)));
    }
    return list;
  }

  private RegressionResult.Stats stats(
      double[] estimates, SandwichCovariance covariance, long parameters) {
    long dfT = covariance.dfT();
    long rows = moments.rows();
    long left = rows - parameters;
    boolean centred = plan.spansConstant();
    double tss = moments.before(model.response());
    double r2 = 1 - rss / tss;
    boolean reghdfe = plan.spec().smallSample() == SmallSample.REGHDFE;
    double within = 1 - rss / baselineSquares();
    if (plan.effects().isEmpty()) {
      within = reghdfe ? r2 : Double.NaN;
    }
    double effectsPaid = (double) parameters - estimates.length;
    // Where every row has its parameter, nothing can be said per degree of freedom.
    double degrees = left > 0 ? left : Double.NaN;
    double rmse = Math.sqrt(rss / (reghdfe ? degrees : rows));
    List<Integer> slopes = new ArrayList<>();
    for (int k = 0; k < estimates.length; k++) {
      if (!solution.terms().get(k).equals(ModelPlan.CONSTANT)) {
        slopes.add(k);
      }
    }
    double f = WaldTest.statistic(estimates, covariance.matrix(), slopes);
    return new RegressionResult.Stats(
        r2,
        1 - (1 - r2) * (rows - (centred ? 1.0 : 0.0)) / degrees,
        within,
        1 - (1 - within) * (rows - effectsPaid) / degrees,
        rmse,
        rss,
        tss,
        f,
        f >= 0 && !covariance.indefinite()
            ? FDistribution.of(slopes.size(), (double) dfT).survivalProbability(f)
            : Double.NaN,
        slopes.size(),
        left,
        dfT);
  }

  /** Squares of the response that the fixed effects and the constant leave. */
  private double baselineSquares() {
    int at = solution.terms().indexOf(ModelPlan.CONSTANT);
    if (at < 0) {
      return scores.responseSquares();
    }
    double[] row = scores.gram()[at];
    double product =
        scores.gradient()[at] + CrossProducts.dot(row, solution.coefficients(), row.length);
    return scores.responseSquares() - product * product / row[at];
  }
}
