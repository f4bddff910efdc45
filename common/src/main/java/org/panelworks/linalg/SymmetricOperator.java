package org.panelworks.linalg;

/** A symmetric matrix that is known by its products, wherever its entries are held. */
public interface SymmetricOperator {
  int size();

  /**
   * Writes products with several vectors at once.
   *
   * @param x vectors, [count][size]; not changed
   * @param products of each, [count][size]; overwritten
   */
  void multiply(double[][] x, double[][] products);
}
