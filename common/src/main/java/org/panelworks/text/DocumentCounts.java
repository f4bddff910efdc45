package org.panelworks.text;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What was counted in the texts of one unit and time: mergeable.
 *
 * @param texts how many there are
 * @param missing how many of them are missing
 * @param totalWords all words, by segmentation
 * @param words indices of the dictionary words that occur, increasing, over all dictionaries
 * @param counts how often each occurs
 */
public record DocumentCounts(int texts, int missing, long totalWords, int[] words, long[] counts)
    implements Serializable {
  /** A text that is missing. */
  public static DocumentCounts none() {
    return new DocumentCounts(1, 1, 0, new int[0], new long[0]);
  }

  /** Whether any of the texts is there. */
  public boolean isObserved() {
    return missing < texts;
  }

  /** The counts of both. */
  public DocumentCounts plus(DocumentCounts other) {
    int[] all = new int[words.length + other.words.length];
    long[] sums = new long[all.length];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < words.length || j < other.words.length) {
      int left = i < words.length ? words[i] : Integer.MAX_VALUE;
      int right = j < other.words.length ? other.words[j] : Integer.MAX_VALUE;
      all[size] = Math.min(left, right);
      sums[size] = (left <= right ? counts[i++] : 0) + (right <= left ? other.counts[j++] : 0);
      size++;
    }
    return new DocumentCounts(
        texts + other.texts,
        missing + other.missing,
        totalWords + other.totalWords,
        Arrays.copyOf(all, size),
        Arrays.copyOf(sums, size));
  }
}
