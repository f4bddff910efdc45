package org.panelworks.regression;

import java.io.Serializable;
import java.util.Arrays;

/** Whether each level of a fixed effect has been seen in one cluster only. */
final class NestingCheck implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long UNSEEN = Long.MIN_VALUE;

  private final long[] clusterOf;
  private boolean nested = true;

  /**
   * A check.
   *
   * @param levels levels of an effect that crosses units; 0 for one within units
   */
  NestingCheck(int levels) {
    clusterOf = new long[levels];
    Arrays.fill(clusterOf, UNSEEN);
  }

  /** Adds a run of rows: {@code number} their levels, {@code clusters} their clusters. */
  void add(int[] number, int count, boolean crossing, long[] clusters, int rows) {
    if (!nested) {
      return;
    }
    long[] seen = clusterOf;
    if (!crossing) {
      seen = new long[count];
      Arrays.fill(seen, UNSEEN);
    }
    for (int r = 0; r < rows; r++) {
      note(seen, number[r], clusters[r]);
    }
  }

  private void note(long[] seen, int level, long cluster) {
    if (seen[level] == UNSEEN) {
      seen[level] = cluster;
    } else if (seen[level] != cluster && cluster != UNSEEN) {
      nested = false;
    }
  }

  NestingCheck merge(NestingCheck other) {
    nested &= other.nested;
    for (int level = 0; level < clusterOf.length && nested; level++) {
      note(clusterOf, level, other.clusterOf[level]);
    }
    return this;
  }

  boolean isNested() {
    return nested;
  }
}
