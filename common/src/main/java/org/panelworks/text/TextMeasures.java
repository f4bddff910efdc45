package org.panelworks.text;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the words of dictionaries in texts.
 *
 * <p>Each dictionary is looked for by itself, see {@link WordMatcher}; the total number of words is
 * that of the segmentation and does not depend on the dictionaries. From the counts follow {@code
 * ln(1 + count)} and the share {@code count / total}. The share is undefined for a text without
 * words, and can exceed 1 only where words of the dictionary are shorter than those of the
 * segmentation.
 */
public final class TextMeasures implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<TextDictionary> dictionaries;
  private final List<WordMatcher> matchers;
  private final int[] offsets;
  private final List<Theme> themes;

  /** For each word of all dictionaries its theme, or −1. */
  private final int[] themeOf;

  /** A theme of one of the dictionaries. */
  public record Theme(int dictionary, String name) implements Serializable {}

  private TextMeasures(List<TextDictionary> dictionaries) {
    this.dictionaries = List.copyOf(dictionaries);
    this.matchers = new ArrayList<>();
    this.offsets = new int[dictionaries.size() + 1];
    for (int d = 0; d < dictionaries.size(); d++) {
      List<TextDictionary.Word> words = dictionaries.get(d).words();
      matchers.add(WordMatcher.of(words.stream().map(TextDictionary.Word::form).toList()));
      offsets[d + 1] = offsets[d] + words.size();
    }
    this.themes = new ArrayList<>();
    this.themeOf = new int[offsets[dictionaries.size()]];
    for (int d = 0; d < dictionaries.size(); d++) {
      for (String theme : dictionaries.get(d).themes()) {
        themes.add(new Theme(d, theme));
      }
      for (int w = 0; w < dictionaries.get(d).words().size(); w++) {
        Theme theme = new Theme(d, dictionaries.get(d).words().get(w).theme());
        themeOf[offsets[d] + w] = themes.indexOf(theme);
      }
    }
  }

  public static TextMeasures of(List<TextDictionary> dictionaries) {
    return new TextMeasures(dictionaries);
  }

  public List<TextDictionary> dictionaries() {
    return dictionaries;
  }

  /** The index of a dictionary's first word among the words of all. */
  public int offset(int dictionary) {
    return offsets[dictionary];
  }

  /** How many words all dictionaries hold. */
  public int size() {
    return offsets[dictionaries.size()];
  }

  /** Counts in one text, which may be missing. */
  public DocumentCounts count(@Nullable String text, Segmentation segmentation) {
    if (text == null) {
      return DocumentCounts.none();
    }
    String normal = NormalizedText.of(text);
    long[] total = new long[1];
    segmentation.split(normal, (start, end) -> total[0]++);
    long[] counts = new long[size()];
    for (int d = 0; d < matchers.size(); d++) {
      int offset = offsets[d];
      matchers.get(d).find(normal, (word, start, end) -> counts[offset + word]++);
    }
    int[] words = new int[counts.length];
    long[] found = new long[counts.length];
    int size = 0;
    for (int w = 0; w < counts.length; w++) {
      if (counts[w] > 0) {
        words[size] = w;
        found[size++] = counts[w];
      }
    }
    return new DocumentCounts(
        1, 0, total[0], Arrays.copyOf(words, size), Arrays.copyOf(found, size));
  }

  /** The themes of all dictionaries, in their order. */
  public List<Theme> themes() {
    return List.copyOf(themes);
  }

  /** How often words of each dictionary occur. */
  public long[] byDictionary(DocumentCounts counts) {
    long[] sums = new long[dictionaries.size()];
    for (int i = 0; i < counts.words().length; i++) {
      sums[dictionaryOf(counts.words()[i])] += counts.counts()[i];
    }
    return sums;
  }

  /** How often words of each theme occur. */
  public long[] byTheme(DocumentCounts counts) {
    long[] sums = new long[themes.size()];
    for (int i = 0; i < counts.words().length; i++) {
      int theme = themeOf[counts.words()[i]];
      if (theme >= 0) {
        sums[theme] += counts.counts()[i];
      }
    }
    return sums;
  }

  private int dictionaryOf(int word) {
    int at = Arrays.binarySearch(offsets, word);
    return at >= 0 ? at : -at - 2;
  }
}
