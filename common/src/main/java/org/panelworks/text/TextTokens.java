package org.panelworks.text;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Texts as sentences of words, for embeddings: known words stay whole, the rest is cut by
 * segmentation. Sentences end at a blank line, at {@code 。 ！ ？ ；} in any width, and at a full stop
 * before a space. Words without a letter or ideograph (numbers) are left out.
 */
public final class TextTokens implements Serializable {
  private static final long serialVersionUID = 1L;

  private final WordMatcher known;

  private TextTokens(WordMatcher known) {
    this.known = known;
  }

  /**
   * Tokens in which some words stay whole.
   *
   * @param forms words in the form of {@link NormalizedText}; repeated ones count once
   */
  public static TextTokens of(List<String> forms) {
    return new TextTokens(WordMatcher.of(List.copyOf(new LinkedHashSet<>(forms))));
  }

  /** The sentences of a text that have words. */
  public List<List<String>> sentences(String text, Segmentation segmentation) {
    String normal = NormalizedText.of(text);
    List<List<String>> sentences = new ArrayList<>();
    int start = 0;
    while (start < normal.length()) {
      int end = endOfSentence(normal, start);
      List<String> words = words(normal.substring(start, end), segmentation);
      if (!words.isEmpty()) {
        sentences.add(words);
      }
      start = end;
    }
    return sentences;
  }

  private static int endOfSentence(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends = c == '\n' || c == '。' || c == '!' || c == '?' || c == ';';
      if (ends || (c == '.' && i + 1 < text.length() && text.charAt(i + 1) == ' ')) {
        return i + 1;
      }
    }
    return text.length();
  }

  private List<String> words(String sentence, Segmentation segmentation) {
    List<String> words = new ArrayList<>();
    int[] behind = new int[1];
    known.find(
        sentence,
        (word, start, end) -> {
          cut(sentence.substring(behind[0], start), segmentation, words);
          words.add(sentence.substring(start, end));
          behind[0] = end;
        });
    cut(sentence.substring(behind[0]), segmentation, words);
    return words;
  }

  private static void cut(String stretch, Segmentation segmentation, List<String> words) {
    if (stretch.isEmpty()) {
      return;
    }
    segmentation.split(
        stretch,
        (start, end) -> {
          String word = stretch.substring(start, end);
          if (word.codePoints().anyMatch(Character::isLetter)) {
            words.add(word);
          }
        });
  }
}
