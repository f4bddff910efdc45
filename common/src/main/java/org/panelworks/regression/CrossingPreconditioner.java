package org.panelworks.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.panelworks.linalg.LaplacianPart;
import org.panelworks.linalg.Preconditioner;
import org.panelworks.linalg.SemidefiniteCholesky;
import org.panelworks.linalg.SparseSymmetric;
import org.panelworks.linalg.SymmetricOperator;

/**
 * A preconditioner for the equations of effects that cross units: the sum of (approximate) inverses
 * of overlapping parts of their matrix, an additive Schwarz method (Dryja and Widlund 1987; Toselli
 * and Widlund 2005, chapter 2). A sum of symmetric positive semidefinite maps is one itself,
 * however rough the single inverses are, and its largest eigenvalue is at most the number of parts
 * that overlap, so that only what lies in no single part is slow.
 *
 * <p>The parts: effects of few levels, all together, exactly; where nothing lies within units, each
 * pair of effects, whose part is the Laplacian of the bipartite graph of their levels with one sign
 * turned; where effects within units were eliminated, each effect, whose part is the Laplacian of
 * its levels joined by the units that move between them. Laplacians are inverted by {@link
 * org.panelworks.linalg.ApproximateCholesky}. The slopes of each level are solved for together,
 * apart from those of other levels. With one effect across units, or two and none within, the only
 * part is the matrix itself.
 */
final class CrossingPreconditioner {
  private CrossingPreconditioner() {}

  /**
   * Of a matrix, or of one whose graphs are near its own.
   *
   * @param matrix what is inverted, approximately, in parts
   * @param exact the matrix of the equations, which settles what the rows of Laplacians sum to
   */
  static Preconditioner of(CrossingParts parts, SparseSymmetric matrix, SymmetricOperator exact) {
    List<Preconditioner> inverses = new ArrayList<>();
    if (!parts.small().isEmpty()) {
      inverses.add(dense(matrix, parts.small()));
    }
    parts.slopes().forEach(slopes -> inverses.add(LevelBlocks.of(matrix, slopes)));
    double[][] images = images(parts.graphs(), matrix, exact);
    for (int g = 0; g < images.length; g++) {
      inverses.add(laplacian(parts.graphs().get(g), matrix, images[g]));
    }
    return (residual, into) -> inverses.forEach(part -> part.addTo(residual, into));
  }

  /** What the matrix makes of the vectors that the Laplacian of each graph makes zero. */
  private static double[][] images(
      List<CrossingParts.Graph> graphs, SparseSymmetric matrix, SymmetricOperator exact) {
    double[][] constant = new double[graphs.size()][matrix.size()];
    double[][] images = new double[graphs.size()][matrix.size()];
    for (int g = 0; g < constant.length; g++) {
      double sign = 1;
      for (CrossingFactor factor : graphs.get(g).factors()) {
        for (int u = factor.offset(); u < factor.end(); u++) {
          constant[g][u] = matrix.diagonal()[u] > 0 ? sign : 0;
        }
        sign = -1;
      }
    }
    if (!graphs.isEmpty()) {
      exact.multiply(constant, images);
    }
    return images;
  }

  private static LaplacianPart laplacian(
      CrossingParts.Graph graph, SparseSymmetric matrix, double[] image) {
    CrossingFactor one = graph.factors().get(0);
    if (!graph.isBipartite()) {
      return LaplacianPart.of(matrix, image, one.offset(), one.end());
    }
    CrossingFactor other = graph.factors().get(1);
    return LaplacianPart.of(matrix, image, one.offset(), one.end(), other.offset(), other.end());
  }

  private static Preconditioner dense(SparseSymmetric matrix, List<CrossingFactor> factors) {
    int[] unknowns =
        factors.stream().flatMapToInt(f -> IntStream.range(f.offset(), f.end())).toArray();
    int[] place = new int[matrix.size()];
    for (int i = 0; i < unknowns.length; i++) {
      place[unknowns[i]] = i + 1;
    }
    double[][] products = new double[unknowns.length][unknowns.length];
    for (int i = 0; i < unknowns.length; i++) {
      products[i][i] = matrix.diagonal()[unknowns[i]];
      for (int k = matrix.start(unknowns[i]); k < matrix.start(unknowns[i] + 1); k++) {
        int j = place[matrix.column(k)] - 1;
        if (j >= 0) {
          products[i][j] = matrix.value(k);
        }
      }
    }
    SemidefiniteCholesky factor = SemidefiniteCholesky.of(products, CrossingMoments.IDENTIFIED);
    return (residual, into) -> {
      double[] part = new double[unknowns.length];
      for (int i = 0; i < part.length; i++) {
        part[i] = residual[unknowns[i]];
      }
      part = factor.solve(part);
      for (int i = 0; i < part.length; i++) {
        into[unknowns[i]] += part[i];
      }
    };
  }
}
