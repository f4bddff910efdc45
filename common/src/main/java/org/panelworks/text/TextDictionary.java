package org.panelworks.text;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Words to look for, in themes where their author set some.
 *
 * @param name in results
 * @param words in the file's order, no two of the same form
 */
public record TextDictionary(String name, List<Word> words) implements Serializable {
  /**
   * A word.
   *
   * @param written as its author wrote it
   * @param form as it is looked for, see {@link NormalizedText}
   * @param theme empty where the dictionary has none
   */
  public record Word(String written, String form, String theme) implements Serializable {}

  public TextDictionary {
    words = List.copyOf(words);
  }

  /** The themes in the file's order; none where the dictionary has none. */
  public List<String> themes() {
    LinkedHashSet<String> themes = new LinkedHashSet<>();
    words.stream().map(Word::theme).filter(theme -> !theme.isEmpty()).forEach(themes::add);
    return List.copyOf(themes);
  }

  /** The words of a theme as written. */
  public List<String> keywords(String theme) {
    return words.stream().filter(w -> w.theme().equals(theme)).map(Word::written).toList();
  }
}
