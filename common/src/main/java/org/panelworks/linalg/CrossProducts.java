package org.panelworks.linalg;

/** Products of columns, and lower triangles packed by rows: entry (i, j ≤ i) at i(i+1)/2 + j. */
public final class CrossProducts {
  /** Entries that {@link #dot(double[], double[], double[])} takes. */
  public static final int STRETCH = 512;

  /** Sums that it keeps side by side. */
  public static final int ROOM = STRETCH / 4;

  private CrossProducts() {}

  /** Σ a·b over the first {@code length} entries, in four interleaved sums. */
  public static double dot(double[] a, double[] b, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int r = 0;
    for (; r + 3 < length; r += 4) {
      s0 += a[r] * b[r];
      s1 += a[r + 1] * b[r + 1];
      s2 += a[r + 2] * b[r + 2];
      s3 += a[r + 3] * b[r + 3];
    }
    for (; r < length; r++) {
      s0 += a[r] * b[r];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /**
   * Σ a·b over the first {@value #STRETCH} entries, in a hundred and more sums side by side, of
   * which a processor forms several at once.
   *
   * @param sums room for them, [{@value #ROOM} or more]; overwritten
   */
  public static double dot(double[] a, double[] b, double[] sums) {
    for (int i = 0; i < ROOM; i++) {
      sums[i] =
          (a[i] * b[i] + a[i + ROOM] * b[i + ROOM])
              + (a[i + 2 * ROOM] * b[i + 2 * ROOM] + a[i + 3 * ROOM] * b[i + 3 * ROOM]);
    }
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    for (int i = 0; i < ROOM; i += 8) {
      s0 += sums[i];
      s1 += sums[i + 1];
      s2 += sums[i + 2];
      s3 += sums[i + 3];
      s4 += sums[i + 4];
      s5 += sums[i + 5];
      s6 += sums[i + 6];
      s7 += sums[i + 7];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  /**
   * Σ a·b over the first {@code length} entries for each of several columns b, four at a time.
   *
   * @param into takes the sums, [columns of b]
   */
  public static void dots(double[] a, double[][] b, int length, double[] into) {
    int k = 0;
    for (; k + 3 < into.length; k += 4) {
      double[] b0 = b[k];
      double[] b1 = b[k + 1];
      double[] b2 = b[k + 2];
      double[] b3 = b[k + 3];
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      for (int r = 0; r < length; r++) {
        s0 += a[r] * b0[r];
        s1 += a[r] * b1[r];
        s2 += a[r] * b2[r];
        s3 += a[r] * b3[r];
      }
      into[k] = s0;
      into[k + 1] = s1;
      into[k + 2] = s2;
      into[k + 3] = s3;
    }
    for (; k < into.length; k++) {
      into[k] = dot(a, b[k], length);
    }
  }

  /**
   * Subtracts Σ factors·x from a column, four terms at a time.
   *
   * @param x columns, [factors][length of {@code from} or more]
   */
  public static void subtract(double[] factors, double[][] x, double[] from) {
    int k = 0;
    for (; k + 3 < factors.length; k += 4) {
      double[] x0 = x[k];
      double[] x1 = x[k + 1];
      double[] x2 = x[k + 2];
      double[] x3 = x[k + 3];
      double f0 = factors[k];
      double f1 = factors[k + 1];
      double f2 = factors[k + 2];
      double f3 = factors[k + 3];
      for (int r = 0; r < from.length; r++) {
        from[r] -= (f0 * x0[r] + f1 * x1[r]) + (f2 * x2[r] + f3 * x3[r]);
      }
    }
    for (; k < factors.length; k++) {
      double[] column = x[k];
      double factor = factors[k];
      for (int r = 0; r < from.length; r++) {
        from[r] -= factor * column[r];
      }
    }
  }

  /** The full symmetric matrix of a packed lower triangle, [size][size]. */
  public static double[][] unpack(double[] packed, int size) {
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = packed[i * (i + 1) / 2 + j];
        matrix[j][i] = matrix[i][j];
      }
    }
    return matrix;
  }
}
