package org.panelworks.regression;

import java.util.ArrayList;
import java.util.List;
import org.panelworks.linalg.LongIndex;

/**
 * Takes the part of a column that a unit's own effects explain out of it: the weighted projection
 * on the columns that are local to the unit (its constant, its levels, its slopes). The constant
 * alone is taken out by shifting to the first value and then demeaning twice, which keeps the
 * digits of small deviations from large means; a larger space by a twice orthogonalised basis
 * (Daniel, Gragg, Kaufman and Stewart 1976).
 */
final class WithinUnit {
  private static final double DEPENDENT = 1e-24;

  private final int rows;
  private final double[] weights;
  private final double totalWeight;

  /** What the column of the basis has in every row where the constant alone is projected on. */
  private final double constant;

  private final double[][] basis;

  private WithinUnit(int rows, double[] weights, double totalWeight, double[][] basis) {
    this.rows = rows;
    this.weights = weights;
    this.totalWeight = totalWeight;
    this.constant = 1 / Math.sqrt(totalWeight);
    this.basis = basis;
  }

  /**
   * The projection on a constant.
   *
   * @param weights [rows or more]; empty for equal weights of one
   */
  static WithinUnit constant(int rows, double[] weights) {
    return new WithinUnit(rows, weights, sum(rows, weights), new double[0][]);
  }

  /**
   * The projection on the levels and slopes of a unit's own effects.
   *
   * @param rows the block's rows that the unit has, [rows or more]
   */
  static WithinUnit span(
      int size, double[] weights, List<FixedEffect> effects, BlockView view, int[] rows) {
    List<double[]> columns = new ArrayList<>();
    for (FixedEffect effect : effects) {
      addColumns(effect, size, view, rows, columns);
    }
    return span(size, weights, columns);
  }

  private static void addColumns(
      FixedEffect effect, int size, BlockView view, int[] rows, List<double[]> into) {
    long[] codes = view.codes(effect.dimension());
    LongIndex levels = new LongIndex();
    int[] number = new int[size];
    for (int r = 0; r < size; r++) {
      number[r] = levels.add(codes[rows[r]]);
    }
    for (int l = 0; l < levels.size(); l++) {
      if (!effect.slopesOnly()) {
        double[] indicator = new double[size];
        for (int r = 0; r < size; r++) {
          indicator[r] = number[r] == l ? 1 : 0;
        }
        into.add(indicator);
      }
      for (NumericExpression slope : effect.slopes()) {
        double[] values = view.values(slope);
        double[] column = new double[size];
        for (int r = 0; r < size; r++) {
          column[r] = number[r] == l ? values[rows[r]] : 0;
        }
        into.add(column);
      }
    }
  }

  /**
   * The projection on the span of columns, of which the dependent ones are passed over.
   *
   * @param columns each [rows]; overwritten
   */
  static WithinUnit span(int rows, double[] weights, List<double[]> columns) {
    double[][] kept = new double[columns.size()][];
    int size = 0;
    for (double[] column : columns) {
      double before = dot(rows, weights, column, column);
      for (int sweep = 0; sweep < 2; sweep++) {
        for (int b = 0; b < size; b++) {
          subtract(rows, dot(rows, weights, column, kept[b]), kept[b], column);
        }
      }
      double after = dot(rows, weights, column, column);
      if (before > 0 && after > DEPENDENT * before) {
        double scale = 1 / Math.sqrt(after);
        for (int r = 0; r < rows; r++) {
          column[r] *= scale;
        }
        kept[size++] = column;
      }
    }
    double[][] basis = new double[size][];
    System.arraycopy(kept, 0, basis, 0, size);
    return new WithinUnit(rows, weights, sum(rows, weights), basis);
  }

  /** Replaces a column, [rows], by its residual. */
  void residualise(double[] column) {
    if (basis.length == 0) {
      demean(column);
      return;
    }
    for (int sweep = 0; sweep < 2; sweep++) {
      for (double[] b : basis) {
        subtract(rows, dot(rows, weights, column, b), b, column);
      }
    }
  }

  private void demean(double[] column) {
    double shift = column[0];
    for (int r = 0; r < rows; r++) {
      column[r] -= shift;
    }
    for (int sweep = 0; sweep < 2; sweep++) {
      double mean = weightedSum(column) / totalWeight;
      for (int r = 0; r < rows; r++) {
        column[r] -= mean;
      }
    }
  }

  private double weightedSum(double[] column) {
    double sum = 0;
    if (weights.length == 0) {
      for (int r = 0; r < rows; r++) {
        sum += column[r];
      }
      return sum;
    }
    for (int r = 0; r < rows; r++) {
      sum += weights[r] * column[r];
    }
    return sum;
  }

  /** Number of orthonormal columns that were projected on. */
  int rank() {
    return Math.max(1, basis.length);
  }

  /** Row {@code r} of the weighted orthonormal basis, column {@code b}: w·q. */
  double weightedBasis(int b, int r) {
    return weight(r) * (basis.length == 0 ? constant : basis[b][r]);
  }

  private double weight(int r) {
    return weights.length == 0 ? 1 : weights[r];
  }

  private static double sum(int rows, double[] weights) {
    if (weights.length == 0) {
      return rows;
    }
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      sum += weights[r];
    }
    return sum;
  }

  private static double dot(int rows, double[] weights, double[] a, double[] b) {
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      sum += (weights.length == 0 ? 1 : weights[r]) * a[r] * b[r];
    }
    return sum;
  }

  private static void subtract(int rows, double factor, double[] x, double[] y) {
    for (int r = 0; r < rows; r++) {
      y[r] -= factor * x[r];
    }
  }
}
