package org.panelworks.text;

/**
 * Which characters make words that spaces set off.
 *
 * <p>Letters, digits and combining marks do, and {@code _} (as in UAX #29), but for the scripts
 * that are written without spaces: Han, Hiragana, Katakana, Bopomofo, Yi, Thai, Lao, Khmer, Myanmar
 * and Tibetan.
 */
final class WordCharacters {
  private static final int PROLONGED_SOUND_MARK = 0x30FC; // of Kana, by its script common

  private WordCharacters() {}

  /** Whether a word of this character goes on where another such character follows. */
  static boolean isSpaced(int codePoint) {
    if (codePoint < 0x80) {
      return Character.isLetterOrDigit(codePoint) || codePoint == '_';
    }
    return isWordPart(codePoint) && codePoint != PROLONGED_SOUND_MARK && !isUnspaced(codePoint);
  }

  /** Whether the character can be all there is of a word: a letter, an ideograph or a digit. */
  static boolean isLetterOrDigit(int codePoint) {
    return Character.isLetterOrDigit(codePoint)
        || Character.getType(codePoint) == Character.LETTER_NUMBER;
  }

  private static boolean isWordPart(int codePoint) {
    int type = Character.getType(codePoint);
    return Character.isLetterOrDigit(codePoint)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  private static boolean isUnspaced(int codePoint) {
    return switch (Character.UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, BOPOMOFO, YI, THAI, LAO, KHMER, MYANMAR, TIBETAN -> true;
      default -> false;
    };
  }
}
