package org.panelworks.regression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.panelworks.linalg.LaplacianPart;
import org.panelworks.linalg.Preconditioner;
import org.panelworks.linalg.SemidefiniteCholesky;
import org.panelworks.linalg.SparseSymmetric;

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
  /** Unknowns that are solved for densely within each iteration. */
  private static final int SMALL = 600;

  private CrossingPreconditioner() {}

  static Preconditioner of(ModelGroup group, SparseSymmetric matrix) {
    List<CrossingFactor> small = small(group);
    List<CrossingFactor> constants =
        group.factors().stream().filter(CrossingFactor::isConstant).toList();
    List<Preconditioner> parts = new ArrayList<>();
    if (!small.isEmpty()) {
      parts.add(dense(matrix, small));
    }
    boolean pairs = group.within().isEmpty() && constants.size() > 1;
    for (CrossingFactor factor : group.factors()) {
      boolean alone = !small.contains(factor) && !(pairs && factor.isConstant());
      if (alone && factor.isConstant()) {
        parts.add(LaplacianPart.of(matrix, factor.offset(), factor.end()));
      }
    }
    for (int d = 0; d < group.crossing().size(); d++) {
      int dimension = d;
      List<CrossingFactor> slopes =
          group.factors().stream()
              .filter(f -> f.dimension() == dimension && !f.isConstant() && !small.contains(f))
              .toList();
      if (!slopes.isEmpty()) {
        parts.add(LevelBlocks.of(matrix, slopes));
      }
    }
    for (int a = 0; pairs && a < constants.size(); a++) {
      for (int b = a + 1; b < constants.size(); b++) {
        CrossingFactor one = constants.get(a);
        CrossingFactor other = constants.get(b);
        if (!small.contains(one) || !small.contains(other)) {
          parts.add(LaplacianPart.of(matrix, one.offset(), one.end(), other.offset(), other.end()));
        }
      }
    }
    return (residual, into) -> parts.forEach(part -> part.addTo(residual, into));
  }

  /** The effects of fewest levels, as many as are small together. */
  private static List<CrossingFactor> small(ModelGroup group) {
    List<CrossingFactor> small = new ArrayList<>();
    int size = 0;
    List<CrossingFactor> rising =
        group.factors().stream().sorted(Comparator.comparingInt(CrossingFactor::levels)).toList();
    for (CrossingFactor factor : rising) {
      if (size + factor.levels() > SMALL) {
        break;
      }
      size += factor.levels();
      small.add(factor);
    }
    return small;
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
