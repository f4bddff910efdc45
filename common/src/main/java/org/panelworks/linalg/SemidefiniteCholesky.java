package org.panelworks.linalg;

/**
 * Factorises a symmetric positive semidefinite matrix as L·L', taking the columns in their given
 * order and leaving out each column that depends on those before it. A column depends on the
 * earlier ones when what is left of its diagonal, as a share of the diagonal it began with, is not
 * above a tolerance: with a Gram matrix, 1 − R² of the column on the earlier ones. Solutions put
 * zero at the columns left out (a reflexive generalised inverse; Searle 1971, section 1.5).
 */
public final class SemidefiniteCholesky {
  /** Rounding of sums over many rows, relative to the squares summed. */
  private static final double ROUNDING = 1e-12;

  /** Share of a column left above which it is no rounding. */
  private static final double DOUBTFUL = 1e-3;

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
    return of(matrix, diagonal, tolerance, 0);
  }

  /**
   * Factorises, where the entries are themselves what was left of larger ones and have their
   * rounding. With c the coefficients of a column on those before it, and d the squares that the
   * columns had, it also depends on them when what is left of it is not above {@value #ROUNDING}
   * times (√d_i + Σ |c_j|·√d_j)².
   *
   * @param before those squares, [size]
   */
  public static SemidefiniteCholesky of(double[][] matrix, double[] before, double tolerance) {
    return of(matrix, before, tolerance, ROUNDING);
  }

  private static SemidefiniteCholesky of(
      double[][] matrix, double[] before, double tolerance, double rounding) {
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
      if (kept[i] && rounding > 0 && share[i] < DOUBTFUL) {
        kept[i] = left > rounding * squaresOfTerms(row, lower, kept, before);
      }
      if (kept[i]) {
        row[i] = Math.sqrt(left);
      }
      lower[i] = row;
    }
    return new SemidefiniteCholesky(size, lower, kept, share);
  }

  /** (√d_i + Σ |c_j|·√d_j)² of the last column so far, whose row of the factor is given. */
  private static double squaresOfTerms(
      double[] row, double[][] lower, boolean[] kept, double[] before) {
    double[] c = row.clone();
    double sum = Math.sqrt(before[row.length - 1]);
    for (int j = row.length - 2; j >= 0; j--) {
      if (kept[j]) {
        c[j] /= lower[j][j];
        subtract(lower[j], j, c[j], c);
        sum += Math.abs(c[j]) * Math.sqrt(before[j]);
      }
    }
    return sum * sum;
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
    return byColumns(coordinatesOfProducts(b), new int[size], new double[size]);
  }

  /**
   * The coordinates of a vector in the orthonormal basis of the columns kept, zero at the others.
   *
   * @param products of the columns with the vector, [size]; not changed
   */
  public double[] coordinatesOfProducts(double[] products) {
    double[] z = new double[size];
    for (int i = 0; i < size; i++) {
      z[i] = kept[i] ? (products[i] - dot(lower[i], z, i)) / lower[i][i] : 0;
    }
    return z;
  }

  /**
   * The coordinates of a sum of columns in the orthonormal basis of those kept, zero at the others.
   *
   * @param b coefficients of the columns, [size]; not changed
   */
  public double[] coordinatesOfSum(double[] b) {
    double[] z = new double[size];
    for (int i = 0; i < size; i++) {
      subtract(lower[i], i + 1, -b[i], z);
    }
    return z;
  }

  /**
   * Expresses a vector by other columns. Where the matrix holds the products of columns x₁, x₂, …
   * these are z_i = x_i + times_i·x_earlier(i). Returned are the coefficients of the z, zero at the
   * columns left out. Those are the same among the z as among the x, because each z differs from
   * its x by an earlier column.
   *
   * @param coordinates of the vector in the orthonormal basis, [size]; not changed
   * @param earlier a column before each, [size]; not looked at where {@code times} is zero
   * @param times how often that column is added, [size]
   */
  public double[] byColumns(double[] coordinates, int[] earlier, double[] times) {
    double[] c = coordinates.clone();
    for (int i = size - 1; i >= 0; i--) {
      c[i] = kept[i] ? c[i] / lower[i][i] : 0;
      subtract(lower[i], i, c[i], c);
      if (times[i] != 0) {
        subtract(lower[earlier[i]], earlier[i] + 1, times[i] * c[i], c);
      }
    }
    return c;
  }

  private static void subtract(double[] row, int length, double factor, double[] from) {
    for (int j = 0; j < length && factor != 0; j++) {
      from[j] -= row[j] * factor;
    }
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
