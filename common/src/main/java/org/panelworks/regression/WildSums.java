package org.panelworks.regression;

import java.io.Serializable;
import org.panelworks.linalg.LongIndex;

/**
 * What the wild bootstrap needs of the rows, by cluster. With X̃ the absorbed regressors, W the
 * weights, M the projection off the effects within units, D the levels across units that carry
 * residuals from one cluster into another, and 1(g) a cluster's rows: of the residuals u, and of z
 * = X̃A⁻¹e(j) for each term j tested, the sums X̃'W1(g)u and D'WM1(g)u; and where effects within
 * units are not nested, for two clusters the products (1(g)z)'WM1(h)u less those at M = 1.
 */
final class WildSums implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Most numbers kept: 8 million with their errors are 128 MB. */
  static final int MAXIMUM_NUMBERS = 8_000_000;

  /** Most pairs of clusters that share a unit. */
  static final int MAXIMUM_PAIRS = 1_000_000;

  private final WildDesign design;
  private final int width;
  private final double[][] directions;
  private final int block;
  private final ClusterSums sums;
  private final WildPairs pairs;
  private boolean overfull;

  WildSums(WildDesign design, ModelSolution solution) {
    this.design = design;
    this.width = solution.regressors().length;
    double[][] bread = ScoreMeat.bread(solution);
    this.directions =
        design.terms().stream()
            .map(term -> bread[solution.terms().indexOf(term)])
            .toArray(double[][]::new);
    this.block = width + design.levels();
    this.sums = new ClusterSums((1 + directions.length) * block);
    this.pairs = new WildPairs(2 * directions.length);
  }

  /** Adds a run, as {@link ScoreMeat#add} does. */
  void add(double[][] x, UnitRun run, double[] residual) {
    if (overfull) {
      return;
    }
    double[][] columns = columns(x, run, residual);
    long[] clusters = run.view().identities(design.way(), run);
    for (int r = 0; r < residual.length; r++) {
      int at = sums.start(clusters[r]);
      double weight = run.weight(r);
      for (double[] column : columns) {
        double weighted = weight * column[r];
        for (int k = 0; k < width; k++) {
          sums.add(at + k, weighted * x[k][r]);
        }
        addLevels(at + width, run, r, weighted);
        at += block;
      }
    }
    if (design.mixing()) {
      addMixed(columns, run, clusters);
    }
    overfull = isOver();
  }

  /** The residuals and z of each term, [1 + terms][size of the run]. */
  private double[][] columns(double[][] x, UnitRun run, double[] residual) {
    double[][] columns = new double[1 + directions.length][run.size()];
    columns[0] = residual;
    for (int j = 0; j < directions.length; j++) {
      for (int r = 0; r < residual.length; r++) {
        for (int k = 0; k < width; k++) {
          columns[1 + j][r] += directions[j][k] * x[k][r];
        }
      }
    }
    return columns;
  }

  private void addLevels(int at, UnitRun run, int row, double term) {
    for (int i = 0; i < design.crossing().length; i++) {
      sums.add(at + design.start()[i] + run.level(design.crossing()[i])[row], term);
    }
  }

  /** Takes off what the unit's own effects carry from one cluster into another. */
  private void addMixed(double[][] columns, UnitRun run, long[] clusters) {
    LongIndex inRun = new LongIndex();
    int[] number = new int[run.size()];
    for (int r = 0; r < number.length; r++) {
      number[r] = inRun.add(clusters[r]);
    }
    if (inRun.size() < 2) {
      return;
    }
    for (int b = 0; b < run.within().rank(); b++) {
      double[][] along = new double[columns.length][inRun.size()];
      for (int c = 0; c < columns.length; c++) {
        for (int r = 0; r < number.length; r++) {
          along[c][number[r]] += run.within().weightedBasis(b, r) * columns[c][r];
        }
      }
      addPairs(along, inRun);
      for (int h = 0; h < inRun.size() && design.levels() > 0; h++) {
        int at = sums.start(inRun.key(h)) + width;
        for (int c = 0; c < columns.length; c++) {
          for (int r = 0; r < number.length; r++) {
            addLevels(at + c * block, run, r, -along[c][h] * run.within().weightedBasis(b, r));
          }
        }
      }
    }
  }

  private void addPairs(double[][] along, LongIndex clusters) {
    for (int g = 0; g < clusters.size(); g++) {
      for (int h = 0; h < clusters.size(); h++) {
        int at = pairs.start(clusters.key(g), clusters.key(h));
        for (int j = 0; j < directions.length; j++) {
          pairs.add(at + 2 * j, -along[1 + j][g] * along[0][h]);
          pairs.add(at + 2 * j + 1, -along[1 + j][g] * along[1 + j][h]);
        }
      }
    }
  }

  private boolean isOver() {
    return (long) sums.clusters() * numbers() > MAXIMUM_NUMBERS || pairs.size() > MAXIMUM_PAIRS;
  }

  void merge(WildSums other) {
    overfull |= other.overfull;
    if (!overfull) {
      sums.merge(other.sums);
      pairs.merge(other.pairs);
      overfull = isOver();
    }
  }

  /** Whether there were too many clusters, so that sums are not complete. */
  boolean isOverfull() {
    return overfull;
  }

  WildDesign design() {
    return design;
  }

  /** Numbers kept for a cluster. */
  int numbers() {
    return (1 + directions.length) * block;
  }

  ClusterSums sums() {
    return sums;
  }

  WildPairs pairs() {
    return pairs;
  }
}
