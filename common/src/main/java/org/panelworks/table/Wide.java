package org.panelworks.table;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** What is known about the width of characters: East Asian ones take two columns of a terminal. */
final class Wide {
  private static final Set<UnicodeScript> SCRIPTS =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.YI);

  private Wide() {}

  /** Columns that a text takes in a fixed-width font: 2 for East Asian, 0 for combining marks. */
  static int columns(String text) {
    return text.codePoints().map(Wide::columns).sum();
  }

  private static int columns(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    if (isHalfWidthForm(codePoint)) {
      return 1;
    }
    return isEastAsian(codePoint) || isPictograph(codePoint) ? 2 : 1;
  }

  private static boolean isHalfWidthForm(int codePoint) {
    boolean letters = codePoint >= 0xFF61 && codePoint <= 0xFFDC;
    boolean signs = codePoint >= 0xFFE8 && codePoint <= 0xFFEE;
    return letters || signs;
  }

  private static boolean isPictograph(int codePoint) {
    return codePoint >= 0x1F300 && codePoint <= 0x1FAFF;
  }

  /** Whether a text needs East Asian fonts. */
  static boolean isEastAsian(String text) {
    return text.codePoints().anyMatch(Wide::isEastAsian);
  }

  private static boolean isEastAsian(int codePoint) {
    boolean punctuation = codePoint >= 0x3000 && codePoint <= 0x303F;
    boolean forms = codePoint >= 0xFF00 && codePoint <= 0xFFEF;
    return punctuation || forms || SCRIPTS.contains(UnicodeScript.of(codePoint));
  }
}
