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

  /** A name as part of an id: what a file name may hold stays, {@code -} stands for all else. */
  static String anchor(String name) {
    return name.replaceAll("[^\\p{L}\\p{N}\\p{M}_.-]", "-");
  }
}
