package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.panelworks.linalg.CompensatedArray;
import org.panelworks.linalg.CrossProducts;
import org.panelworks.linalg.LongIndex;

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
  private final CompensatedArray rowMeat;
  private final List<Dimension> clusterings;
  private final List<CompensatedArray> withinMeat = new ArrayList<>();
  private final long[] withinClusters;
  private final List<ClusterSums> crossing = new ArrayList<>();

  ModelScores(ModelPlan plan, int width) {
    this.width = width;
    this.gram = new CompensatedArray(width * (width + 1) / 2);
    this.gradient = new CompensatedArray(width);
    boolean rows = plan.spec().vcov() instanceof Vcov.Robust;
    this.rowMeat = new CompensatedArray(rows ? width * (width + 1) / 2 : 0);
    this.clusterings =
        plan.spec().vcov() instanceof Vcov.Cluster cluster ? cluster.intersections() : List.of();
    this.withinClusters = new long[clusterings.size()];
    for (int i = 0; i < clusterings.size(); i++) {
      withinMeat.add(new CompensatedArray(width * (width + 1) / 2));
      crossing.add(new ClusterSums(width));
    }
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
    if (rowMeat.length() > 0) {
      addRowMeat(x, run, residual);
    }
    for (int i = 0; i < clusterings.size(); i++) {
      addClusters(i, x, run, residual);
    }
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

  private void addRowMeat(double[][] x, UnitRun run, double[] residual) {
    double[] weighted = new double[run.size()];
    int at = 0;
    for (int i = 0; i < width; i++) {
      for (int r = 0; r < weighted.length; r++) {
        double we = run.weight(r) * residual[r];
        weighted[r] = we * we * x[i][r];
      }
      for (int j = 0; j <= i; j++) {
        rowMeat.add(at++, CrossProducts.dot(weighted, x[j], weighted.length));
      }
    }
  }

  private void addClusters(int i, double[][] x, UnitRun run, double[] residual) {
    Dimension clustering = clusterings.get(i);
    long[] codes = run.view().codes(clustering);
    if (run.view().isWithinUnit(clustering)) {
      addWithin(i, codes, x, run, residual);
      return;
    }
    double[] score = new double[width];
    for (int r = 0; r < residual.length; r++) {
      for (int k = 0; k < width; k++) {
        score[k] = run.weight(r) * residual[r] * x[k][r];
      }
      crossing.get(i).add(codes[run.row(r)], score);
    }
  }

  private void addWithin(int i, long[] codes, double[][] x, UnitRun run, double[] residual) {
    LongIndex clusters = new LongIndex();
    double[][] sums = new double[residual.length][];
    for (int r = 0; r < residual.length; r++) {
      int cluster = clusters.add(codes[run.row(r)]);
      if (sums[cluster] == null) {
        sums[cluster] = new double[width];
      }
      for (int k = 0; k < width; k++) {
        sums[cluster][k] += run.weight(r) * residual[r] * x[k][r];
      }
    }
    withinClusters[i] += clusters.size();
    for (int c = 0; c < clusters.size(); c++) {
      int at = 0;
      for (int a = 0; a < width; a++) {
        for (int b = 0; b <= a; b++) {
          withinMeat.get(i).add(at++, sums[c][a] * sums[c][b]);
        }
      }
    }
  }

  ModelScores merge(ModelScores other) {
    gram.merge(other.gram);
    gradient.merge(other.gradient);
    squares.merge(other.squares);
    rowMeat.merge(other.rowMeat);
    for (int i = 0; i < clusterings.size(); i++) {
      withinMeat.get(i).merge(other.withinMeat.get(i));
      withinClusters[i] += other.withinClusters[i];
      crossing.get(i).merge(other.crossing.get(i));
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

  /** Σ of the outer products of the rows' scores. */
  double[][] rowMeat() {
    return CrossProducts.unpack(rowMeat.values(), width);
  }

  /** Σ of the outer products of the clusters' scores, for intersection {@code i} of the ways. */
  double[][] clusterMeat(int i) {
    double[][] meat = CrossProducts.unpack(withinMeat.get(i).values(), width);
    double[][] across = crossing.get(i).meat();
    for (int a = 0; a < width; a++) {
      for (int b = 0; b < width; b++) {
        meat[a][b] += across[a][b];
      }
    }
    return meat;
  }

  /** Number of clusters of intersection {@code i}. */
  long clusters(int i) {
    return withinClusters[i] + crossing.get(i).clusters();
  }
}
