package org.panelworks.table;

/**
 * The marks of a configuration table (Ragin and Fiss 2008): a disc for a condition that is present,
 * a crossed circle for one that is absent; large for a core condition, small for a peripheral one.
 * Formats without sizes tell the small ones by characters of their own.
 */
public enum Symbol {
  LARGE_DISC("●", "<span style=\"font-size:1.15em\">●</span>", "{\\Large$\\bullet$}"),
  SMALL_DISC("•", "<span style=\"font-size:0.55em\">●</span>", "{\\scriptsize$\\bullet$}"),
  LARGE_CROSSED("⊗", "<span style=\"font-size:1.4em\">⊗</span>", "{\\Large$\\otimes$}"),
  SMALL_CROSSED("ⓧ", "<span style=\"font-size:0.8em\">⊗</span>", "{\\scriptsize$\\otimes$}");

  private final String text;
  private final String html;
  private final String latex;

  Symbol(String text, String html, String latex) {
    this.text = text;
    this.html = html;
    this.latex = latex;
  }

  /** The character of plain text. */
  public String text() {
    return text;
  }

  String html() {
    return html;
  }

  String latex() {
    return latex;
  }

  /** The symbol of a character; refuses any other text. */
  static Symbol of(String text) {
    for (Symbol symbol : values()) {
      if (symbol.text.equals(text)) {
        return symbol;
      }
    }
    throw new IllegalArgumentException("a SYMBOL cell must hold a symbol, got " + text);
  }
}
