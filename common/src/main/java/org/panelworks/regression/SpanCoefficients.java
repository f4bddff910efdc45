package org.panelworks.regression;

import java.util.ArrayList;
import java.util.List;

/**
 * The coefficients of a vector on columns that span it, by a twice orthogonalised basis (Daniel,
 * Gragg, Kaufman and Stewart 1976); zero at each column that depends on those before it.
 */
final class SpanCoefficients {
  /** The share of its squares that may be left of a dependent column. */
  private static final double DEPENDENT = 1e-24;

  private final double[] weights;
  private final List<double[]> basis = new ArrayList<>();
  private final List<double[]> triangle = new ArrayList<>();
  private final List<Integer> kept = new ArrayList<>();

  private SpanCoefficients(double[] weights) {
    this.weights = weights;
  }

  /**
   * The coefficients, [columns].
   *
   * @param columns each [rows]; overwritten
   * @param weights [rows], positive
   * @param vector [rows], in the span of the columns
   */
  static double[] of(List<double[]> columns, double[] weights, double[] vector) {
    SpanCoefficients span = new SpanCoefficients(weights);
    for (int i = 0; i < columns.size(); i++) {
      span.add(i, columns.get(i));
    }
    double[] coordinates = span.takeOut(vector.clone(), span.basis.size());
    double[] coefficients = new double[columns.size()];
    for (int b = span.basis.size() - 1; b >= 0; b--) {
      coordinates[b] /= span.triangle.get(b)[b];
      coefficients[span.kept.get(b)] = coordinates[b];
      for (int above = 0; above < b; above++) {
        coordinates[above] -= span.triangle.get(b)[above] * coordinates[b];
      }
    }
    return coefficients;
  }

  private void add(int index, double[] column) {
    double before = dot(column, column);
    double[] coordinates = takeOut(column, basis.size() + 1);
    double after = dot(column, column);
    if (before > 0 && after > DEPENDENT * before) {
      double norm = Math.sqrt(after);
      coordinates[basis.size()] = norm;
      for (int r = 0; r < column.length; r++) {
        column[r] /= norm;
      }
      basis.add(column);
      triangle.add(coordinates);
      kept.add(index);
    }
  }

  /** Takes the basis out of a vector, which is overwritten; returns its coordinates, [length]. */
  private double[] takeOut(double[] vector, int length) {
    double[] coordinates = new double[length];
    for (int sweep = 0; sweep < 2; sweep++) {
      for (int b = 0; b < basis.size(); b++) {
        double product = dot(vector, basis.get(b));
        coordinates[b] += product;
        for (int r = 0; r < vector.length; r++) {
          vector[r] -= product * basis.get(b)[r];
        }
      }
    }
    return coordinates;
  }

  private double dot(double[] a, double[] b) {
    double sum = 0;
    for (int r = 0; r < weights.length; r++) {
      sum += weights[r] * a[r] * b[r];
    }
    return sum;
  }
}
