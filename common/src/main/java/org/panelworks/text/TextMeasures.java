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
  private final WordGroups groups;
  private final List<Theme> themes;

  /** A theme of one of the dictionaries. */
  public record Theme(int dictionary, String name) implements Serializable {}

  private TextMeasures(List<TextDictionary> dictionaries) {
    this.dictionaries = List.copyOf(dictionaries);
    this.matchers = new ArrayList<>();
    this.groups = WordGroups.of(dictionaries);
    this.themes = new ArrayList<>();
    for (int d = 0; d < dictionaries.size(); d++) {
      List<TextDictionary.Word> words = dictionaries.get(d).words();
      matchers.add(WordMatcher.of(words.stream().map(TextDictionary.Word::form).toList()));
      for (String theme : dictionaries.get(d).themes()) {
        themes.add(new Theme(d, theme));
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
    return groups.offset(dictionary);
  }

  /** How many words all dictionaries hold. */
  public int size() {
    return groups.size();
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
      int offset = groups.offset(d);
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
    return groups.byDictionary(counts);
  }

  /** How often words of each theme occur. */
  public long[] byTheme(DocumentCounts counts) {
    return groups.byTheme(counts);
  }

  /** What sums of counts need to know. */
  WordGroups groups() {
    return groups;
  }
}
