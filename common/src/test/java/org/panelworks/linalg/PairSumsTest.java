package org.panelworks.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Matrices held densely and by pairs. */
class PairSumsTest {
  @ParameterizedTest
  @ValueSource(ints = {9, PairSums.DENSE_LIMIT + 1})
  void outerProductIsSubtractedOncePerPair(int size) {
    PairSums sums = new PairSums(size);
    sums.add(3, 8, 100);
    sums.add(8, 8, 10);
    sums.subtractOuter(new int[] {8, 0, 3, 1}, new double[] {2, 3, 5, Double.NaN}, 3);
    assertThat(sums.diagonal(8)).isEqualTo(6);
    assertThat(sums.diagonal(0)).isEqualTo(-9);
    assertThat(sums.diagonal(3)).isEqualTo(-25);
    assertThat(sums.diagonal(1)).isZero();
    if (sums.isDense()) {
      double[][] matrix = sums.toDense(new boolean[size]);
      assertThat(matrix[8][3]).isEqualTo(90);
      assertThat(matrix[0][8]).isEqualTo(-6);
      assertThat(matrix[3][0]).isEqualTo(-15);
      assertThat(matrix[1]).containsOnly(0);
    }
  }
}
