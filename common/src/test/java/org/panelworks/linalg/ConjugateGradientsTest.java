package org.panelworks.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ConjugateGradientsTest {
  private static final int SIZE = PairSums.DENSE_LIMIT + 50;

  private static PairSums pathSums() {
    PairSums sums = new PairSums(SIZE);
    for (int i = 0; i + 1 < SIZE; i++) {
      sums.add(i, i, 1);
      sums.add(i + 1, i + 1, 1);
      sums.add(i, i + 1, -1);
    }
    return sums;
  }

  /** The Laplacian of a path: singular, its null space the constant. */
  private static SparseSymmetric path() {
    return pathSums().toSparse(new boolean[SIZE]);
  }

  private static ConjugateGradients.Solution solve(int iterations, double... b) {
    SparseSymmetric path = path();
    return ConjugateGradients.of(1e-13, 1e-10, iterations)
        .solve(path, Preconditioner.ofDiagonal(path.diagonal()), new double[][] {b})
        .get(0);
  }

  private static double[] flows(long seed) {
    Random random = new Random(seed);
    double[] b = new double[SIZE];
    for (int i = 0; i + 1 < SIZE; i++) {
      double flow = random.nextGaussian();
      b[i] += flow;
      b[i + 1] -= flow;
    }
    return b;
  }

  /** On a path, x(i) − x(i+1) is the sum of b up to i. */
  @Test
  void aPathIsSolvedUpToItsConstant() {
    double[] b = flows(1);
    ConjugateGradients.Solution solution = solve(10_000, b);
    double flow = 0;
    for (int i = 0; i + 1 < SIZE; i++) {
      flow += b[i];
      assertThat(solution.x()[i] - solution.x()[i + 1]).isCloseTo(flow, Offset.offset(1e-9));
    }
    assertThat(solution.converged()).isTrue();
    assertThat(solution.residual()).isLessThanOrEqualTo(1e-11);
    assertThat(solution.iterations()).isPositive();
  }

  @Test
  void rightSidesInStepAreSolvedAsEachAlone() {
    SparseSymmetric path = path();
    double[][] b = {flows(2), new double[SIZE], flows(3)};
    List<ConjugateGradients.Solution> together =
        ConjugateGradients.of(1e-13, 1e-10, 10_000)
            .solve(path, Preconditioner.ofDiagonal(path.diagonal()), b);
    for (int c = 0; c < b.length; c++) {
      ConjugateGradients.Solution alone = solve(10_000, b[c]);
      assertThat(together.get(c).x()).containsExactly(alone.x());
      assertThat(together.get(c).iterations()).isEqualTo(alone.iterations());
    }
  }

  @Test
  void zeroIsSolvedByZero() {
    ConjugateGradients.Solution solution = solve(10, new double[SIZE]);
    assertThat(solution.x()).containsOnly(0);
    assertThat(solution.iterations()).isZero();
    assertThat(solution.converged()).isTrue();
  }

  @Test
  void aResidualThatIsNotReachedIsTold() {
    double[] b = new double[SIZE];
    b[0] = 1;
    b[SIZE - 1] = -1;
    ConjugateGradients.Solution solution = solve(20, b);
    assertThat(solution.converged()).isFalse();
    assertThat(solution.iterations()).isEqualTo(20);
    assertThat(solution.residual()).isGreaterThan(1e-10);
  }

  /** What lies outside the range cannot be solved for, and is told long before the last one. */
  @Test
  void rightSidesOutsideTheRangeEndEarly() {
    double[] b = new double[SIZE];
    b[0] = 1;
    ConjugateGradients.Solution solution = solve(1_000_000, b);
    assertThat(solution.converged()).isFalse();
    assertThat(solution.iterations()).isLessThan(50_000);
  }

  @Test
  void rowsThatAreLeftEmptyTakeNoPart() {
    boolean[] empty = new boolean[SIZE];
    empty[7] = true;
    SparseSymmetric matrix = pathSums().toSparse(empty);
    double[] ones = new double[SIZE];
    Arrays.fill(ones, 1);
    double[][] product = new double[1][SIZE];
    matrix.multiply(new double[][] {ones}, product);
    assertThat(product[0][7]).isZero();
    assertThat(product[0][6]).isEqualTo(1);
    assertThat(product[0][8]).isEqualTo(1);
    assertThat(product[0][9]).isZero();
  }

  @Test
  void morePairsThanMayBeHeldAreForgottenButNotTheDiagonal() {
    PairSums sums = new PairSums(SIZE, 5);
    for (int i = 0; i < 5; i++) {
      sums.add(i, i + 1, 1);
      sums.add(i + 1, i, 1);
      sums.add(i, i, 2);
    }
    assertThat(sums.isOverfull()).isFalse();
    PairSums more = new PairSums(SIZE, 5);
    more.add(8, 9, 1);
    more.add(8, 8, 3);
    sums.merge(more);
    assertThat(sums.isOverfull()).isTrue();
    assertThat(sums.diagonal(3)).isEqualTo(2);
    assertThat(sums.diagonal(8)).isEqualTo(3);
  }
}
