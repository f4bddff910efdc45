package org.panelworks.text;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Finds words in a text from left to right, at each place the longest that fits, and goes on behind
 * it (forward maximum matching): matches do not overlap.
 *
 * <p>A word that begins with a letter or digit of a script that spaces set off (Latin, Greek,
 * Cyrillic, …, see {@link WordCharacters}) is not found right behind another such character, and
 * one that ends with such is not found right before one or before a combining mark. So {@code AI}
 * is found in {@code AI技术} and {@code AI-driven} but not in {@code OpenAI} or {@code AI2}, {@code
 * 5G网络} in {@code 建设5G网络} but not in {@code 15G网络}; Chinese words are found anywhere.
 *
 * <p>The words stand in a trie whose edges are a hash table of (node, character); the time is that
 * of the text, times at most the longest word's length.
 */
public final class WordMatcher implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long FREE = -1;

  /** Takes what was found. */
  @FunctionalInterface
  public interface Found {
    /**
     * A word was found.
     *
     * @param word its index in the list of words
     * @param start in the text
     * @param end behind its last character
     */
    void at(int word, int start, int end);
  }

  private final long[] edges;
  private final int[] targets;

  /** For each node the word that ends there, or −1. */
  private final int[] words;

  private final boolean[] spacedEnd;

  private WordMatcher(int nodes, int size) {
    int capacity = Integer.highestOneBit(Math.max(8, nodes)) * 4;
    this.edges = new long[capacity];
    this.targets = new int[capacity];
    this.words = new int[nodes];
    this.spacedEnd = new boolean[size];
    Arrays.fill(edges, FREE);
    Arrays.fill(words, -1);
  }

  /**
   * A matcher.
   *
   * @param forms the words as they are looked for, all different and none empty
   */
  public static WordMatcher of(List<String> forms) {
    int nodes = 1 + forms.stream().mapToInt(String::length).sum();
    WordMatcher matcher = new WordMatcher(nodes, forms.size());
    int next = 1;
    for (int w = 0; w < forms.size(); w++) {
      String form = forms.get(w);
      int node = 0;
      for (int i = 0; i < form.length(); i++) {
        int slot = matcher.slot(node, form.charAt(i));
        if (matcher.edges[slot] == FREE) {
          matcher.edges[slot] = key(node, form.charAt(i));
          matcher.targets[slot] = next++;
        }
        node = matcher.targets[slot];
      }
      if (node == 0 || matcher.words[node] >= 0) {
        throw new IllegalArgumentException("an empty or repeated word: `" + form + "`");
      }
      matcher.words[node] = w;
      matcher.spacedEnd[w] = WordCharacters.endsSpaced(form, form.length());
    }
    return matcher;
  }

  /**
   * Finds the words.
   *
   * @param text in the form of {@link NormalizedText}
   */
  public void find(String text, Found found) {
    boolean inside = false;
    int at = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      boolean spaced =
          WordCharacters.isMark(codePoint) ? inside : WordCharacters.isSpaced(codePoint);
      int end = spaced && inside ? at : longest(text, at, found);
      if (end > at) {
        inside = WordCharacters.endsSpaced(text, end);
        at = end;
      } else {
        inside = spaced;
        at += Character.charCount(codePoint);
      }
    }
  }

  /** Reports the longest word that begins at a place; its end, or the place itself. */
  private int longest(String text, int start, Found found) {
    int word = -1;
    int end = start;
    int node = 0;
    for (int i = start; i < text.length(); i++) {
      int slot = slot(node, text.charAt(i));
      if (edges[slot] == FREE) {
        break;
      }
      node = targets[slot];
      if (words[node] >= 0 && endsAt(text, words[node], i + 1)) {
        word = words[node];
        end = i + 1;
      }
    }
    if (word >= 0) {
      found.at(word, start, end);
    }
    return end;
  }

  private boolean endsAt(String text, int word, int end) {
    if (!spacedEnd[word] || end == text.length()) {
      return true;
    }
    int next = text.codePointAt(end);
    return !WordCharacters.isSpaced(next) && !WordCharacters.isMark(next);
  }

  private static long key(int node, char c) {
    return ((long) node << Character.SIZE) | c;
  }

  /** The slot of an edge, or the free one where it would stand. */
  private int slot(int node, char c) {
    long key = key(node, c);
    long mixed = key * 0x9E3779B97F4A7C15L;
    int mask = edges.length - 1;
    int slot = (int) (mixed >>> 32) & mask;
    while (edges[slot] != FREE && edges[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
