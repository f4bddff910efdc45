package org.panelworks.regression;

import java.io.Serializable;
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
  private final CompensatedArray gram;
  private final CompensatedArray gradient;
  private final CompensatedArray squares = new CompensatedArray(2);
  private final List<ScoreMeat> meats;
  private final List<WildSums> wild;

  ModelScores(
      ModelPlan plan, ModelSolution solution, Periods periods, List<WildDesign> bootstraps) {
    this.width = solution.regressors().length;
    this.gram = new CompensatedArray(width * (width + 1) / 2);
    this.gradient = new CompensatedArray(width);
    this.meats = meats(plan, solution, periods);
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
  void add(GroupModel model, ModelSolution solution, UnitRun run) {
    double[][] x = new double[width][];
    for (int k = 0; k < width; k++) {
      x[k] = run.x(solution.regressors()[k]);
    }
    double[] y = run.x(model.response());
    double[] residual = new double[run.size()];
    double squareResidual = 0;
    double squareResponse = 0;
    for (int r = 0; r < residual.length; r++) {
      residual[r] = y[r];
      for (int k = 0; k < width; k++) {
        residual[r] -= solution.coefficients()[k] * x[k][r];
      }
      squareResidual += run.weight(r) * residual[r] * residual[r];
      squareResponse += run.weight(r) * y[r] * y[r];
    }
    squares.add(0, squareResidual);
    squares.add(1, squareResponse);
    addProducts(x, run, residual);
    meats.forEach(meat -> meat.add(x, run, residual));
    wild.forEach(sums -> sums.add(x, run, residual));
  }

  private void addProducts(double[][] x, UnitRun run, double[] residual) {
    double[] weighted = new double[run.size()];
    int at = 0;
    for (int i = 0; i < width; i++) {
      for (int r = 0; r < weighted.length; r++) {
        weighted[r] = run.weight(r) * x[i][r];
      }
      gradient.add(i, CrossProducts.dot(weighted, residual, weighted.length));
      for (int j = 0; j <= i; j++) {
        gram.add(at++, CrossProducts.dot(weighted, x[j], weighted.length));
      }
    }
  }

  ModelScores merge(ModelScores other) {
    gram.merge(other.gram);
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
    return CrossProducts.unpack(gram.values(), width);
  }

  double[] gradient() {
    return gradient.values();
  }

  double residualSquares() {
    return squares.value(0);
  }

  double responseSquares() {
    return squares.value(1);
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
