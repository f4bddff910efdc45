package org.panelworks.jobs.text;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import com.ibm.icu.util.VersionInfo;
import org.panelworks.text.Segmentation;

/**
 * Words by ICU's rules (UAX #29) and its dictionaries for Chinese, Japanese, Thai and the like, of
 * the root locale. Stretches that ICU marks as words, numbers, kana or ideographs are words; white
 * space, punctuation and symbols are not. One thread at a time may use it.
 */
final class IcuWords implements Segmentation {
  private final BreakIterator words = BreakIterator.getWordInstance(ULocale.ROOT);

  @Override
  public void split(String text, Word word) {
    words.setText(text);
    int start = words.first();
    for (int end = words.next(); end != BreakIterator.DONE; end = words.next()) {
      if (words.getRuleStatus() >= BreakIterator.WORD_NONE_LIMIT) {
        word.at(start, end);
      }
      start = end;
    }
  }

  /** What the numbers depend on. */
  static String version() {
    return "ICU4J " + VersionInfo.ICU_VERSION;
  }
}
