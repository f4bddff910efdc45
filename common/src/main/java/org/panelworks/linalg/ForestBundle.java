package org.panelworks.linalg;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Several spanning forests of a graph that share no edge, each of what the ones before leave
 * (Nagamochi and Ibaraki 1992): every cut of the graph either keeps all its edges or as many as
 * there are forests. The edges are seen one after the other, in pieces that are merged, and only
 * those of the forests are held.
 *
 * <p>Heavy edges go first, by powers of four of their weight, and among these the order is that of
 * a scrambling of their ends, as good as random. An edge seen with weights of several powers counts
 * as parallel ones. As the order is total and an edge that earlier ones make superfluous in a piece
 * is so in the whole, the forests are the same however the graph is cut into pieces.
 */
public final class ForestBundle implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Bits of a vertex's number. */
  private static final int VERTEX_BITS = 28;

  /** Vertices that a graph may have. */
  private static final int MOST_VERTICES = 1 << VERTEX_BITS;

  private static final int PAIR_BITS = 2 * VERTEX_BITS;
  private static final long PAIR = (1L << PAIR_BITS) - 1;
  private static final long VERTEX = MOST_VERTICES - 1;

  /** An odd number, by which to multiply can be undone. */
  private static final long FACTOR = 0xc4ceb9fe1a85ec53L;

  private static final long INVERSE = inverse(FACTOR);

  /** Powers of four that are told apart, from 2 to the power of −64 on. */
  private static final int LARGEST_POWER = 63;

  /** Keeps weights that are powers of two, but for rounding, away from the bounds of a power. */
  private static final double OFF_BOUNDS = 1.3;

  private final int vertices;
  private final int forests;
  private long[] edges = new long[1024];
  private int count;

  private transient UnionFind settled = new UnionFind(0);
  private transient long settledTo = Long.MAX_VALUE;

  /**
   * Forests without edges.
   *
   * @param vertices at most 2 to the power of 28
   * @param forests at least 1
   * @throws IllegalArgumentException for more vertices
   */
  public ForestBundle(int vertices, int forests) {
    if (vertices > MOST_VERTICES) {
      throw new IllegalArgumentException(
          "a graph may have " + MOST_VERTICES + " vertices, got " + vertices);
    }
    this.vertices = vertices;
    this.forests = forests;
  }

  /** What is done with each edge. */
  public interface Visitor {
    void visit(int high, int low);
  }

  /** Adds an edge between two distinct vertices; the weight must be positive. */
  public void add(int a, int b, double weight) {
    append(place(Math.max(a, b), Math.min(a, b), weight));
  }

  private void append(long edge) {
    if (edge > settledTo && settled.find(high(edge)) == settled.find(low(edge))) {
      return;
    }
    if (count == edges.length) {
      prune();
      if (count > edges.length / 2) {
        long most = Math.max(edges.length, 2L * forests * vertices);
        edges = Arrays.copyOf(edges, (int) Math.min(2L * edges.length, most));
      }
    }
    edges[count++] = edge;
  }

  /** Adds the edges that another bundle, of the same vertices and number of forests, has left. */
  public ForestBundle merge(ForestBundle other) {
    for (int e = 0; e < other.count; e++) {
      append(other.edges[e]);
    }
    return this;
  }

  /** Visits the edges of all forests, each pair of vertices once or, as parallel edges, again. */
  public void each(Visitor visitor) {
    prune();
    for (int e = 0; e < count; e++) {
      visitor.visit(high(edges[e]), low(edges[e]));
    }
  }

  /** Leaves only the edges of the forests. */
  private void prune() {
    Arrays.sort(edges, 0, count);
    int rest = distinct();
    long[] kept = new long[rest];
    int all = 0;
    for (int forest = 0; forest < forests; forest++) {
      int first = all;
      int left = 0;
      UnionFind joined = new UnionFind(vertices);
      for (int e = 0; e < rest; e++) {
        if (isJoining(joined, edges[e])) {
          kept[all++] = edges[e];
        } else {
          edges[left++] = edges[e];
        }
      }
      rest = left;
      if (forest == forests - 1) {
        settle(kept, first, all);
      }
    }
    System.arraycopy(kept, 0, edges, 0, all);
    count = all;
  }

  private int distinct() {
    int found = 0;
    for (int e = 0; e < count; e++) {
      if (found == 0 || edges[e] != edges[found - 1]) {
        edges[found++] = edges[e];
      }
    }
    return found;
  }

  private static boolean isJoining(UnionFind joined, long edge) {
    int high = high(edge);
    int low = low(edge);
    if (joined.find(high) == joined.find(low)) {
      return false;
    }
    joined.union(high, low);
    return true;
  }

  /** Notes what the first half of the last forest joins: later edges within are superfluous. */
  private void settle(long[] kept, int first, int end) {
    if (first == end) {
      return;
    }
    int middle = (first + end) >>> 1;
    settled = new UnionFind(vertices);
    for (int e = first; e <= middle; e++) {
      settled.union(high(kept[e]), low(kept[e]));
    }
    settledTo = kept[middle];
  }

  /** The place of an edge in the order, from which its ends can be told. */
  private static long place(int high, int low, double weight) {
    int power = (Math.getExponent(weight * OFF_BOUNDS) + Long.SIZE) >> 1;
    int late = LARGEST_POWER - Math.max(0, Math.min(LARGEST_POWER, power));
    return ((long) late << PAIR_BITS) | scrambled(((long) high << VERTEX_BITS) | low);
  }

  private static int high(long edge) {
    return (int) (pair(edge & PAIR) >>> VERTEX_BITS);
  }

  private static int low(long edge) {
    return (int) (pair(edge & PAIR) & VERTEX);
  }

  /** A bijection of the numbers of {@link #PAIR_BITS} bits. */
  private static long scrambled(long pair) {
    long h = pair ^ (pair >>> VERTEX_BITS);
    h = (h * FACTOR) & PAIR;
    h ^= h >>> VERTEX_BITS;
    h = (h * FACTOR) & PAIR;
    return h ^ (h >>> VERTEX_BITS);
  }

  /** Undoes {@link #scrambled}: a shift by half of the bits undoes itself. */
  private static long pair(long scrambled) {
    long h = scrambled ^ (scrambled >>> VERTEX_BITS);
    h = (h * INVERSE) & PAIR;
    h ^= h >>> VERTEX_BITS;
    h = (h * INVERSE) & PAIR;
    return h ^ (h >>> VERTEX_BITS);
  }

  /** The inverse of an odd number among those of 64 bits, by Newton's iterations. */
  private static long inverse(long odd) {
    long inverse = odd;
    for (int i = 0; i < 6; i++) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    prune();
    edges = Arrays.copyOf(edges, Math.max(1, count));
    out.defaultWriteObject();
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    settled = new UnionFind(0);
    settledTo = Long.MAX_VALUE;
  }
}
