package org.panelworks.text;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.text.TextMeasures.Theme;

/** Which dictionary and theme each word belongs to, by number: small, without the words. */
final class WordGroups implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] offsets;

  /** For each theme its dictionary. */
  private final int[] dictionaryOf;

  /** For each word of all dictionaries its theme, or −1. */
  private final int[] themeOf;

  private WordGroups(int[] offsets, int[] dictionaryOf, int[] themeOf) {
    this.offsets = offsets;
    this.dictionaryOf = dictionaryOf;
    this.themeOf = themeOf;
  }

  static WordGroups of(List<TextDictionary> dictionaries) {
    int[] offsets = new int[dictionaries.size() + 1];
    Map<Theme, Integer> themes = new HashMap<>();
    List<Integer> dictionaryOf = new ArrayList<>();
    for (int d = 0; d < dictionaries.size(); d++) {
      offsets[d + 1] = offsets[d] + dictionaries.get(d).words().size();
      for (String theme : dictionaries.get(d).themes()) {
        themes.put(new Theme(d, theme), themes.size());
        dictionaryOf.add(d);
      }
    }
    int[] themeOf = new int[offsets[dictionaries.size()]];
    for (int d = 0; d < dictionaries.size(); d++) {
      List<TextDictionary.Word> words = dictionaries.get(d).words();
      for (int w = 0; w < words.size(); w++) {
        themeOf[offsets[d] + w] = themes.getOrDefault(new Theme(d, words.get(w).theme()), -1);
      }
    }
    return new WordGroups(
        offsets, dictionaryOf.stream().mapToInt(Integer::intValue).toArray(), themeOf);
  }

  int dictionaries() {
    return offsets.length - 1;
  }

  int themes() {
    return dictionaryOf.length;
  }

  /** How many words all dictionaries hold. */
  int size() {
    return themeOf.length;
  }

  /** The index of a dictionary's first word among the words of all. */
  int offset(int dictionary) {
    return offsets[dictionary];
  }

  /** The dictionary of a theme. */
  int dictionaryOf(int theme) {
    return dictionaryOf[theme];
  }

  /** How often words of each dictionary occur. */
  long[] byDictionary(DocumentCounts counts) {
    long[] sums = new long[dictionaries()];
    for (int i = 0; i < counts.words().length; i++) {
      int at = Arrays.binarySearch(offsets, counts.words()[i]);
      sums[at >= 0 ? at : -at - 2] += counts.counts()[i];
    }
    return sums;
  }

  /** How often words of each theme occur. */
  long[] byTheme(DocumentCounts counts) {
    long[] sums = new long[themes()];
    for (int i = 0; i < counts.words().length; i++) {
      int theme = themeOf[counts.words()[i]];
      if (theme >= 0) {
        sums[theme] += counts.counts()[i];
      }
    }
    return sums;
  }
}
