package org.panelworks.text;

import java.text.Normalizer;

/**
 * A text in the form in which words are looked for; words of dictionaries take the same form.
 *
 * <ul>
 *   <li>Compatibility forms are folded (Unicode's NFKC): full-width letters and digits become the
 *       usual ones, accents composed. Traditional characters stay. Circled and parenthesized
 *       numbers, which mark items of lists, become spaces rather than digits.
 *   <li>Letters become lower case, each by itself.
 *   <li>Characters that do not show (zero-width space, word joiner, byte order mark, soft hyphen)
 *       are left out.
 *   <li>A run of white space becomes one space, so that words of several parts are found across the
 *       end of a line. A run that holds a blank line (or a paragraph separator) becomes a line
 *       feed, across which no word is found. White space at both ends is left out.
 * </ul>
 */
public final class NormalizedText {
  private static final char PARAGRAPH = '\n';

  private NormalizedText() {}

  /** The text in that form. */
  public static String of(String text) {
    // Lower case before and after: capitals come out of compatibility forms, and what a lower-case
    // letter makes with a mark behind it is composed.
    String folded = Normalizer.normalize(lowerCase(text), Normalizer.Form.NFKC);
    folded = Normalizer.normalize(lowerCase(folded), Normalizer.Form.NFKC);
    StringBuilder normal = new StringBuilder(folded.length());
    int at = 0;
    while (at < folded.length()) {
      int codePoint = folded.codePointAt(at);
      if (isSpace(codePoint)) {
        int end = endOfSpace(folded, at);
        if (normal.length() > 0 && end < folded.length()) {
          normal.append(lines(folded, at, end) > 1 ? PARAGRAPH : ' ');
        }
        at = end;
      } else {
        normal.appendCodePoint(codePoint);
        at += Character.charCount(codePoint);
      }
    }
    return normal.toString();
  }

  /** Whether a text in that form can be a word: it holds a letter, an ideograph or a digit. */
  public static boolean isWord(String form) {
    return form.codePoints().anyMatch(WordCharacters::isLetterOrDigit);
  }

  /** Letters in lower case, list markers as spaces, and nothing that does not show. */
  private static String lowerCase(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      if (isListMarker(codePoint)) {
        lower.append(' ');
      } else if (!isHidden(codePoint)) {
        lower.appendCodePoint(Character.toLowerCase(codePoint));
      }
      at += Character.charCount(codePoint);
    }
    return lower.toString();
  }

  private static boolean isListMarker(int c) {
    return (c >= '\u2460' && c <= '\u249B')
        || (c >= '\u24EA' && c <= '\u24FF')
        || (c >= '\u2776' && c <= '\u2793')
        || (c >= '\u3220' && c <= '\u3229')
        || (c >= '\u3280' && c <= '\u3289');
  }

  private static int endOfSpace(String text, int from) {
    int at = from;
    while (at < text.length() && isSpace(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  /** How many lines end within a run of white space; a paragraph separator ends two. */
  private static int lines(String text, int from, int to) {
    int lines = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\u2029') {
        lines += 2;
      } else if (c == '\r' || c == '\u0085' || c == '\u2028' || c == '\f') {
        lines++;
      } else if (c == '\n' && (i == from || text.charAt(i - 1) != '\r')) {
        lines++;
      }
    }
    return lines;
  }

  private static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || codePoint == '\u0085';
  }

  private static boolean isHidden(int codePoint) {
    return codePoint == '\u00AD'
        || codePoint == '\u200B'
        || codePoint == '\u2060'
        || codePoint == '\uFEFF';
  }
}
