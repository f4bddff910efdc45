package org.panelworks.regression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.regression.FormulaTokens.Kind;
import org.panelworks.regression.FormulaTokens.Token;
import org.panelworks.regression.TermLevels.Value;

/** Reads {@code i(…)} and {@code factor(…)}. */
final class FormulaCategories {
  private static final int MAX_VALUES = 1_000;
  private static final double MAX_BOUND = 1e9;
  private static final String FIRST = "TRUE";

  private final FormulaCursor cursor;
  private final FormulaExpressions expressions;

  FormulaCategories(FormulaCursor cursor, FormulaExpressions expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
  }

  /** {@code factor(column)}. */
  TermFactor dummies() {
    cursor.take();
    cursor.take();
    String column = cursor.column("the column of factor()");
    cursor.expect(")", "to close factor(");
    return new TermFactor.Dummies(column);
  }

  /** {@code i(column)}, {@code i(column, x)}, {@code i(column, i.other)}, with levels. */
  TermFactor categories() {
    cursor.take();
    cursor.take();
    String column = cursor.column("the column of i()");
    Call call = new Call(column);
    while (cursor.takeIf(",")) {
      call.argument();
    }
    cursor.expect(")", "to close i(");
    return call.factor();
  }

  /** The arguments of one call of {@code i()}. */
  private final class Call {
    private final String column;
    private final List<NumericExpression> numbers = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private final Map<String, List<Value>> levels = new LinkedHashMap<>();
    private final List<Token> secondLevels = new ArrayList<>();
    private int positional;

    Call(String column) {
      this.column = column;
    }

    void argument() {
      Token token = cursor.peek();
      if (token.kind() == Kind.NAME && cursor.peekAfter().is("=")) {
        cursor.take();
        cursor.take();
        named(token);
      } else if (++positional == 1 && !startsLevels(token)) {
        variable(token);
      } else {
        levels(token, levels.containsKey("ref") ? "keep" : "ref");
      }
    }

    private void named(Token name) {
      switch (name.text()) {
        case "ref", "keep", "ref2", "keep2" -> levels(name, name.text());
        case "var" -> variable(name);
        case "bin", "bin2" ->
            throw cursor.refusal(
                name, name.text() + " is not available: derive a column with the bins");
        default ->
            throw cursor.refusal(
                name,
                "i() has no argument " + name.text() + "; it has var, ref, keep, ref2 and keep2");
      }
    }

    private void variable(Token where) {
      if (!numbers.isEmpty() || !others.isEmpty()) {
        throw cursor.refusal(where, "i() takes one second variable");
      }
      Token token = cursor.peek();
      if (token.kind() == Kind.NAME
          && token.text().startsWith("i.")
          && !cursor.peekAfter().is("(")) {
        cursor.take();
        // "i.`a b`" is cut into "i." and the quoted name.
        others.add(
            token.text().length() > 2
                ? token.text().substring(2)
                : cursor.column("the second column of i()"));
      } else {
        numbers.add(expressions.expression());
      }
    }

    private void levels(Token where, String argument) {
      if (argument.endsWith("2")) {
        secondLevels.add(where);
      }
      if (levels.put(argument, values()) != null) {
        throw cursor.refusal(where, "i() is given " + argument + " twice");
      }
    }

    TermFactor factor() {
      TermLevels first = levels("");
      TermLevels second = levels("2");
      if (!others.isEmpty()) {
        return new TermFactor.CategoryPairs(column, first, others.get(0), second);
      }
      if (!secondLevels.isEmpty()) {
        throw cursor.refusal(
            secondLevels.get(0), "ref2 and keep2 need a second category: i(a, i.b, ref2 = …)");
      }
      return numbers.isEmpty()
          ? new TermFactor.Categories(column, first)
          : new TermFactor.CategoriesByNumber(column, first, numbers.get(0));
    }

    private TermLevels levels(String suffix) {
      List<Value> references = levels.getOrDefault("ref" + suffix, List.of());
      boolean first = references.contains(new Value(FIRST, false));
      return new TermLevels(
          first ? List.of() : references, first, levels.getOrDefault("keep" + suffix, List.of()));
    }
  }

  private boolean startsLevels(Token token) {
    return token.kind() == Kind.NUMBER
        || token.kind() == Kind.STRING
        || token.is("-")
        || isLogical(token)
        || (cursor.atCall() && token.text().equals("c"));
  }

  private static boolean isLogical(Token token) {
    return token.kind() == Kind.NAME && token.text().equals(FIRST);
  }

  /** {@code 5}, {@code -1}, {@code "east"}, {@code TRUE}, {@code 3:6} or {@code c(…)} of these. */
  private List<Value> values() {
    List<Value> values = new ArrayList<>();
    if (cursor.atCall() && cursor.peek().text().equals("c")) {
      cursor.take();
      cursor.take();
      do {
        addValues(values);
      } while (cursor.takeIf(","));
      cursor.expect(")", "to close c(");
    } else if (isLogical(cursor.peek())) {
      cursor.take();
      values.add(new Value(FIRST, false));
    } else {
      addValues(values);
    }
    return List.copyOf(values);
  }

  private void addValues(List<Value> values) {
    Token token = cursor.peek();
    if (token.kind() == Kind.STRING) {
      values.add(new Value(cursor.take().text(), true));
    } else {
      double from = level();
      if (cursor.takeIf(":")) {
        addRange(token, from, level(), values);
      } else {
        values.add(new Value(FormulaText.number(from), false));
      }
    }
    if (values.size() > MAX_VALUES) {
      throw cursor.refusal(token, "i() takes at most " + MAX_VALUES + " levels at once");
    }
  }

  private void addRange(Token where, double from, double to, List<Value> values) {
    boolean whole = from == Math.rint(from) && to == Math.rint(to);
    if (!(whole && Math.abs(from) <= MAX_BOUND && Math.abs(to) <= MAX_BOUND)) {
      throw cursor.refusal(
          where, "a range of levels goes between whole numbers, such as 2010:2015");
    }
    if (Math.abs(to - from) >= MAX_VALUES) {
      throw cursor.refusal(where, "i() takes at most " + MAX_VALUES + " levels at once");
    }
    long step = from <= to ? 1 : -1;
    for (long value = (long) from; value != (long) to + step; value += step) {
      values.add(new Value(Long.toString(value), false));
    }
  }

  private double level() {
    boolean negative = cursor.takeIf("-");
    Token token = cursor.peek();
    if (token.kind() != Kind.NUMBER) {
      throw cursor.refusal(
          token, "a level is expected, a number or a text in quotes, found " + token.found());
    }
    double value = Double.parseDouble(cursor.take().text());
    return negative ? -value : value;
  }
}
