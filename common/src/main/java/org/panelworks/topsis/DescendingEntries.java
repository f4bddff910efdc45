package org.panelworks.topsis;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Walks through sorted lists of entries together, from the highest score, ties at once. */
final class DescendingEntries {
  private final RankRanges.Entries[] parts;

  /** The next entry of each part, from its end. */
  private final int[] next;

  private final PriorityQueue<Integer> queue;
  private int[] tiedPart = new int[16];
  private int[] tiedAt = new int[16];
  private int ties;

  DescendingEntries(RankRanges.Entries[] parts) {
    this.parts = parts;
    this.next = new int[parts.length];
    this.queue =
        new PriorityQueue<>(
            Math.max(1, parts.length), Comparator.comparingLong(this::key).reversed());
    for (int part = 0; part < parts.length; part++) {
      next[part] = parts[part].packed().length - 1;
      if (next[part] >= 0) {
        queue.add(part);
      }
    }
  }

  private long key(int part) {
    return ScoreKey.key(parts[part].packed()[next[part]]);
  }

  /** Goes to the next distinct score; false at the end. */
  boolean next() {
    ties = 0;
    if (queue.isEmpty()) {
      return false;
    }
    long key = key(queue.peek());
    while (!queue.isEmpty() && key(queue.peek()) == key) {
      int part = queue.remove();
      while (next[part] >= 0 && key(part) == key) {
        take(part, next[part]--);
      }
      if (next[part] >= 0) {
        queue.add(part);
      }
    }
    return true;
  }

  private void take(int part, int at) {
    if (ties == tiedPart.length) {
      tiedPart = Arrays.copyOf(tiedPart, ties * 2);
      tiedAt = Arrays.copyOf(tiedAt, ties * 2);
    }
    tiedPart[ties] = part;
    tiedAt[ties++] = at;
  }

  /** Number of entries with the current score. */
  int ties() {
    return ties;
  }

  int part(int tie) {
    return tiedPart[tie];
  }

  int at(int tie) {
    return tiedAt[tie];
  }
}
