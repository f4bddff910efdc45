package org.panelworks.linalg;

/**
 * A symmetric positive semidefinite linear map that comes near the inverse of a matrix: what
 * conjugate gradients need of it.
 */
public interface Preconditioner {
  /**
   * Adds the image of a residual to a vector.
   *
   * @param residual [size]; not changed
   * @param into [size]
   */
  void addTo(double[] residual, double[] into);

  /**
   * The inverse of a diagonal matrix; zero where the diagonal is zero.
   *
   * @param diagonal not negative, [size]; borrowed
   */
  static Preconditioner ofDiagonal(double[] diagonal) {
    return (residual, into) -> {
      for (int i = 0; i < diagonal.length; i++) {
        into[i] += diagonal[i] > 0 ? residual[i] / diagonal[i] : 0;
      }
    };
  }
}
