package org.panelworks.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** By hand: columns (1, 1, 1, 1), (1, 1, 0, 0) and their difference, and (0, 1, 2, 3). */
class SemidefiniteCholeskyTest {
  private static final double[][] PRODUCTS = {
    {4, 2, 2, 6}, {2, 2, 0, 1}, {2, 0, 2, 5}, {6, 1, 5, 14}
  };

  @Test
  void solutionsAreZeroAtColumnsThatThoseBeforeExplain() {
    SemidefiniteCholesky factor = SemidefiniteCholesky.of(PRODUCTS, 1e-12);
    assertThat(factor.kept(2)).isFalse();
    assertThat(factor.rank()).isEqualTo(3);
    // Once each column: the third is the first less the second.
    double[] products = {14, 5, 9, 26};
    assertThat(factor.solve(products)).containsExactly(new double[] {2, 0, 0, 1}, within(1e-12));
  }

  @Test
  void aSumOfColumnsIsExpressedByShiftedOnes() {
    SemidefiniteCholesky factor = SemidefiniteCholesky.of(PRODUCTS, 1e-12);
    double[] ofSum = factor.coordinatesOfSum(new double[] {1, 1, 1, 1});
    assertThat(ofSum)
        .containsExactly(factor.coordinatesOfProducts(new double[] {14, 5, 9, 26}), within(1e-12));
    // The last column plus five times the first: 2·x1 + x4 = −3·x1 + (x4 + 5·x1).
    double[] shifted = factor.byColumns(ofSum, new int[4], new double[] {0, 0, 0, 5});
    assertThat(shifted).containsExactly(new double[] {-3, 0, 0, 1}, within(1e-12));
    // Plus five times the third, which is 5·x1 − 5·x2.
    double[] onThird = factor.byColumns(ofSum, new int[] {0, 0, 0, 2}, new double[] {0, 0, 0, 5});
    assertThat(onThird).containsExactly(new double[] {-3, 5, 0, 1}, within(1e-12));
  }

  @Test
  void whatIsLeftOfACombinationOfLargeTermsIsRounding() {
    // A projection left this of columns of squares 1, 1e6 and 1. The third is the first plus half
    // the second, and a little: (1 + 1 + 0.5·1e3)² is 2.5e5, of which 1e-12 is rounding.
    double[] before = {1, 1e6, 1};
    double[][] left = {{0.5, 0, 0.5}, {0, 1, 0.5}, {0.5, 0.5, 0.75 + 1e-6}};
    assertThat(SemidefiniteCholesky.of(left, before, 1e-11).kept(2)).isTrue();
    left[2][2] = 0.75 + 1e-8;
    assertThat(SemidefiniteCholesky.of(left, before, 1e-11).kept(2)).isFalse();
    assertThat(SemidefiniteCholesky.of(left, new double[] {1, 1, 1}, 1e-11).kept(2)).isTrue();
  }
}
