package org.panelworks.regression;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.panelworks.linalg.CompensatedArray;
import org.panelworks.linalg.CrossProducts;

/**
 * What a second look at a model's rows gives: with X̃ and ỹ the absorbed regressors and response, w
 * the weights and e the residuals of the first coefficients, the products X̃'WX̃, X̃'We, e'We and
 * ỹ'Wỹ, and the sums of the scores w·e·x̃ that its covariance needs.
 */
final class ModelScores implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int width;
  private final int response;
  private final int[] regressors;

  /** Of all columns of the group; shared by its models. */
  private final RunProducts products;

  private final CompensatedArray gradient;
  private final CompensatedArray squares = new CompensatedArray(1);
  private final List<ScoreMeat> meats;
  private final List<WildSums> wild;

  /**
   * Nothing seen yet.
   *
   * @param products of the group's columns: whoever makes this adds the runs to it, and merges it
   */
  ModelScores(
      GroupModel model,
      ModelSolution solution,
      Periods periods,
      List<WildDesign> bootstraps,
      RunProducts products) {
    this.width = solution.regressors().length;
    this.response = model.response();
    this.regressors = solution.regressors().clone();
    this.products = products;
    this.gradient = new CompensatedArray(width);
    this.meats = meats(model.plan(), solution, periods);
    this.wild = bootstraps.stream().map(design -> new WildSums(design, solution)).toList();
  }

  private static List<ScoreMeat> meats(ModelPlan plan, ModelSolution solution, Periods periods) {
    int width = solution.regressors().length;
    String name = plan.spec().name();
    Vcov vcov = plan.spec().vcov();
    if (vcov instanceof Vcov.Robust robust) {
      return List.of(new RowMeat(solution, robust.hc()));
    }
    if (vcov instanceof Vcov.Cluster cluster) {
      return cluster.intersections().stream()
          .<ScoreMeat>map(clustering -> new ClusterMeat(width, clustering))
          .toList();
    }
    if (vcov instanceof Vcov.DriscollKraay serial) {
      return List.of(new PeriodMeat(width, periods, periods.lags(serial.lags(), name)));
    }
    if (vcov instanceof Vcov.NeweyWest serial) {
      return List.of(new LagMeat(width, periods, periods.lags(serial.lags(), name)));
    }
    return vcov instanceof Vcov.ClusterJackknife jackknife
        ? List.of(new JackknifeMeat(solution, jackknife.way()))
        : List.of();
  }

  /** Adds a run whose columns are absorbed. */
  void add(ModelSolution solution, UnitRun run) {
    double[][] x = new double[width][];
    for (int k = 0; k < width; k++) {
      x[k] = run.x(regressors[k]);
    }
    double[] residual = Arrays.copyOf(run.x(response), run.size());
    CrossProducts.subtract(solution.coefficients(), x, residual);
    squares.add(0, run.sumOfSquares(residual));
    double[] total = new double[width];
    CrossProducts.dots(run.weighted(residual), x, run.size(), total);
    gradient.addAll(total);
    for (ScoreMeat meat : meats) {
      meat.add(x, run, residual, total);
    }
    for (WildSums sums : wild) {
      sums.add(x, run, residual);
    }
  }

  ModelScores merge(ModelScores other) {
    gradient.merge(other.gradient);
    squares.merge(other.squares);
    for (int i = 0; i < meats.size(); i++) {
      meats.get(i).merge(other.meats.get(i));
    }
    for (int i = 0; i < wild.size(); i++) {
      wild.get(i).merge(other.wild.get(i));
    }
    return this;
  }

  double[][] gram() {
    double[][] gram = new double[width][width];
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        gram[i][j] = products.value(regressors[i], regressors[j]);
      }
    }
    return gram;
  }

  double[] gradient() {
    return gradient.values();
  }

  double residualSquares() {
    return squares.value(0);
  }

  double responseSquares() {
    return products.value(response, response);
  }

  /** What was collected for the covariance: for clusters, one for each intersection of ways. */
  List<ScoreMeat> meats() {
    return meats;
  }

  /** What was collected for wild bootstraps, one for each clustering. */
  List<WildSums> wild() {
    return wild;
  }
}
