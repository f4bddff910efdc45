package org.panelworks.jobs.panel;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.panelworks.SettingsException;

/**
 * The text of an expression before it is parsed. The parser and the walks over its tree recurse, so
 * what could make them deep is bounded here, by counts that need no grammar: characters,
 * parentheses open at once, and operators. The counts take no notice of quotes, so that no quoting
 * trick can hide anything from them.
 */
final class ExpressionText {
  static final int LONGEST = 20_000;
  static final int DEEPEST = 60;
  static final int MOST_OPERATORS = 300;

  private static final Pattern WORD = Pattern.compile("[A-Za-z]+");
  private static final String OPERATOR_CHARACTERS = "+-*/%<>=!~^&|:.([";
  private static final Set<String> OPERATOR_WORDS =
      Set.of(
          "not",
          "and",
          "or",
          "case",
          "when",
          "is",
          "in",
          "like",
          "ilike",
          "rlike",
          "regexp",
          "div",
          "between",
          "collate",
          "over",
          "escape",
          "exists",
          "select",
          "interval");

  private ExpressionText() {}

  /** Refuses a text that is empty, too long, too deep or has too many operators. */
  static void bound(String text) {
    if (text.isBlank()) {
      throw new SettingsException("an expression must not be empty");
    }
    if (text.length() > LONGEST) {
      throw tooMuch("be at most " + LONGEST + " characters long", text.length());
    }
    int open = 0;
    int deepest = 0;
    int operators = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(' || c == '[') {
        open++;
        deepest = Math.max(deepest, open);
      } else if (c == ')' || c == ']') {
        open = Math.max(0, open - 1);
      }
      if (OPERATOR_CHARACTERS.indexOf(c) >= 0) {
        operators++;
      }
    }
    if (deepest > DEEPEST) {
      throw tooMuch("nest at most " + DEEPEST + " parentheses", deepest);
    }
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      if (OPERATOR_WORDS.contains(words.group().toLowerCase(Locale.ROOT))) {
        operators++;
      }
    }
    if (operators > MOST_OPERATORS) {
      throw tooMuch("have at most " + MOST_OPERATORS + " operators", operators);
    }
  }

  private static SettingsException tooMuch(String rule, int got) {
    return new SettingsException("an expression must " + rule + ", got " + got);
  }

  /**
   * Puts backquotes around names that hold letters outside ASCII, such as Chinese column names,
   * which the grammar knows only in backquotes.
   */
  static String quoteNames(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 16);
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"' || c == '`') {
        int end = endOfQuote(text, i);
        quoted.append(text, i, end);
        i = end;
      } else if (partOfName(text.codePointAt(i))) {
        int end = endOfName(text, i);
        String name = text.substring(i, end);
        boolean ascii = name.chars().allMatch(letter -> letter < 128);
        quoted.append(ascii ? name : "`" + name + "`");
        i = end;
      } else {
        quoted.append(c);
        i++;
      }
    }
    return quoted.toString();
  }

  private static boolean partOfName(int codePoint) {
    return codePoint == '_' || Character.isLetterOrDigit(codePoint);
  }

  private static int endOfName(String text, int start) {
    int i = start;
    while (i < text.length() && partOfName(text.codePointAt(i))) {
      i += Character.charCount(text.codePointAt(i));
    }
    return i;
  }

  private static int endOfQuote(String text, int start) {
    char quote = text.charAt(start);
    int i = start + 1;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\\' && quote != '`') {
        i++;
      } else if (c == quote) {
        return i + 1;
      }
      i++;
    }
    return text.length();
  }
}
