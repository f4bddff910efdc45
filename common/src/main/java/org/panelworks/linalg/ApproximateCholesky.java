package org.panelworks.linalg;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A sparse factor L·D·L' near the Laplacian of a weighted graph, plus a diagonal. Vertices are
 * eliminated by the lowest degree. Eliminating one exactly joins all its neighbours i and j by
 * edges of weight w(i)·w(j)/W, with W the sum of the weights; where those are few they are added,
 * so that trees and chains are factorised exactly. Else a tree of as many edges as the vertex had,
 * less one, is drawn that has the same expectation: neighbours in the order of their weights, each
 * joined to a later one j with probability proportional to w(j), by an edge of weight w(i)·R(i)/W,
 * R(i) the weight of those after i (Kyng and Sachdeva 2016; with edges split in copies, Gao, Kyng
 * and Spielman 2023, "Robust and practical solution of Laplacian equations by approximate
 * elimination"). The factor therefore has at most about m·log n entries for m edges, and the
 * iterations of conjugate gradients grow but little with the graph, whatever its shape.
 *
 * <p>The draws are settled by the graph: its size is the seed. Of a component without a diagonal,
 * whose Laplacian does not see constants, the last vertex has nothing left and stays at zero; the
 * mean is taken off what goes in and what comes out.
 */
public final class ApproximateCholesky {
  private static final long INDEX_BITS = (1L << 24) - 1;

  private final int[] order;
  private final double[] pivot;
  private final int[] start;
  private int[] row;
  private double[] share;
  private int entries;

  private final int[] component;
  private final double[] members;

  private final double[] ground;
  private final SplittableRandom random;
  private int copyCount;
  private int[] copyOf = new int[16];
  private double[] copyWeight = new double[16];
  private double[] cumulated = new double[16];
  private long[] sorted = new long[16];

  private ApproximateCholesky(EliminationGraph graph, double[] ground, int edges) {
    int size = graph.vertices();
    this.order = new int[size];
    this.pivot = new double[size];
    this.start = new int[size + 1];
    this.row = new int[Math.max(16, edges)];
    this.share = new double[row.length];
    this.component = new int[size];
    this.members = new double[size];
    this.ground = ground.clone();
    this.random = new SplittableRandom(0x5DEECE66DL * size + edges);
  }

  /**
   * Factorises.
   *
   * @param size vertices
   * @param ends of the edges, [2][edges]: two distinct vertices each
   * @param weights of the edges, positive, [edges]
   * @param diagonal what is added to the Laplacian's diagonal, not negative, [size]
   */
  public static ApproximateCholesky of(
      int size, int[][] ends, double[] weights, double[] diagonal) {
    EliminationGraph graph = new EliminationGraph(size, weights.length);
    for (int e = 0; e < weights.length; e++) {
      graph.connect(ends[0][e], ends[1][e], weights[e], EliminationGraph.COPIES);
    }
    ApproximateCholesky factor = new ApproximateCholesky(graph, diagonal, weights.length);
    factor.findComponents(ends, weights.length, diagonal);
    factor.eliminate(graph);
    return factor;
  }

  /** Numbers components by their first vertex; those with a diagonal count infinitely many. */
  private void findComponents(int[][] ends, int edges, double[] diagonal) {
    UnionFind sets = new UnionFind(component.length);
    for (int e = 0; e < edges; e++) {
      sets.union(ends[0][e], ends[1][e]);
    }
    for (int v = 0; v < component.length; v++) {
      component[v] = sets.find(v);
      members[component[v]] += diagonal[v] > 0 ? Double.POSITIVE_INFINITY : 1;
    }
  }

  private void removeMeans(double[] x) {
    double[] sums = new double[x.length];
    for (int v = 0; v < x.length; v++) {
      sums[component[v]] += x[v];
    }
    for (int v = 0; v < x.length; v++) {
      x[v] -= sums[component[v]] / members[component[v]];
    }
  }

  private void eliminate(EliminationGraph graph) {
    int[] degrees = new int[order.length];
    for (int v = 0; v < degrees.length; v++) {
      degrees[v] = graph.degree(v);
    }
    DegreeQueue queue = new DegreeQueue(degrees);
    for (int step = 0; step < order.length; step++) {
      int vertex = queue.take();
      graph.take(vertex);
      order[step] = vertex;
      addColumn(graph, step);
      if (isExactCheap(graph)) {
        joinAll(graph, vertex, pivot[step]);
      } else {
        joinSome(graph, vertex, pivot[step]);
      }
      for (int i = 0; i < graph.neighbours(); i++) {
        queue.move(graph.neighbour(i), graph.degree(graph.neighbour(i)));
      }
    }
    row = Arrays.copyOf(row, entries);
    share = Arrays.copyOf(share, entries);
  }

  private void addColumn(EliminationGraph graph, int step) {
    double total = ground[order[step]];
    for (int i = 0; i < graph.neighbours(); i++) {
      total += graph.weight(i);
    }
    pivot[step] = total;
    int needed = Math.addExact(entries, graph.neighbours());
    if (needed > row.length) {
      int capacity = Math.toIntExact(Math.max(needed, Math.min(1L << 30, 3L * row.length / 2)));
      row = Arrays.copyOf(row, capacity);
      share = Arrays.copyOf(share, capacity);
    }
    for (int i = 0; i < graph.neighbours(); i++) {
      row[entries] = graph.neighbour(i);
      share[entries++] = graph.weight(i) / total;
    }
    start[step + 1] = entries;
  }

  /** Whether all pairs of neighbours are no more edges than would be drawn. */
  private static boolean isExactCheap(EliminationGraph graph) {
    long pairs = graph.neighbours() * (graph.neighbours() - 1L) / 2;
    return pairs <= Math.max(1, totalCopies(graph) - 1);
  }

  private static long totalCopies(EliminationGraph graph) {
    long total = 0;
    for (int i = 0; i < graph.neighbours(); i++) {
      total += graph.copies(i);
    }
    return total;
  }

  private void joinAll(EliminationGraph graph, int vertex, double total) {
    int count = graph.neighbours();
    for (int i = 0; i < count; i++) {
      ground[graph.neighbour(i)] += graph.weight(i) * (ground[vertex] / total);
      for (int j = 0; j < i; j++) {
        graph.connect(
            graph.neighbour(i),
            graph.neighbour(j),
            graph.weight(i) * (graph.weight(j) / total),
            count == 2 ? EliminationGraph.COPIES : 1);
      }
    }
  }

  /** Draws edges among copies of the neighbours, the ground being one of them. */
  private void joinSome(EliminationGraph graph, int vertex, double total) {
    spread(graph, ground[vertex]);
    for (int i = 0; i + 1 < copyCount; i++) {
      double after = cumulated[copyCount - 1] - cumulated[i];
      int j = draw(cumulated[i] + random.nextDouble() * after, i + 1);
      int a = copyOf[i];
      int b = copyOf[j];
      double weight = copyWeight[i] * (after / total);
      if (a == b || !(weight > 0)) {
        continue;
      }
      if (a < 0 || b < 0) {
        ground[Math.max(a, b)] += weight;
      } else {
        graph.connect(a, b, weight, 1);
      }
    }
  }

  /** Lays the neighbours' copies out by rising weight, with running sums; the ground is −1. */
  private void spread(EliminationGraph graph, double groundWeight) {
    int count = graph.neighbours();
    int all = count + (groundWeight > 0 ? 1 : 0);
    if (sorted.length < all) {
      sorted = new long[2 * all];
    }
    for (int i = 0; i < all; i++) {
      double weight = i < count ? graph.weight(i) / graph.copies(i) : groundWeight;
      // Weights that differ by rounding only are equal, so that it does not settle the order.
      long rounded = Double.doubleToLongBits(weight) + INDEX_BITS / 2;
      sorted[i] = (rounded & ~INDEX_BITS) | i;
    }
    Arrays.sort(sorted, 0, all);
    copyCount = 0;
    double running = 0;
    for (int s = 0; s < all; s++) {
      int i = (int) (sorted[s] & INDEX_BITS);
      int copies = i < count ? graph.copies(i) : 1;
      double weight = i < count ? graph.weight(i) / copies : groundWeight;
      for (int copy = 0; copy < copies; copy++) {
        if (copyCount == copyOf.length) {
          copyOf = Arrays.copyOf(copyOf, 2 * copyCount);
          copyWeight = Arrays.copyOf(copyWeight, 2 * copyCount);
          cumulated = Arrays.copyOf(cumulated, 2 * copyCount);
        }
        running += weight;
        copyOf[copyCount] = i < count ? graph.neighbour(i) : -1;
        copyWeight[copyCount] = weight;
        cumulated[copyCount++] = running;
      }
    }
  }

  /** The first copy, from {@code low} on, whose running sum is above the target. */
  private int draw(double target, int low) {
    int from = low;
    int to = copyCount - 1;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (cumulated[middle] > target) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from;
  }

  /** Entries of the factor below its diagonal. */
  public int entries() {
    return entries;
  }

  /**
   * Replaces {@code x}, [size], by (L·D·L')⁻·x, means of components without a diagonal taken off.
   */
  public void solve(double[] x) {
    removeMeans(x);
    for (int step = 0; step < order.length; step++) {
      double value = x[order[step]];
      for (int k = start[step]; k < start[step + 1]; k++) {
        x[row[k]] += share[k] * value;
      }
    }
    for (int step = order.length - 1; step >= 0; step--) {
      double value = pivot[step] > 0 ? x[order[step]] / pivot[step] : 0;
      for (int k = start[step]; k < start[step + 1]; k++) {
        value += share[k] * x[row[k]];
      }
      x[order[step]] = value;
    }
    removeMeans(x);
  }
}
