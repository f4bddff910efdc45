package org.panelworks.table;

/** Free text brought to one printable line. */
final class PlainText {
  private PlainText() {}

  /** Line breaks and tabs become spaces; other control characters are left out. */
  static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.replace("\r\n", "\n")
        .codePoints()
        .forEach(
            c -> {
              if (Character.isWhitespace(c) && Character.isISOControl(c)) {
                line.append(' ');
              } else if (!Character.isISOControl(c) && !isLoneSurrogate(c)) {
                line.appendCodePoint(c);
              }
            });
    return line.toString();
  }

  private static boolean isLoneSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
