package org.panelworks.linalg;

/**
 * Factorises a symmetric positive semidefinite matrix as L·L', taking the columns in their given
 * order and leaving out each column that depends on those before it. A column depends on the
 * earlier ones when what is left of its diagonal, as a share of the diagonal it began with, is not
 * above a tolerance: with a Gram matrix, 1 − R² of the column on the earlier ones. Solutions put
 * zero at the columns left out (a reflexive generalised inverse; Searle 1971, section 1.5).
 */
public final class SemidefiniteCholesky {
  private final int size;
  private final double[][] lower;
  private final boolean[] kept;
  private final double[] share;

  private SemidefiniteCholesky(int size, double[][] lower, boolean[] kept, double[] share) {
    this.size = size;
    this.lower = lower;
    this.kept = kept;
    this.share = share;
  }

  /**
   * Factorises.
   *
   * @param matrix symmetric, [size][size], of which the lower triangle is read; not changed
   * @param tolerance the largest share of a diagonal that still counts as dependent, in [0, 1)
   */
  public static SemidefiniteCholesky of(double[][] matrix, double tolerance) {
    double[] diagonal = new double[matrix.length];
    for (int i = 0; i < diagonal.length; i++) {
      diagonal[i] = matrix[i][i];
    }
    return of(matrix, diagonal, tolerance);
  }

  /**
   * Factorises, where the diagonals are themselves what was left of larger ones.
   *
   * @param before what the shares are taken of, [size]
   */
  public static SemidefiniteCholesky of(double[][] matrix, double[] before, double tolerance) {
    int size = matrix.length;
    double[][] lower = new double[size][];
    boolean[] kept = new boolean[size];
    double[] share = new double[size];
    for (int i = 0; i < size; i++) {
      double[] row = new double[i + 1];
      double left = matrix[i][i];
      for (int j = 0; j < i; j++) {
        if (kept[j]) {
          row[j] = (matrix[i][j] - dot(row, lower[j], j)) / lower[j][j];
          left -= row[j] * row[j];
        }
      }
      share[i] = before[i] > 0 ? Math.max(left, 0) / before[i] : 0;
      kept[i] = share[i] > tolerance;
      if (kept[i]) {
        row[i] = Math.sqrt(left);
      }
      lower[i] = row;
    }
    return new SemidefiniteCholesky(size, lower, kept, share);
  }

  private static double dot(double[] a, double[] b, int length) {
    double sum = 0;
    for (int k = 0; k < length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  /** Whether column {@code i} was kept. */
  public boolean kept(int i) {
    return kept[i];
  }

  /** What the earlier columns left of diagonal {@code i}, as a share of it, in [0, 1]. */
  public double share(int i) {
    return share[i];
  }

  /** Number of columns kept. */
  public int rank() {
    int rank = 0;
    for (boolean k : kept) {
      rank += k ? 1 : 0;
    }
    return rank;
  }

  /**
   * Solves {@code matrix · x = b} with zeros at the columns left out.
   *
   * @param b right-hand side, [size]; not changed
   */
  public double[] solve(double[] b) {
    double[] x = b.clone();
    for (int i = 0; i < size; i++) {
      x[i] = kept[i] ? (x[i] - dot(lower[i], x, i)) / lower[i][i] : 0;
    }
    for (int i = size - 1; i >= 0; i--) {
      if (kept[i]) {
        x[i] /= lower[i][i];
        for (int j = 0; j < i; j++) {
          x[j] -= lower[i][j] * x[i];
        }
      }
    }
    for (int i = 0; i < size; i++) {
      if (!kept[i]) {
        x[i] = 0;
      }
    }
    return x;
  }

  /**
   * The generalised inverse, [size][size], with zero rows and columns where a column was left out.
   */
  public double[][] inverse() {
    double[][] inverse = new double[size][];
    for (int i = 0; i < size; i++) {
      double[] unit = new double[size];
      unit[i] = kept[i] ? 1 : 0;
      inverse[i] = kept[i] ? solve(unit) : unit;
    }
    return inverse;
  }
}
