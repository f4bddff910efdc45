package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.panelworks.EstimationException;
import org.panelworks.linalg.ForestBundle;
import org.panelworks.linalg.LongIndex;
import org.panelworks.linalg.PairSums;
import org.panelworks.linalg.SparseSymmetric;
import org.panelworks.panel.PartPass;

/**
 * A matrix near D'MWD with few entries, found in two passes over the cells where D'MWD itself has
 * too many: of each graph of {@link CrossingParts} only the edges of some spanning forests, which
 * {@link ForestBundle} chooses, with all their weight; what the other parts need is all there.
 *
 * <p>Where a graph is thin the forests are all of it. Where it is dense they are a graph with short
 * ways between the vertices like itself, and as a cut with few edges keeps them all, ways that are
 * long remain what they are. The weights are multiplied by what makes their sum that of the whole
 * graph.
 *
 * @param matrix the near matrix
 * @param thinned the diagonal of D'MWD at the unknowns of graphs of which edges were left out, zero
 *     elsewhere, [unknowns]
 */
record CrossingForests(SparseSymmetric matrix, double[] thinned) {
  /** Forests of each graph; with less than the former the iterations are many. */
  private static final int FEWEST = 3;

  private static final int MOST = 8;

  /** Pairs of unknowns beyond which their numbers would be too large for arrays. */
  private static final long MOST_PAIRS = 1L << 27;

  /** Share of a graph's weight that is rounding. */
  private static final double ROUNDING = 1e-9;

  /**
   * Finds the matrix.
   *
   * @param operator products with D'MWD, which has the cells
   * @param diagonal of D'MWD, zero where an unknown is not identified, [unknowns]
   * @param driverCells pairs that may be held; three for each level are, however few these may be
   */
  static CrossingForests of(
      ModelGroup group,
      CrossingParts parts,
      CellOperator operator,
      double[] diagonal,
      int driverCells) {
    String whose = "models " + group.names() + ": the fixed effects " + group.crossing();
    int forests = forests(parts, driverCells, whose);
    LongIndex pairs = new LongIndex();
    addExact(parts, diagonal.length, pairs);
    if (!parts.graphs().isEmpty()) {
      Planting planting = new Planting(parts, diagonal, forests, operator.hasUnit());
      for (ForestBundle bundle : operator.run(planting).graphs()) {
        bundle.each((high, low) -> pairs.add((long) high * diagonal.length + low));
      }
    }
    double[] sums = operator.run(new Totals(pairs, diagonal.length)).sums();
    return near(parts, diagonal, pairs, sums);
  }

  /**
   * Forests of each graph, as many as there may be pairs for each level.
   *
   * @param whose what a refusal begins with: the models and their effects
   */
  static int forests(CrossingParts parts, int driverCells, String whose) {
    long vertices =
        parts.graphs().stream().flatMap(g -> g.factors().stream()).mapToLong(f -> f.levels()).sum();
    long slopes =
        parts.slopes().stream()
            .mapToLong(s -> (long) s.get(0).levels() * s.size() * s.size())
            .sum();
    if (FEWEST * vertices + slopes > MOST_PAIRS) {
      throw new EstimationException(
          whose
              + " have "
              + vertices
              + " levels and "
              + slopes
              + " products of slopes of one level to be solved for together, more than "
              + MOST_PAIRS
              + " pairs, three for each level; make the largest of the effects the panel's unit");
    }
    return (int)
        Math.max(
            FEWEST,
            Math.min(MOST, Math.min(driverCells, MOST_PAIRS - slopes) / Math.max(1, vertices)));
  }

  /** The pairs of which parts other than graphs consist. */
  private static void addExact(CrossingParts parts, int size, LongIndex pairs) {
    int[] small =
        parts.small().stream().flatMapToInt(f -> IntStream.range(f.offset(), f.end())).toArray();
    for (int one : small) {
      for (int other : small) {
        addBelow(one, other, size, pairs);
      }
    }
    for (List<CrossingFactor> slopes : parts.slopes()) {
      for (int level = 0; level < slopes.get(0).levels(); level++) {
        for (CrossingFactor one : slopes) {
          for (CrossingFactor other : slopes) {
            addBelow(one.offset() + level, other.offset() + level, size, pairs);
          }
        }
      }
    }
  }

  private static void addBelow(int one, int other, int size, LongIndex pairs) {
    if (one > other) {
      pairs.add((long) one * size + other);
    }
  }

