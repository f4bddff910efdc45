package org.panelworks.linalg;

import java.util.Arrays;

/**
 * The approximate inverse of a part of a symmetric matrix that is, or is near, the Laplacian of a
 * graph: the rows and columns of one run of unknowns, or of two, of which the second is taken with
 * its sign turned. The indicators of two groupings give such a matrix: its diagonal blocks are
 * diagonal, the block between them holds the weights of the cells, so that turning the sign of one
 * grouping leaves the Laplacian of the bipartite graph of their levels. So does one grouping after
 * the elimination of another: its levels are joined by the cliques of the eliminated ones.
 *
 * <p>Entries of the wrong sign are left out, and the diagonal is that of the edges' Laplacian with
 * what the part's rows sum to, where that is positive, added: what is inverted is not below the
 * part itself. As the sums are given apart, by what the matrix makes of constants, the edges may
 * also be those of a graph near the part's own; what they lack does not go to the diagonal, where
 * it would tie down what the part leaves free.
 */
public final class LaplacianPart implements Preconditioner {
  /** Share of a diagonal that is rounding, as the sum of its row. */
  private static final double ROUNDING = 1e-10;

  private final int[] from;
  private final int[] to;
  private final int size;
  private final ApproximateCholesky factor;

  private LaplacianPart(SparseSymmetric matrix, double[] image, int[] from, int[] to) {
    this.from = from;
    this.to = to;
    int unknowns = 0;
    for (int run = 0; run < from.length; run++) {
      unknowns += to[run] - from[run];
    }
    this.size = unknowns;
    this.factor = factorise(matrix, image);
  }

  /**
   * Of one run of unknowns.
   *
   * @param image of the vector that is 1 at them and 0 elsewhere, [size of the matrix]
   * @param from its first unknown
   * @param to one past its last
   */
  public static LaplacianPart of(SparseSymmetric matrix, double[] image, int from, int to) {
    return new LaplacianPart(matrix, image, new int[] {from}, new int[] {to});
  }

  /**
   * Of two runs of unknowns, the second with its sign turned.
   *
   * @param image of the vector that is 1 at the first, −1 at the second and 0 elsewhere, [size of
   *     the matrix]
   */
  public static LaplacianPart of(
      SparseSymmetric matrix, double[] image, int from, int to, int otherFrom, int otherTo) {
    return new LaplacianPart(matrix, image, new int[] {from, otherFrom}, new int[] {to, otherTo});
  }

  private ApproximateCholesky factorise(SparseSymmetric matrix, double[] image) {
    int[][] ends = new int[2][1024];
    double[] weights = new double[1024];
    int edges = 0;
    for (int run = 0; run < from.length; run++) {
      for (int i = from[run]; i < to[run]; i++) {
        int own = local(i);
        for (int k = matrix.start(i); k < matrix.start(i + 1); k++) {
          int other = local(matrix.column(k));
          double weight = -matrix.value(k) * sign(own) * sign(other);
          if (other < 0 || other >= own || !(weight > 0)) {
            continue;
          }
          if (edges == weights.length) {
            ends[0] = Arrays.copyOf(ends[0], 2 * edges);
            ends[1] = Arrays.copyOf(ends[1], 2 * edges);
            weights = Arrays.copyOf(weights, 2 * edges);
          }
          ends[0][edges] = own;
          ends[1][edges] = other;
          weights[edges++] = weight;
        }
      }
    }
    return ApproximateCholesky.of(size, ends, Arrays.copyOf(weights, edges), excess(matrix, image));
  }

  /** What the rows sum to where that is positive and not rounding, [size]. */
  private double[] excess(SparseSymmetric matrix, double[] image) {
    double[] excess = new double[size];
    for (int run = 0; run < from.length; run++) {
      for (int i = from[run]; i < to[run]; i++) {
        double sum = sign(local(i)) * image[i];
        excess[local(i)] = sum > ROUNDING * matrix.diagonal()[i] ? sum : 0;
      }
    }
    return excess;
  }

  /** An unknown's number in the part, or −1. */
  private int local(int unknown) {
    int before = 0;
    for (int run = 0; run < from.length; run++) {
      if (unknown >= from[run] && unknown < to[run]) {
        return before + unknown - from[run];
      }
      before += to[run] - from[run];
    }
    return -1;
  }

  private double sign(int own) {
    return own < to[0] - from[0] ? 1 : -1;
  }

  /** Entries of the factor below its diagonal. */
  public int entries() {
    return factor.entries();
  }

  @Override
  public void addTo(double[] residual, double[] into) {
    double[] x = new double[size];
    int own = 0;
    for (int run = 0; run < from.length; run++) {
      for (int i = from[run]; i < to[run]; i++) {
        x[own] = sign(own) * residual[i];
        own++;
      }
    }
    factor.solve(x);
    own = 0;
    for (int run = 0; run < from.length; run++) {
      for (int i = from[run]; i < to[run]; i++) {
        into[i] += sign(own) * x[own];
        own++;
      }
    }
  }
}
