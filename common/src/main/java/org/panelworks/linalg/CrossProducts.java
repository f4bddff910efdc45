package org.panelworks.linalg;

/** Products of columns, and lower triangles packed by rows: entry (i, j ≤ i) at i(i+1)/2 + j. */
public final class CrossProducts {
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
