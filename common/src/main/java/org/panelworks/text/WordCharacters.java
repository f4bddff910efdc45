package org.panelworks.text;

import java.util.function.IntPredicate;

/**
 * Which characters make words that spaces set off.
 *
 * <p>Letters and digits do, and {@code _} (as in UAX #29), but for the scripts that are written
 * without spaces: Han, Hiragana, Katakana, Bopomofo, Yi, Thai, Lao, Khmer, Myanmar and Tibetan. A
 * combining mark goes with the character before it.
 */
final class WordCharacters {
  private static final int PROLONGED_SOUND_MARK = 0x30FC; // of Kana, by its script common

  private WordCharacters() {}

  /**
   * Whether a word of this character goes on where another such character follows.
   *
   * @param codePoint no combining mark
   */
  static boolean isSpaced(int codePoint) {
    if (codePoint < 0x80) {
      return Character.isLetterOrDigit(codePoint) || codePoint == '_';
    }
    return Character.isLetterOrDigit(codePoint) && !isUnspaced(codePoint);
  }

  /** Whether the character is a letter or digit of a script that is written without spaces. */
  static boolean isUnspaced(int codePoint) {
    return codePoint == PROLONGED_SOUND_MARK
        || (Character.isLetterOrDigit(codePoint) && isOfUnspacedScript(codePoint));
  }

  /** Whether the last character before a place, marks left aside, is spaced. */
  static boolean endsSpaced(CharSequence text, int end) {
    return ends(text, end, WordCharacters::isSpaced);
  }

  /** Whether the last character before a place, marks left aside, is unspaced. */
  static boolean endsUnspaced(CharSequence text, int end) {
    return ends(text, end, WordCharacters::isUnspaced);
  }

  private static boolean ends(CharSequence text, int end, IntPredicate kind) {
    int at = end;
    while (at > 0) {
      int codePoint = Character.codePointBefore(text, at);
      if (!isMark(codePoint)) {
        return kind.test(codePoint);
      }
      at -= Character.charCount(codePoint);
    }
    return false;
  }

  /** Whether the character can be all there is of a word: a letter, an ideograph or a digit. */
  static boolean isLetterOrDigit(int codePoint) {
    return Character.isLetterOrDigit(codePoint)
        || Character.getType(codePoint) == Character.LETTER_NUMBER;
  }

  static boolean isMark(int codePoint) {
    if (codePoint < 0x300) {
      return false;
    }
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  private static boolean isOfUnspacedScript(int codePoint) {
    return switch (Character.UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, BOPOMOFO, YI, THAI, LAO, KHMER, MYANMAR, TIBETAN -> true;
      default -> false;
    };
  }
}
