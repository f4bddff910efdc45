package org.panelworks.linalg;

import java.io.Serializable;

/**
 * Disjoint sets over 0 … n−1 that can be merged with another such partition of the same elements.
 */
public final class UnionFind implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] parent;

  public UnionFind(int elements) {
    parent = new int[elements];
    for (int i = 0; i < elements; i++) {
      parent[i] = i;
    }
  }

  /** The representative of an element's set: the smallest element of the set. */
  public int find(int element) {
    int root = element;
    while (parent[root] != root) {
      root = parent[root];
    }
    int step = element;
    while (parent[step] != root) {
      int next = parent[step];
      parent[step] = root;
      step = next;
    }
    return root;
  }

  public void union(int a, int b) {
    if (parent[a] == parent[b]) {
      return;
    }
    int rootA = find(a);
    int rootB = find(b);
    if (rootA < rootB) {
      parent[rootB] = rootA;
    } else {
      parent[rootA] = rootB;
    }
  }

  /** Joins whatever the other partition has joined. */
  public UnionFind merge(UnionFind other) {
    for (int i = 0; i < parent.length; i++) {
      if (other.parent[i] != i) {
        union(i, other.parent[i]);
      }
    }
    return this;
  }

  /** Number of sets. */
  public int sets() {
    int sets = 0;
    for (int i = 0; i < parent.length; i++) {
      if (parent[i] == i) {
        sets++;
      }
    }
    return sets;
  }
}
