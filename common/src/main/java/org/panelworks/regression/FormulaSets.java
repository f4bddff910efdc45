package org.panelworks.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.panelworks.SettingsException;

/**
 * Formulas that stand for several, as {@code fixest} writes them: outcomes {@code c(y1, y2) ~ x},
 * and one stepwise set among the regressors and one among the fixed effects.
 *
 * <ul>
 *   <li>{@code sw(a, b)}: a, then b; {@code sw0} begins with neither;
 *   <li>{@code csw(a, b)}: a, then a + b; {@code csw0} begins with neither;
 *   <li>{@code mvsw(a, b)}: every subset, neither first.
 * </ul>
 *
 * The outcomes vary slowest and the fixed effects fastest.
 */
public final class FormulaSets {
  private static final int MOST = 256;
  private static final Pattern SET =
      Pattern.compile("\\s*(sw|sw0|csw|csw0|mvsw)\\s*\\((.*)\\)\\s*", Pattern.DOTALL);
  private static final Pattern OUTCOMES =
      Pattern.compile("\\s*c\\s*\\((.*)\\)\\s*", Pattern.DOTALL);
  private static final Pattern INSIDE = Pattern.compile("(?<![\\w.`])(sw0?|csw0?|mvsw)\\s*\\(");

  private FormulaSets() {}

  /**
   * The single formulas that a text stands for; itself where it stands for one.
   *
   * @throws SettingsException for a set in a place where none can stand, or too many formulas
   */
  public static List<String> expand(String text) {
    List<String> sides = split(text, "~");
    if (sides.size() < 2 || !(INSIDE.matcher(text).find() || isSeveral(sides.get(0)))) {
      return List.of(text);
    }
    String right = text.substring(sides.get(0).length() + 1);
    List<String> formulas = new ArrayList<>(outcomes(sides.get(0)));
    List<String> parts = split(right, "|");
    for (int p = 0; p < parts.size(); p++) {
      List<String> alternatives = alternatives(parts.get(p), p == 0, text);
      List<String> longer = new ArrayList<>();
      for (String begun : formulas) {
        for (String alternative : alternatives) {
          longer.add(joined(begun, alternative, p));
        }
      }
      formulas = longer;
      if (formulas.size() > MOST) {
        throw new SettingsException(
            "a formula stands for at most " + MOST + " models, and this one for more: " + text);
      }
    }
    return List.copyOf(formulas);
  }

  private static boolean isSeveral(String outcome) {
    return OUTCOMES.matcher(outcome).matches();
  }

  private static String joined(String begun, String part, int place) {
    if (place == 0) {
      return begun + " ~ " + (part.isEmpty() ? "1" : part);
    }
    return part.isEmpty() ? begun : begun + " | " + part;
  }

  private static List<String> outcomes(String left) {
    Matcher several = OUTCOMES.matcher(left);
    return several.matches()
        ? split(several.group(1), ",").stream().map(String::strip).toList()
        : List.of(left.strip());
  }

  /** What a part of the formula becomes in turn. */
  private static List<String> alternatives(String part, boolean regressors, String text) {
    List<String> terms = split(part, regressors ? "+-" : "+");
    int set = -1;
    int at = 0;
    List<String> signs = new ArrayList<>();
    for (int t = 0; t < terms.size(); t++) {
      signs.add(t == 0 ? "+" : part.substring(at - 1, at));
      at += terms.get(t).length() + 1;
      boolean isSet = signs.get(t).equals("+") && SET.matcher(terms.get(t)).matches();
      if ((isSet && set >= 0) || (!isSet && INSIDE.matcher(terms.get(t)).find())) {
        throw new SettingsException(
            "a stepwise set stands once in a part of a formula, as a term of its own: " + text);
      }
      set = isSet ? t : set;
    }
    if (set < 0) {
      return List.of(part.strip());
    }
    List<String> alternatives = new ArrayList<>();
    for (List<String> chosen : steps(terms.get(set), text)) {
      StringBuilder built = new StringBuilder();
      for (int t = 0; t < terms.size(); t++) {
        String term = t == set ? String.join(" + ", chosen) : terms.get(t).strip();
        if (!term.isEmpty()) {
          boolean plus = signs.get(t).equals("+");
          built.append(built.isEmpty() ? (plus ? "" : "-") : plus ? " + " : " - ").append(term);
        }
      }
      alternatives.add(built.toString());
    }
    return alternatives;
  }

  private static List<List<String>> steps(String set, String text) {
    Matcher call = SET.matcher(set);
    if (!call.matches()) {
      throw new IllegalArgumentException(set);
    }
    List<String> members = split(call.group(2), ",").stream().map(String::strip).toList();
    Optional<String> inner = members.stream().filter(m -> INSIDE.matcher(m).find()).findFirst();
    if (members.contains("") || inner.isPresent()) {
      throw new SettingsException("a stepwise set holds terms between its commas: " + text);
    }
    List<List<String>> steps = new ArrayList<>();
    String kind = call.group(1);
    if (kind.equals("mvsw")) {
      return subsets(members, text);
    }
    if (kind.endsWith("0")) {
      steps.add(List.of());
    }
    for (int m = 0; m < members.size(); m++) {
      steps.add(kind.startsWith("c") ? members.subList(0, m + 1) : List.of(members.get(m)));
    }
    return steps;
  }

  /** All subsets, by size and then in the order of the members. */
  private static List<List<String>> subsets(List<String> members, String text) {
    if (1L << Math.min(members.size(), 62) > MOST) {
      throw new SettingsException(
          "mvsw has 2^" + members.size() + " models, more than " + MOST + ": " + text);
    }
    List<List<String>> subsets = new ArrayList<>();
    for (int size = 0; size <= members.size(); size++) {
      choose(members, size, 0, List.of(), subsets);
    }
    return subsets;
  }

  private static void choose(
      List<String> members, int size, int from, List<String> begun, List<List<String>> into) {
    if (begun.size() == size) {
      into.add(begun);
      return;
    }
    for (int m = from; m < members.size(); m++) {
      List<String> longer = new ArrayList<>(begun);
      longer.add(members.get(m));
      choose(members, size, m + 1, longer, into);
    }
  }

  /** Splits at any of some characters outside parentheses, brackets and backticks. */
  private static List<String> split(String text, String separators) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '`') {
        quoted = !quoted;
      } else if (!quoted && (c == '(' || c == '[')) {
        depth++;
      } else if (!quoted && (c == ')' || c == ']')) {
        depth--;
      } else if (!quoted && depth == 0 && separators.indexOf(c) >= 0) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }
}
