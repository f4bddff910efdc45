package org.panelworks.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Laplacians of graphs, with and without something on the diagonal. */
class ApproximateCholeskyTest {
  private final List<int[]> ends = new ArrayList<>();
  private final List<Double> weights = new ArrayList<>();

  private void edge(int a, int b, double weight) {
    ends.add(new int[] {a, b});
    weights.add(weight);
  }

  private double[] weightArray() {
    return weights.stream().mapToDouble(w -> w).toArray();
  }

  private ApproximateCholesky factor(double... diagonal) {
    int[][] columns = new int[2][ends.size()];
    for (int e = 0; e < ends.size(); e++) {
      columns[0][e] = ends.get(e)[0];
      columns[1][e] = ends.get(e)[1];
    }
    return ApproximateCholesky.of(diagonal.length, columns, weightArray(), diagonal);
  }

  private SymmetricOperator laplacian(double... diagonal) {
    return new SymmetricOperator() {
      @Override
      public int size() {
        return diagonal.length;
      }

      @Override
      public void multiply(double[][] x, double[][] products) {
        for (int v = 0; v < x.length; v++) {
          for (int i = 0; i < diagonal.length; i++) {
            products[v][i] = diagonal[i] * x[v][i];
          }
          for (int e = 0; e < ends.size(); e++) {
            int[] edge = ends.get(e);
            double flow = weights.get(e) * (x[v][edge[0]] - x[v][edge[1]]);
            products[v][edge[0]] += flow;
            products[v][edge[1]] -= flow;
          }
        }
      }
    };
  }

  private ConjugateGradients.Solution solve(double[] diagonal, double[] truth) {
    ApproximateCholesky factor = factor(diagonal);
    SymmetricOperator matrix = laplacian(diagonal);
    double[][] b = new double[1][diagonal.length];
    matrix.multiply(new double[][] {truth}, b);
    Preconditioner preconditioner =
        (residual, into) -> {
          double[] x = residual.clone();
          factor.solve(x);
          for (int i = 0; i < x.length; i++) {
            into[i] += x[i];
          }
        };
    return ConjugateGradients.of(1e-13, 1e-10, 1000).solve(matrix, preconditioner, b).get(0);
  }

  private ConjugateGradients.Solution solve(int size) {
    return solve(new double[size], new Random(3).doubles(size, -1, 1).toArray());
  }

  /** A star of weights 1, 2, 3 about vertex 0: x(i) − x(0) = b(i) / w(i). */
  @Test
  void aStarIsSolvedExactlyByHand() {
    edge(0, 1, 1);
    edge(0, 2, 2);
    edge(0, 3, 3);
    double[] x = {-6, 1, 2, 3};
    factor(0, 0, 0, 0).solve(x);
    for (int i = 1; i < 4; i++) {
      assertThat(x[i] - x[0]).isCloseTo(1, within(1e-15));
    }
  }

  /** Diagonal 1 at one end of a path of unit weights: resistance to the ground is k + 1. */
  @Test
  void aGroundedPathIsSolvedExactlyByHand() {
    for (int i = 0; i + 1 < 5; i++) {
      edge(i, i + 1, 1);
    }
    double[] x = {0, 0, 0, 0, 1};
    factor(1, 0, 0, 0, 0).solve(x);
    assertThat(x).containsExactly(new double[] {1, 2, 3, 4, 5}, within(1e-12));
  }

  @Test
  void treesAndCyclesTakeOneIterationWhateverTheirLength() {
    Random random = new Random(1);
    int size = 100_000;
    for (int i = 1; i < size; i++) {
      edge(i, random.nextInt(8) == 0 ? random.nextInt(i) : i - 1, 0.1 + random.nextDouble());
    }
    edge(0, size - 1, 1);
    assertThat(solve(size).iterations()).isLessThanOrEqualTo(3);
  }

  @Test
  void aGridTakesFewIterationsWhateverItsSize() {
    for (int side : new int[] {30, 100, 300}) {
      ends.clear();
      weights.clear();
      for (int i = 0; i < side * side; i++) {
        if ((i + 1) % side != 0) {
          edge(i, i + 1, 1);
        }
        if (i + side < side * side) {
          edge(i, i + side, 1);
        }
      }
      ConjugateGradients.Solution solution = solve(side * side);
      assertThat(solution.converged()).isTrue();
      assertThat(solution.iterations()).as("side " + side).isBetween(2, 60);
    }
  }

  /** Weights over eight orders of magnitude, vertices of thousands of edges, several components. */
  @Test
  void hubsAndUnevenWeightsTakeFewIterations() {
    Random random = new Random(2);
    int size = 20_000;
    for (int i = 10; i < size; i++) {
      for (int k = 0; k < 3; k++) {
        int other = k == 0 ? random.nextInt(5) * 2 + i % 2 : 10 + random.nextInt(size - 10);
        if (k > 0 && other % 2 != i % 2) {
          continue;
        }
        if (other != i) {
          edge(i, other, Math.pow(10, -4 + 8 * random.nextDouble()));
        }
      }
    }
    ConjugateGradients.Solution solution = solve(size);
    assertThat(solution.converged()).isTrue();
    assertThat(solution.iterations()).isBetween(2, 80);
  }

  @Test
  void aDiagonalIsTakenAlong() {
    Random random = new Random(5);
    int size = 5000;
    double[] diagonal = new double[size];
    for (int i = 0; i < size; i++) {
      diagonal[i] = random.nextInt(3) == 0 ? random.nextDouble() : 0;
      for (int k = 0; k < 3; k++) {
        int other = random.nextInt(size);
        if (other != i) {
          edge(i, other, random.nextDouble() + 0.01);
        }
      }
    }
    double[] truth = random.doubles(size, -1, 1).toArray();
    ConjugateGradients.Solution solution = solve(diagonal, truth);
    assertThat(solution.iterations()).isBetween(2, 60);
    for (int i = 0; i < size; i++) {
      assertThat(solution.x()[i]).isCloseTo(truth[i], within(1e-9));
    }
  }

  @Test
  void theSameGraphGivesTheSameFactor() {
    Random random = new Random(6);
    int size = 3000;
    for (int k = 0; k < 4 * size; k++) {
      int a = random.nextInt(size);
      edge(a, (a + 1 + random.nextInt(size - 1)) % size, random.nextDouble() + 0.1);
    }
    double[] one = random.doubles(size, -1, 1).toArray();
    double[] other = one.clone();
    factor(new double[size]).solve(one);
    factor(new double[size]).solve(other);
    assertThat(Arrays.equals(one, other)).isTrue();
  }
}
