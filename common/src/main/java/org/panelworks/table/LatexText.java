package org.panelworks.table;

import java.util.HashMap;
import java.util.Map;

/** Free text in LaTeX: what has a meaning there is escaped, common symbols are spelled out. */
final class LatexText {
  private static final String GREEK =
      "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi . pi rho . sigma"
          + " tau upsilon phi chi psi omega";
  private static final Map<Integer, String> SPELLED = spelled();

  private LatexText() {}

  private static Map<Integer, String> spelled() {
    Map<Integer, String> spelled = new HashMap<>();
    spelled.put((int) '\\', "\\textbackslash{}");
    spelled.put((int) '~', "\\textasciitilde{}");
    spelled.put((int) '^', "\\textasciicircum{}");
    spelled.put((int) '<', "\\textless{}");
    spelled.put((int) '>', "\\textgreater{}");
    spelled.put((int) '|', "\\textbar{}");
    spelled.put((int) '"', "\\textquotedbl{}");
    spelled.put((int) '`', "\\textasciigrave{}");
    "#$%&_{}".chars().forEach(c -> spelled.put(c, "\\" + (char) c));
    // After a row's end LaTeX looks for * and [.
    "*[]".chars().forEach(c -> spelled.put(c, "{" + (char) c + "}"));
    addSymbols(spelled);
    return spelled;
  }

  private static void addSymbols(Map<Integer, String> spelled) {
    spelled.put((int) '²', "\\textsuperscript{2}");
    spelled.put((int) '³', "\\textsuperscript{3}");
    spelled.put((int) '×', "$\\times$");
    spelled.put((int) '−', "$-$");
    spelled.put((int) '±', "$\\pm$");
    spelled.put((int) '≤', "$\\leq$");
    spelled.put((int) '≥', "$\\geq$");
    spelled.put((int) '≠', "$\\neq$");
    spelled.put((int) '≈', "$\\approx$");
    spelled.put((int) '→', "$\\rightarrow$");
    for (Symbol symbol : Symbol.values()) {
      spelled.put(symbol.text().codePointAt(0), symbol.latex());
    }
    String[] names = GREEK.split(" ", -1);
    for (int letter = 0; letter < names.length; letter++) {
      if (!names[letter].equals(".")) {
        spelled.put('α' + letter, "$\\" + names[letter] + "$");
      }
    }
    spelled.put((int) 'Δ', "$\\Delta$");
    spelled.put((int) 'Σ', "$\\Sigma$");
    spelled.put((int) 'Ω', "$\\Omega$");
    spelled.put((int) 'χ', "$\\chi$");
  }

  /** Free text on one line. */
  static String escaped(String text) {
    StringBuilder latex = new StringBuilder();
    int before = 0;
    for (int c : PlainText.oneLine(text).codePoints().toArray()) {
      String spelled = SPELLED.get(c);
      if (spelled != null) {
        latex.append(spelled);
      } else {
        latex.append(isLigature(before, c) ? "{}" : "").appendCodePoint(c);
      }
      before = c;
    }
    return latex.toString();
  }

  /** Two of these in a row would be set as one other character, such as a dash for two hyphens. */
  private static boolean isLigature(int before, int c) {
    return before == c && (c == '-' || c == '\'' || c == ',');
  }
}
