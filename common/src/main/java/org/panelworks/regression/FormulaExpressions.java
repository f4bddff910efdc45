package org.panelworks.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.panelworks.regression.FormulaTokens.Kind;
import org.panelworks.regression.FormulaTokens.Token;
import org.panelworks.regression.NumericExpression.Function;
import org.panelworks.regression.NumericExpression.Operator;

/** Reads the numeric expressions of a formula, with R's precedence. */
final class FormulaExpressions {
  private static final int MAX_STEPS = 100_000;
  private static final int MAX_LAGS = 100;

  private final FormulaCursor cursor;

  FormulaExpressions(FormulaCursor cursor) {
    this.cursor = cursor;
  }

  /** A sum: the whole of a response or of a function's argument. */
  NumericExpression expression() {
    NumericExpression sum = product();
    while (cursor.at("+") || cursor.at("-")) {
      Operator operator = cursor.take().is("+") ? Operator.ADD : Operator.SUBTRACT;
      cursor.countOperation();
      sum = new NumericExpression.Arithmetic(operator, sum, product());
    }
    return sum;
  }

  private NumericExpression product() {
    NumericExpression product = signed();
    while (cursor.at("*") || cursor.at("/")) {
      Operator operator = cursor.take().is("*") ? Operator.MULTIPLY : Operator.DIVIDE;
      cursor.countOperation();
      product = new NumericExpression.Arithmetic(operator, product, signed());
    }
    return product;
  }

  private NumericExpression signed() {
    cursor.enter();
    NumericExpression value;
    if (cursor.takeIf("-")) {
      value = new NumericExpression.Negative(signed());
    } else if (cursor.takeIf("+")) {
      value = signed();
    } else {
      value = power();
    }
    cursor.leave();
    return value;
  }

  private NumericExpression power() {
    NumericExpression base = primary();
    if (cursor.takeIf("^")) {
      cursor.countOperation();
      return new NumericExpression.Arithmetic(Operator.POWER, base, signed());
    }
    return base;
  }

  private NumericExpression primary() {
    Token token = cursor.peek();
    if (token.kind() == Kind.NUMBER) {
      return new NumericExpression.Constant(Double.parseDouble(cursor.take().text()));
    }
    if (cursor.takeIf("(")) {
      NumericExpression inside = expression();
      cursor.expect(")", "to close the parenthesis");
      return new NumericExpression.Grouped("(", inside);
    }
    if (cursor.atCall()) {
      List<NumericExpression> values = call();
      if (values.size() != 1) {
        throw cursor.refusal(
            token, "several lags cannot stand inside an expression: write them as terms");
      }
      return values.get(0);
    }
    return new NumericExpression.Column(cursor.column("a column, a number or a function"));
  }

  /** A function of numbers; several expressions where it is several lags. */
  List<NumericExpression> call() {
    Token name = cursor.peek();
    return switch (name.text()) {
      case "l", "f", "d" -> lags();
      case "I" -> List.of(new NumericExpression.Grouped("I(", argument()));
      case "i", "factor" ->
          throw cursor.refusal(
              name, name.text() + "() is a term of its own and cannot stand inside an expression");
      default -> List.of(new NumericExpression.Call(function(name), argument()));
    };
  }

  private Function function(Token name) {
    for (Function function : Function.values()) {
      if (function.spelling().equals(name.text())) {
        return function;
      }
    }
    throw cursor.refusal(name, unavailable(name.text()));
  }

  private static String unavailable(String name) {
    String advice =
        switch (name) {
          case "sw", "sw0", "csw", "csw0", "mvsw", "stepwise" -> "write one model per formula";
          case "c" -> "one formula has one response, and regressors are joined by +";
          case "as.factor", "C" -> "write factor(x)";
          case "ln" -> "write log(x), the natural logarithm";
          default -> {
            List<String> names = new ArrayList<>();
            for (Function function : Function.values()) {
              names.add(function.spelling() + "()");
            }
            yield "the functions are "
                + String.join(", ", names)
                + ", I(), l(), f(), d(), i() and factor(); a column derived beforehand serves too";
          }
        };
    return name + "() is not available: " + advice;
  }

  private NumericExpression argument() {
    Token name = cursor.take();
    cursor.take();
    NumericExpression argument = expression();
    if (cursor.at(",")) {
      throw cursor.refusal(cursor.peek(), name.text() + "() takes one argument");
    }
    cursor.expect(")", "to close " + name.text() + "(");
    return argument;
  }

  private List<NumericExpression> lags() {
    Token name = cursor.take();
    cursor.take();
    NumericExpression operand = expression();
    List<Integer> steps = cursor.takeIf(",") ? steps(name.text()) : List.of(1);
    cursor.expect(")", "to close " + name.text() + "(");
    List<NumericExpression> lags = new ArrayList<>();
    for (int step : steps) {
      lags.add(shifted(name, operand, step));
    }
    return List.copyOf(lags);
  }

  private NumericExpression shifted(Token name, NumericExpression operand, int step) {
    if (name.text().equals("d")) {
      if (step < 1) {
        throw cursor.refusal(name, "d() takes a lag of at least 1, got " + step);
      }
      return new NumericExpression.Difference(operand, step);
    }
    if (step == 0) {
      return operand;
    }
    return new NumericExpression.Lag(operand, name.text().equals("l") ? step : -step);
  }

  /** {@code 2}, {@code 1:3} or {@code c(1, 3:4)}. */
  private List<Integer> steps(String function) {
    List<Integer> steps = new ArrayList<>();
    if (cursor.atCall() && cursor.peek().text().equals("c")) {
      cursor.take();
      cursor.take();
      do {
        addRange(function, steps);
      } while (cursor.takeIf(","));
      cursor.expect(")", "to close c(");
    } else {
      addRange(function, steps);
    }
    return steps;
  }

  private void addRange(String function, List<Integer> into) {
    Token start = cursor.peek();
    int from = wholeNumber(function);
    int to = cursor.takeIf(":") ? wholeNumber(function) : from;
    int direction = from <= to ? 1 : -1;
    if (Math.abs(to - from) + 1 + into.size() > MAX_LAGS) {
      throw cursor.refusal(start, function + "() takes at most " + MAX_LAGS + " lags at once");
    }
    for (int step = from; step != to + direction; step += direction) {
      if (!into.contains(step)) {
        into.add(step);
      }
    }
  }

  private int wholeNumber(String function) {
    boolean negative = cursor.takeIf("-");
    Token token = cursor.peek();
    double value = token.kind() == Kind.NUMBER ? Double.parseDouble(token.text()) : Double.NaN;
    if (!(value == Math.rint(value) && value <= MAX_STEPS)) {
      throw cursor.refusal(
          token,
          String.format(
              Locale.ROOT,
              "%s() takes whole numbers of steps up to %,d, such as 1 or 1:3, found %s",
              function,
              MAX_STEPS,
              token.found()));
    }
    cursor.take();
    return negative ? -(int) value : (int) value;
  }
}