  private static CrossingForests near(
      CrossingParts parts, double[] diagonal, LongIndex pairs, double[] sums) {
    int size = diagonal.length;
    double[] scales = scales(parts, diagonal, pairs, sums);
    PairSums matrix = new PairSums(size);
    double[] thinned = new double[size];
    boolean[] empty = new boolean[size];
    for (int u = 0; u < size; u++) {
      matrix.add(u, u, diagonal[u]);
      empty[u] = !(diagonal[u] > 0);
    }
    for (int p = 0; p < pairs.size(); p++) {
      int high = (int) (pairs.key(p) / size);
      int low = (int) (pairs.key(p) % size);
      int graph = graph(parts, high, low);
      matrix.add(high, low, sums[p] * (graph < 0 ? 1 : scales[graph]));
    }
    for (int g = 0; g < scales.length; g++) {
      for (CrossingFactor factor : parts.graphs().get(g).factors()) {
        if (scales[g] > 1) {
          System.arraycopy(diagonal, factor.offset(), thinned, factor.offset(), factor.levels());
        }
      }
    }
    return new CrossingForests(matrix.toSparse(empty), thinned);
  }

  /**
   * How many times the weight of its forests each graph's weight is; 1 where they are all of it.
   * The graph's weight is taken for half of its diagonal, as it is where the rows sum to zero;
   * where units have slopes of their own they do not, and the factor is only near.
   */
  private static double[] scales(
      CrossingParts parts, double[] diagonal, LongIndex pairs, double[] sums) {
    double[] kept = new double[parts.graphs().size()];
    for (int p = 0; p < pairs.size(); p++) {
      int high = (int) (pairs.key(p) / diagonal.length);
      int graph = graph(parts, high, (int) (pairs.key(p) % diagonal.length));
      if (graph >= 0) {
        kept[graph] += Math.max(0, parts.graphs().get(graph).weight(sums[p]));
      }
    }
    double[] scales = new double[kept.length];
    for (int g = 0; g < scales.length; g++) {
      double twice = 0;
      for (CrossingFactor factor : parts.graphs().get(g).factors()) {
        for (int u = factor.offset(); u < factor.end(); u++) {
          twice += diagonal[u];
        }
      }
      scales[g] = twice > 2 * kept[g] * (1 + ROUNDING) && kept[g] > 0 ? twice / (2 * kept[g]) : 1;
    }
    return scales;
  }

  /** The graph that has the edge between two unknowns, or −1. */
  private static int graph(CrossingParts parts, int one, int other) {
    for (int g = 0; g < parts.graphs().size(); g++) {
      if (parts.graphs().get(g).joins(one, other)) {
        return g;
      }
    }
    return -1;
  }

  /** The forests of each graph. */
  private record Bundles(List<ForestBundle> graphs) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * The pass that finds the forests. Where there are no units the weight of a cell depends on where
   * the rows were cut into blocks, so that all count as equal.
   */
  private record Planting(CrossingParts parts, double[] diagonal, int forests, boolean hasUnit)
      implements PartPass<CrossingCells, Bundles> {
    private static final long serialVersionUID = 1L;

    @Override
    public Bundles start() {
      List<ForestBundle> bundles = new ArrayList<>();
      parts.graphs().forEach(graph -> bundles.add(new ForestBundle(diagonal.length, forests)));
      return new Bundles(bundles);
    }

    @Override
    public Bundles add(Bundles into, CrossingCells part) {
      part.visitPairs(
          (one, other, entry) -> {
            int graph = diagonal[one] > 0 && diagonal[other] > 0 ? graph(parts, one, other) : -1;
            double weight = graph < 0 ? 0 : parts.graphs().get(graph).weight(entry);
            if (weight > 0) {
              into.graphs().get(graph).add(one, other, hasUnit ? weight : 1);
            }
          });
      return into;
    }

    @Override
    public Bundles merge(Bundles left, Bundles right) {
      for (int g = 0; g < left.graphs().size(); g++) {
        left.graphs().get(g).merge(right.graphs().get(g));
      }
      return left;
    }
  }

  /** Entries of D'MWD at some pairs. */
  private record Sums(double[] sums) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** The pass that adds up the entries at pairs. */
  private record Totals(LongIndex pairs, int size) implements PartPass<CrossingCells, Sums> {
    private static final long serialVersionUID = 1L;

    @Override
    public Sums start() {
      return new Sums(new double[pairs.size()]);
    }

    @Override
    public Sums add(Sums into, CrossingCells part) {
      part.visitPairs(
          (one, other, entry) -> {
            int at = pairs.find((long) Math.max(one, other) * size + Math.min(one, other));
            if (at >= 0) {
              into.sums()[at] += entry;
            }
          });
      return into;
    }

    @Override
    public Sums merge(Sums left, Sums right) {
      for (int p = 0; p < left.sums().length; p++) {
        left.sums()[p] += right.sums()[p];
      }
      return left;
    }
  }
}
