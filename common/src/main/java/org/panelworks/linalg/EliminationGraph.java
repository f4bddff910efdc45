package org.panelworks.linalg;

import java.util.Arrays;

/**
 * A weighted multigraph from which vertices are taken one after the other. Each edge stands in the
 * lists of both its ends; an entry that leads to a vertex already taken is passed over. An edge
 * counts for one or several copies of a share of its weight.
 */
final class EliminationGraph {
  private static final int NONE = -1;

  /** Copies that an edge is split into at most; also that of a new graph's edges. */
  static final int COPIES = 2;

  private final int[] head;
  private final int[] degree;
  private final int[] position;
  private final boolean[] taken;
  private int[] to;
  private int[] next;
  private double[] weight;
  private byte[] copies;
  private int used;
  private int free = NONE;

  private int[] neighbour = new int[16];
  private int[] entries = new int[16];
  private int[] neighbourCopies = new int[16];
  private double[] neighbourWeight = new double[16];
  private int neighbours;

  /**
   * A graph without edges.
   *
   * @param edges as far as known
   */
  EliminationGraph(int vertices, int edges) {
    this.head = new int[vertices];
    this.degree = new int[vertices];
    this.position = new int[vertices];
    this.taken = new boolean[vertices];
    Arrays.fill(head, NONE);
    Arrays.fill(position, NONE);
    int capacity = Math.max(16, Math.multiplyExact(2, edges));
    this.to = new int[capacity];
    this.next = new int[capacity];
    this.weight = new double[capacity];
    this.copies = new byte[capacity];
  }

  int vertices() {
    return head.length;
  }

  /** Entries of a vertex that lead to vertices not yet taken, several to one vertex included. */
  int degree(int vertex) {
    return degree[vertex];
  }

  /** Adds an edge between two vertices. */
  void connect(int a, int b, double edgeWeight, int edgeCopies) {
    append(a, b, edgeWeight, edgeCopies);
    append(b, a, edgeWeight, edgeCopies);
  }

  private void append(int from, int toward, double edgeWeight, int edgeCopies) {
    int at = free;
    if (at == NONE) {
      if (used == to.length) {
        grow();
      }
      at = used++;
    } else {
      free = next[at];
    }
    to[at] = toward;
    weight[at] = edgeWeight;
    copies[at] = (byte) edgeCopies;
    next[at] = head[from];
    head[from] = at;
    degree[from]++;
  }

  private void grow() {
    int capacity = Math.toIntExact(Math.min(Integer.MAX_VALUE - 8L, used + used / 2L));
    to = Arrays.copyOf(to, capacity);
    next = Arrays.copyOf(next, capacity);
    weight = Arrays.copyOf(weight, capacity);
    copies = Arrays.copyOf(copies, capacity);
  }

  /** Takes a vertex and its edges; its neighbours are then known. */
  void take(int vertex) {
    neighbours = 0;
    taken[vertex] = true;
    int at = head[vertex];
    while (at != NONE) {
      int following = next[at];
      if (!taken[to[at]]) {
        gather(at);
      }
      next[at] = free;
      free = at;
      at = following;
    }
    head[vertex] = NONE;
    for (int i = 0; i < neighbours; i++) {
      position[neighbour[i]] = NONE;
      degree[neighbour[i]] -= entries[i];
    }
  }

  private void gather(int at) {
    int i = position[to[at]];
    if (i == NONE) {
      i = neighbours++;
      if (i == neighbour.length) {
        neighbour = Arrays.copyOf(neighbour, 2 * i);
        entries = Arrays.copyOf(entries, 2 * i);
        neighbourCopies = Arrays.copyOf(neighbourCopies, 2 * i);
        neighbourWeight = Arrays.copyOf(neighbourWeight, 2 * i);
      }
      position[to[at]] = i;
      neighbour[i] = to[at];
      entries[i] = 0;
      neighbourCopies[i] = 0;
      neighbourWeight[i] = 0;
    }
    entries[i]++;
    neighbourCopies[i] = Math.min(COPIES, neighbourCopies[i] + copies[at]);
    neighbourWeight[i] += weight[at];
  }

  /** Number of distinct neighbours of the vertex last taken. */
  int neighbours() {
    return neighbours;
  }

  /** Neighbour {@code i} of the vertex last taken. */
  int neighbour(int i) {
    return neighbour[i];
  }

  /** Weight of the edges to neighbour {@code i}, together. */
  double weight(int i) {
    return neighbourWeight[i];
  }

  /** Copies that the edges to neighbour {@code i} count for, together. */
  int copies(int i) {
    return neighbourCopies[i];
  }
}
