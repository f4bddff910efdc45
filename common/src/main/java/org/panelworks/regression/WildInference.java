package org.panelworks.regression;

import java.util.ArrayList;
import java.util.List;
import org.panelworks.EstimationException;
import org.panelworks.linalg.PairSums;
import org.panelworks.linalg.SemidefiniteCholesky;

/** The wild bootstraps of one model, from the sums that its score pass left. */
final class WildInference {
  /** Share of a level's weight that must be its own for the level to be identified. */
  private static final double IDENTIFIED = 1e-11;

  private final ModelGroup group;
  private final ModelPlan plan;
  private final GroupMoments moments;
  private final ModelSolution solution;
  private final ModelScores scores;

  private WildInference(
      ModelGroup group,
      ModelPlan plan,
      GroupMoments moments,
      ModelSolution solution,
      ModelScores scores) {
    this.group = group;
    this.plan = plan;
    this.moments = moments;
    this.solution = solution;
    this.scores = scores;
  }

  static WildInference of(
      ModelGroup group,
      GroupModel model,
      GroupMoments moments,
      ModelSolution solution,
      ModelScores scores) {
    return new WildInference(group, model.plan(), moments, solution, scores);
  }

  /**
   * The tests, those of one bootstrap together, in the order asked for.
   *
   * @param coefficients the final ones, [terms]
   */
  List<WildTest> tests(double[] coefficients) {
    List<WildTest> tests = new ArrayList<>();
    for (WildBootstrap bootstrap : plan.spec().wildBootstraps()) {
      Dimension way = plan.clustering(bootstrap);
      WildSums sums =
          scores.wild().stream()
              .filter(s -> s.design().way().equals(way))
              .findFirst()
              .orElseThrow();
      ModelPlan clustered = plan.clusteredBy(way);
      refuseOverfull(sums);
      long clusters = sums.sums().clusters();
      SandwichCovariance.refuseOneCluster(clustered, List.of(clusters));
      DegreesOfFreedom paid =
          DegreesOfFreedom.of(group, clustered, moments.structure(), coefficients.length);
      double correction =
          SandwichCovariance.clusterCorrection(clustered, moments.rows(), clusters, paid);
      double[][] levelEffects = levelEffects(sums);
      for (String term : bootstrap.terms()) {
        WildStatistics statistics =
            WildStatistics.of(sums, solution, levelEffects, term, bootstrap.residuals());
        double estimate = coefficients[solution.terms().indexOf(term)];
        tests.add(test(term, bootstrap, way, statistics, estimate, correction));
      }
    }
    return tests;
  }

  private static WildTest test(
      String term,
      WildBootstrap bootstrap,
      Dimension way,
      WildStatistics statistics,
      double estimate,
      double correction) {
    WildDraws draws = WildDraws.of(bootstrap, statistics.clusters());
    return WildTest.of(
        term,
        bootstrap,
        way,
        statistics.clusters(),
        statistics.ofSample(estimate) / Math.sqrt(correction),
        statistics.all(draws, correction),
        draws.isComplete());
  }

  /** (D'WMD)⁻D'WMu of each cluster's residuals and of z, [clusters][1 + terms columns × levels]. */
  private double[][] levelEffects(WildSums sums) {
    WildDesign design = sums.design();
    int clusters = sums.sums().clusters();
    int columns = 1 + design.terms().size();
    int levels = design.levels();
    double[][] effects = new double[clusters][columns * levels];
    if (levels == 0) {
      return effects;
    }
    PairSums pairs = moments.crossing().pairs();
    SemidefiniteCholesky factor =
        SemidefiniteCholesky.of(pairs.toDense(new boolean[pairs.size()]), IDENTIFIED);
    int block = sums.numbers() / columns;
    for (int g = 0; g < clusters; g++) {
      double[] all = sums.sums().at(g);
      for (int c = 0; c < columns; c++) {
        int from = c * block + block - levels;
        double[] solved = factor.solve(spread(design, all, from, pairs.size()));
        for (int i = 0; i < design.crossing().length; i++) {
          int low = group.offset(design.crossing()[i]);
          int high = low + group.levels(design.crossing()[i]).size();
          int to = c * levels + design.start()[i];
          System.arraycopy(solved, low, effects[g], to, high - low);
        }
      }
    }
    return effects;
  }

  /** Sums over the levels that are not nested among zeros for those that are, [all levels]. */
  private double[] spread(WildDesign design, double[] sums, int from, int size) {
    double[] spread = new double[size];
    for (int i = 0; i < design.crossing().length; i++) {
      int low = group.offset(design.crossing()[i]);
      int high = low + group.levels(design.crossing()[i]).size();
      System.arraycopy(sums, from + design.start()[i], spread, low, high - low);
    }
    return spread;
  }

  private void refuseOverfull(WildSums sums) {
    if (sums.isOverfull()) {
      throw new EstimationException(
          "model "
              + plan.spec().name()
              + ": the wild bootstrap over "
              + sums.design().way()
              + " keeps "
              + sums.numbers()
              + " numbers for each cluster ("
              + solution.terms().size()
              + " terms and "
              + sums.design().levels()
              + " levels of effects that cross its clusters, for the residuals and for each term"
              + " tested), at most "
              + WildSums.MAXIMUM_NUMBERS
              + " in all and "
              + WildSums.MAXIMUM_PAIRS
              + " pairs of clusters that share a unit; there are more");
    }
  }
}
