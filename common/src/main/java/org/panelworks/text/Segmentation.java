package org.panelworks.text;

/** Splits a text into words; punctuation and white space belong to none. */
@FunctionalInterface
public interface Segmentation {
  /** Takes a word. */
  @FunctionalInterface
  interface Word {
    /** The word stands in the text from {@code start} to before {@code end}. */
    void at(int start, int end);
  }

  /** Reports the words in their order. */
  void split(String text, Word word);
}
