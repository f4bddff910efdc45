package org.panelworks.linalg;

import java.util.Arrays;

/**
 * Vertices by their degree, the lowest first; among equals the one that came last. Degrees above a
 * bound share a place by their order of magnitude.
 */
final class DegreeQueue {
  private static final int EXACT = 1024;
  private static final int NONE = -1;

  private final int[] head = new int[EXACT + Integer.SIZE + 1];
  private final int[] next;
  private final int[] previous;
  private final int[] place;
  private int lowest;

  DegreeQueue(int[] degrees) {
    this.next = new int[degrees.length];
    this.previous = new int[degrees.length];
    this.place = new int[degrees.length];
    this.lowest = head.length;
    Arrays.fill(head, NONE);
    for (int v = degrees.length - 1; v >= 0; v--) {
      insert(v, placeOf(degrees[v]));
    }
  }

  private static int placeOf(int degree) {
    return degree < EXACT ? degree : EXACT + Integer.SIZE - Integer.numberOfLeadingZeros(degree);
  }

  private void insert(int vertex, int at) {
    place[vertex] = at;
    previous[vertex] = NONE;
    next[vertex] = head[at];
    if (head[at] != NONE) {
      previous[head[at]] = vertex;
    }
    head[at] = vertex;
    lowest = Math.min(lowest, at);
  }

  private void unlink(int vertex) {
    if (previous[vertex] == NONE) {
      head[place[vertex]] = next[vertex];
    } else {
      next[previous[vertex]] = next[vertex];
    }
    if (next[vertex] != NONE) {
      previous[next[vertex]] = previous[vertex];
    }
  }

  /** Moves a vertex, not yet taken, to its new degree. */
  void move(int vertex, int degree) {
    int at = placeOf(degree);
    if (at != place[vertex]) {
      unlink(vertex);
      insert(vertex, at);
    }
  }

  /** Takes the vertex of the lowest degree; there must be one. */
  int take() {
    while (head[lowest] == NONE) {
      lowest++;
    }
    int vertex = head[lowest];
    unlink(vertex);
    return vertex;
  }
}
