package org.panelworks.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.panelworks.EstimationException;

class ConjugateGradientsTest {
  private static final int SIZE = PairSums.DENSE_LIMIT + 50;

  /** The Laplacian of a path: singular, its null space the constant. */
  private static SparseSymmetric path() {
    PairSums sums = new PairSums(SIZE);
    for (int i = 0; i + 1 < SIZE; i++) {
      sums.add(i, i, 1);
      sums.add(i + 1, i + 1, 1);
      sums.add(i, i + 1, -1);
    }
    return sums.toSparse();
  }

  /** On a path, x(i) − x(i+1) is the sum of b up to i. */
  @Test
  void aPathIsSolvedUpToItsConstant() {
    Random random = new Random(1);
    double[] b = new double[SIZE];
    for (int i = 0; i + 1 < SIZE; i++) {
      double flow = random.nextGaussian();
      b[i] += flow;
      b[i + 1] -= flow;
    }
    ConjugateGradients.Solution solution = ConjugateGradients.of(1e-13, 10_000).solve(path(), b);
    double flow = 0;
    for (int i = 0; i + 1 < SIZE; i++) {
      flow += b[i];
      assertThat(solution.x()[i] - solution.x()[i + 1]).isCloseTo(flow, Offset.offset(1e-9));
    }
    assertThat(solution.residual()).isLessThanOrEqualTo(1e-13);
    assertThat(solution.iterations()).isPositive();
  }

  @Test
  void zeroIsSolvedByZero() {
    ConjugateGradients.Solution solution =
        ConjugateGradients.of(1e-13, 10).solve(path(), new double[SIZE]);
    assertThat(solution.x()).containsOnly(0);
    assertThat(solution.iterations()).isZero();
  }

  @Test
  void toleranceThatIsNotReachedIsRefused() {
    double[] b = new double[SIZE];
    b[0] = 1;
    b[SIZE - 1] = -1;
    assertThatThrownBy(() -> ConjugateGradients.of(1e-13, 20).solve(path(), b))
        .isInstanceOf(EstimationException.class)
        .hasMessageContainingAll("did not converge", "20 iterations", "1.0E-13");
  }

  /** What lies outside the range cannot be solved for, and is said without 50,000 iterations. */
  @Test
  void rightSidesOutsideTheRangeAreRefusedEarly() {
    double[] b = new double[SIZE];
    b[0] = 1;
    assertThatThrownBy(() -> ConjugateGradients.of(1e-13, 1_000_000).solve(path(), b))
        .isInstanceOf(EstimationException.class)
        .hasMessageContaining("did not converge");
    PairSums empty = new PairSums(SIZE);
    empty.add(0, 0, 1);
    empty.add(1, 0, -1);
    empty.add(1, 1, 1);
    assertThatThrownBy(() -> ConjugateGradients.of(1e-13, 1_000_000).solve(empty.toSparse(), b))
        .isInstanceOf(EstimationException.class)
        .hasMessageNotContaining("1000000 iterations");
  }
}
