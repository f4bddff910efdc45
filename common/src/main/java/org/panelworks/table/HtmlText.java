package org.panelworks.table;

/** Free text in HTML. */
final class HtmlText {
  private HtmlText() {}

  /** Free text for an element or a quoted attribute. */
  static String escaped(String text) {
    return PlainText.oneLine(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A name as part of an id: letters and digits of any script, {@code -} for all else. */
  static String anchor(String name) {
    StringBuilder anchor = new StringBuilder();
    name.codePoints()
        .map(c -> Character.isLetterOrDigit(c) || c == '_' ? c : '-')
        .forEach(anchor::appendCodePoint);
    return anchor.toString();
  }
}
