package org.panelworks.text;

import java.text.Normalizer;

/**
 * A text in the form in which words are looked for; words of dictionaries take the same form.
 *
 * <ul>
 *   <li>Compatibility forms are folded (Unicode's NFKC): full-width letters and digits become the
 *       usual ones, accents composed. Traditional characters stay. Circled and parenthesized
 *       numbers and letters and keycaps, which mark items of lists, become spaces rather than
 *       digits and letters.
 *   <li>Letters become lower case, each by itself; a final sigma is a sigma.
 *   <li>Characters that do not show (zero-width space, joiners, variation selectors, byte order
 *       mark, soft hyphen) are left out.
 *   <li>A run of white space becomes one space, so that words of several parts are found across the
 *       end of a line. Between two characters of scripts without spaces, see {@link
 *       WordCharacters}, a run that ends one line becomes nothing: their words are broken anywhere.
 *       A run that holds a blank line (or a paragraph separator) becomes a line feed, across which
 *       no word is found. White space at both ends is left out.
 * </ul>
 */
public final class NormalizedText {
  private static final char PARAGRAPH = '\n';

  /** White space that no text is joined across. */
  private static final char ITEM = '\u001F';

  private static final char KEYCAP = '\u20E3';

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
          appendSpace(normal, folded, at, end);
        }
        at = end;
      } else {
        normal.appendCodePoint(codePoint);
        at += Character.charCount(codePoint);
      }
    }
    return normal.toString();
  }

  /** What is left of a run of white space within a text. */
  private static void appendSpace(StringBuilder normal, String text, int from, int to) {
    int lines = lines(text, from, to);
    boolean broken =
        lines == 1
            && text.substring(from, to).indexOf(ITEM) < 0
            && WordCharacters.isUnspaced(text.codePointAt(to))
            && WordCharacters.endsUnspaced(normal, normal.length());
    if (!broken) {
      normal.append(lines > 1 ? PARAGRAPH : ' ');
    }
  }

  /** Whether a text in that form can be a word: it holds a letter, an ideograph or a digit. */
  public static boolean isWord(String form) {
    return form.codePoints().anyMatch(WordCharacters::isLetterOrDigit);
  }

  /** Letters in lower case, list markers as white space, and nothing that does not show. */
  private static String lowerCase(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      if (isListMarker(codePoint)) {
        lower.append(ITEM);
      } else if (codePoint == KEYCAP && endsInKey(lower)) {
        lower.setCharAt(lower.length() - 1, ITEM);
      } else if (!isHidden(codePoint)) {
        lower.appendCodePoint(lowerCase(codePoint));
      }
      at += Character.charCount(codePoint);
    }
    return lower.toString();
  }

  private static int lowerCase(int codePoint) {
    int lower = Character.toLowerCase(codePoint);
    return lower == 'ς' ? 'σ' : lower;
  }

  private static boolean endsInKey(StringBuilder text) {
    return text.length() > 0 && "0123456789#*".indexOf(text.charAt(text.length() - 1)) >= 0;
  }

  private static boolean isListMarker(int c) {
    return (c >= 0x2460 && c <= 0x24FF) // circled, parenthesized, with a full stop
        || (c >= 0x2776 && c <= 0x2793)
        || (c >= 0x3220 && c <= 0x3229) // ideographs of numbers
        || (c >= 0x3248 && c <= 0x325F) // above 20
        || (c >= 0x3280 && c <= 0x3289)
        || (c >= 0x32B1 && c <= 0x32BF)
        || (c >= 0x1F100 && c <= 0x1F129); // with a comma, capitals in parentheses
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
        || (codePoint >= '\u200B' && codePoint <= '\u200D')
        || codePoint == '\u2060'
        || (codePoint >= '\uFE00' && codePoint <= '\uFE0F')
        || (codePoint >= 0xE0100 && codePoint <= 0xE01EF)
        || codePoint == '\uFEFF';
  }
}
