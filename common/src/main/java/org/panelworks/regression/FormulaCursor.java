package org.panelworks.regression;

import java.util.List;
import org.panelworks.SettingsException;
import org.panelworks.regression.FormulaTokens.Kind;
import org.panelworks.regression.FormulaTokens.Token;

/** Walks over a formula's tokens, bounds its depth and size, and words the refusals. */
final class FormulaCursor {
  private static final int MAX_LENGTH = 100_000;
  private static final int MAX_DEPTH = 50;
  private static final int MAX_OPERATIONS = 500;
  private static final int SHOWN = 160;

  private final String formula;
  private final List<Token> tokens;
  private int next;
  private int depth;
  private int operations;

  FormulaCursor(String formula) {
    this.formula = formula;
    if (formula.length() > MAX_LENGTH) {
      throw refusal(formula, MAX_LENGTH, "a formula has at most " + MAX_LENGTH + " characters");
    }
    this.tokens = FormulaTokens.of(formula);
  }

  String formula() {
    return formula;
  }

  Token peek() {
    return tokens.get(next);
  }

  Token peekAfter() {
    return tokens.get(Math.min(next + 1, tokens.size() - 1));
  }

  boolean at(String symbol) {
    return peek().is(symbol);
  }

  /** Whether a function's name stands here, followed by its parenthesis. */
  boolean atCall() {
    return peek().kind() == Kind.NAME && peekAfter().is("(");
  }

  Token take() {
    Token token = peek();
    next = Math.min(next + 1, tokens.size() - 1);
    return token;
  }

  boolean takeIf(String symbol) {
    if (at(symbol)) {
      take();
      return true;
    }
    return false;
  }

  void expect(String symbol, String where) {
    if (!takeIf(symbol)) {
      throw refusal(peek(), "\"" + symbol + "\" is expected " + where + ", found " + found());
    }
  }

  String found() {
    return peek().found();
  }

  /** Whether a tilde comes before the next bar. */
  boolean tildeAhead() {
    for (int i = next; i < tokens.size() && !tokens.get(i).is("|"); i++) {
      if (tokens.get(i).is("~")) {
        return true;
      }
    }
    return false;
  }

  void enter() {
    if (++depth > MAX_DEPTH) {
      throw refusal(peek(), "parentheses may be nested " + MAX_DEPTH + " deep, not deeper");
    }
  }

  void leave() {
    depth--;
  }

  void countOperation() {
    if (++operations > MAX_OPERATIONS) {
      throw refusal(
          peek(), "a formula may have " + MAX_OPERATIONS + " arithmetic operations, not more");
    }
  }

  /** The column that a plain or quoted name names. */
  String column(String what) {
    Token token = peek();
    boolean plain = token.kind() == Kind.NAME && !peekAfter().is("(");
    if (!plain && token.kind() != Kind.QUOTED_NAME) {
      throw refusal(token, what + " is expected, found " + token.found());
    }
    if (token.kind() == Kind.NAME && token.text().equals(".")) {
      throw refusal(token, "\".\" for all columns is not available: name the columns");
    }
    return take().text();
  }

  SettingsException refusal(Token where, String message) {
    return refusal(formula, where.position(), message);
  }

  static SettingsException refusal(String formula, int position, String message) {
    int end =
        formula.offsetByCodePoints(0, Math.min(SHOWN, formula.codePointCount(0, formula.length())));
    String shown = end < formula.length() ? formula.substring(0, end) + "…" : formula;
    return new SettingsException(
        "formula \""
            + shown.replaceAll("\\p{Cntrl}", " ")
            + "\", character "
            + position
            + ": "
            + message);
  }
}
