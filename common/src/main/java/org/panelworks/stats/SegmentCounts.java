package org.panelworks.stats;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;

/** The values of one column in one group, counted by segment; those in brackets are kept. */
final class SegmentCounts implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long[] NOTHING = {};

  private final Brackets brackets;
  private final long[] counts;

  /** Keys of each bracket, with room at the end; its count says how many. */
  private transient long[][] keys;

  private boolean lost;

  SegmentCounts(Brackets brackets) {
    this.brackets = brackets;
    this.counts = new long[brackets.segments()];
    this.keys = new long[brackets.size()][];
    Arrays.fill(keys, NOTHING);
  }

  Brackets brackets() {
    return brackets;
  }

  /** Counts a value; returns whether its key was kept. */
  boolean add(long key) {
    int segment = brackets.segment(key);
    long before = counts[segment]++;
    if (lost || !brackets.isKept(segment)) {
      return false;
    }
    int size = (int) before;
    long[] kept = keys[segment / 2];
    if (size == kept.length) {
      kept = Arrays.copyOf(kept, Math.max(16, size + (size >> 1)));
      keys[segment / 2] = kept;
    }
    kept[size] = key;
    return true;
  }

  /** Counts values of a gap. */
  void add(int gap, long more) {
    counts[gap] += more;
  }

  /** Number of values. */
  long count() {
    return Arrays.stream(counts).sum();
  }

  long count(int segment) {
    return counts[segment];
  }

  /** Whether the keys of a segment are at hand. */
  boolean hasKeys(int segment) {
    return !lost && brackets.isKept(segment);
  }

  /** Sorts the keys kept. */
  void sortKeys() {
    for (int segment = 1; segment < counts.length; segment += 2) {
      if (hasKeys(segment)) {
        Arrays.sort(keys[segment / 2], 0, (int) counts[segment]);
      }
    }
  }

  /** The keys of a segment, which {@link #sortKeys} has sorted. */
  long[] sortedKeys(int segment) {
    return Arrays.copyOf(keys[segment / 2], (int) counts[segment]);
  }

  /** Gives the kept keys up; the counts stay. */
  void forgetKeys() {
    lost = true;
    Arrays.fill(keys, NOTHING);
  }

  /** Adds the counts of other values over the same brackets. */
  void merge(SegmentCounts other) {
    if (lost || other.lost) {
      forgetKeys();
    }
    for (int segment = 0; segment < counts.length; segment++) {
      if (hasKeys(segment)) {
        int size = (int) counts[segment];
        int more = (int) other.counts[segment];
        long[] all = Arrays.copyOf(keys[segment / 2], size + more);
        System.arraycopy(other.keys[segment / 2], 0, all, size, more);
        keys[segment / 2] = all;
      }
      counts[segment] += other.counts[segment];
    }
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    for (int bracket = 0; bracket < keys.length; bracket++) {
      int size = hasKeys(2 * bracket + 1) ? (int) counts[2 * bracket + 1] : 0;
      out.writeObject(Arrays.copyOf(keys[bracket], size));
    }
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    keys = new long[brackets.size()][];
    for (int bracket = 0; bracket < keys.length; bracket++) {
      keys[bracket] = (long[]) in.readObject();
    }
  }
}
