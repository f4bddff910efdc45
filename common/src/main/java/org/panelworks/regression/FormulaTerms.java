package org.panelworks.regression;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.panelworks.regression.FormulaTokens.Kind;
import org.panelworks.regression.FormulaTokens.Token;

/**
 * Reads sums of terms with R's term algebra. A term is a set of variables; variables are numbered
 * in the order in which the formula first names them.
 */
final class FormulaTerms {
  private static final int MAX_TERMS = 2_000;
  private static final int MAX_POWER = 10;
  private static final int MAX_PRODUCTS = 200_000;

  /**
   * A sum that was read.
   *
   * @param terms in R's order
   * @param intercept whether the sum leaves the intercept in
   * @param interceptNamed whether the sum says 0 or 1
   */
  record Sum(List<Term> terms, boolean intercept, boolean interceptNamed) {}

  private final FormulaCursor cursor;
  private final FormulaExpressions expressions;
  private final FormulaCategories categories;
  private final List<TermFactor> variables = new ArrayList<>();
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private boolean intercept;
  private boolean interceptNamed;
  private int multiplied;

  FormulaTerms(FormulaCursor cursor, FormulaExpressions expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
    this.categories = new FormulaCategories(cursor, expressions);
  }

  /** Gives the response the first number, as R does. */
  void name(NumericExpression response) {
    number(new TermFactor.Numeric(response));
  }

  Sum sum() {
    intercept = true;
    interceptNamed = false;
    Set<BitSet> terms = sum(true);
    List<BitSet> ordered = new ArrayList<>(terms);
    ordered.sort(Comparator.comparingInt(BitSet::cardinality));
    return new Sum(ordered.stream().map(this::term).toList(), intercept, interceptNamed);
  }

  private Set<BitSet> sum(boolean outermost) {
    Set<BitSet> sum = new LinkedHashSet<>();
    boolean adds = !cursor.takeIf("-");
    if (adds) {
      cursor.takeIf("+");
    }
    while (true) {
      if (outermost && atIntercept()) {
        takeIntercept(adds);
      } else if (adds) {
        sum.addAll(crossing());
        bound(sum);
      } else {
        sum.removeAll(crossing());
      }
      if (!cursor.at("+") && !cursor.at("-")) {
        return sum;
      }
      adds = cursor.take().is("+");
    }
  }

  private boolean atIntercept() {
    String text = cursor.peek().text();
    Token after = cursor.peekAfter();
    return cursor.peek().kind() == Kind.NUMBER
        && (text.equals("0") || text.equals("1"))
        && !(after.is(":") || after.is("*") || after.is("^") || after.is("/"));
  }

  private void takeIntercept(boolean adds) {
    interceptNamed = true;
    intercept = cursor.take().text().equals("1") == adds;
  }

  private Set<BitSet> crossing() {
    Set<BitSet> left = interaction();
    while (cursor.at("*") || cursor.at("/")) {
      if (cursor.at("/")) {
        throw cursor.refusal(
            cursor.peek(),
            "\"/\" between terms is not available: write a + a:b, or I(a/b) for a ratio");
      }
      cursor.take();
      Set<BitSet> right = interaction();
      Set<BitSet> crossed = new LinkedHashSet<>(left);
      crossed.addAll(right);
      crossed.addAll(products(left, right));
      left = crossed;
    }
    return left;
  }

  private Set<BitSet> interaction() {
    Set<BitSet> left = powered();
    while (cursor.takeIf(":")) {
      left = products(left, powered());
    }
    return left;
  }

  private Set<BitSet> powered() {
    Set<BitSet> base = atom();
    while (cursor.takeIf("^")) {
      int power = exponent();
      Set<BitSet> result = base;
      for (int i = 1; i < power; i++) {
        Set<BitSet> next = new LinkedHashSet<>(result);
        next.addAll(products(result, base));
        result = next;
      }
      base = result;
    }
    return base;
  }

  private int exponent() {
    Token token = cursor.peek();
    double value = token.kind() == Kind.NUMBER ? Double.parseDouble(token.text()) : Double.NaN;
    if (!(value >= 1 && value <= MAX_POWER && value == Math.rint(value))) {
      throw cursor.refusal(
          token,
          "after ^ between terms a whole number from 1 to "
              + MAX_POWER
              + " is expected, found "
              + token.found()
              + "; write I(x^2) for a square, fe1^fe2 after | for a fixed effect");
    }
    cursor.take();
    return (int) value;
  }

  private Set<BitSet> atom() {
    Token token = cursor.peek();
    if (token.kind() == Kind.NUMBER) {
      throw cursor.refusal(
          token,
          "a number among terms is 0 or 1, standing alone for the intercept; found "
              + token.found());
    }
    if (cursor.at("(")) {
      cursor.enter();
      cursor.take();
      Set<BitSet> inside = sum(false);
      cursor.expect(")", "to close the parenthesis");
      cursor.leave();
      return inside;
    }
    if (cursor.atCall()) {
      return call(token);
    }
    return Set.of(
        number(new TermFactor.Numeric(new NumericExpression.Column(cursor.column("a term")))));
  }

  private Set<BitSet> call(Token name) {
    return switch (name.text()) {
      case "i" -> Set.of(number(categories.categories()));
      case "factor" -> Set.of(number(categories.dummies()));
      default -> {
        Set<BitSet> terms = new LinkedHashSet<>();
        for (NumericExpression expression : expressions.call()) {
          terms.add(number(new TermFactor.Numeric(expression)));
        }
        yield terms;
      }
    };
  }

  private BitSet number(TermFactor variable) {
    int number = numbers.computeIfAbsent(variable.name(), name -> variables.size());
    if (number == variables.size()) {
      variables.add(variable);
    }
    BitSet term = new BitSet();
    term.set(number);
    return term;
  }

  private Set<BitSet> products(Set<BitSet> left, Set<BitSet> right) {
    Set<BitSet> products = new LinkedHashSet<>();
    for (BitSet a : left) {
      // Products that coincide stay few however long they take, so the work has its own bound.
      multiplied += right.size();
      if (multiplied > MAX_PRODUCTS) {
        throw cursor.refusal(cursor.peek(), "the formula multiplies out too many interactions");
      }
      for (BitSet b : right) {
        BitSet product = (BitSet) a.clone();
        product.or(b);
        products.add(product);
      }
      bound(products);
    }
    return products;
  }

  private void bound(Set<BitSet> terms) {
    if (terms.size() > MAX_TERMS) {
      throw cursor.refusal(cursor.peek(), "a formula may have " + MAX_TERMS + " terms, not more");
    }
  }

  private Term term(BitSet bits) {
    return new Term(bits.stream().mapToObj(variables::get).toList());
  }
}
