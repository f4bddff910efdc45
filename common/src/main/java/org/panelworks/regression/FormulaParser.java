package org.panelworks.regression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.panelworks.regression.FormulaTokens.Kind;
import org.panelworks.regression.FormulaTokens.Token;

/** Reads a whole formula: response, regressors, fixed effects, instruments. */
final class FormulaParser {
  private final FormulaCursor cursor;
  private final FormulaExpressions expressions;
  private final FormulaTerms terms;

  FormulaParser(String text) {
    this.cursor = new FormulaCursor(text.strip());
    this.expressions = new FormulaExpressions(cursor);
    this.terms = new FormulaTerms(cursor, expressions);
  }

  Formula formula() {
    if (cursor.at("~")) {
      throw cursor.refusal(cursor.peek(), "a response is expected before ~");
    }
    NumericExpression response = expressions.expression();
    terms.name(response);
    cursor.expect("~", "after the response");
    FormulaTerms.Sum regressors = terms.sum();
    List<FixedEffect> fixedEffects = List.of();
    Instruments instruments = null;
    if (cursor.takeIf("|")) {
      if (cursor.tildeAhead()) {
        instruments = instruments(regressors.terms());
      } else {
        fixedEffects = fixedEffects();
        instruments = cursor.takeIf("|") ? instruments(regressors.terms()) : null;
      }
    }
    refuseRest();
    Formula formula =
        new Formula(
            cursor.formula(),
            response,
            regressors.terms(),
            regressors.intercept(),
            fixedEffects,
            instruments);
    refuseEmpty(formula, instruments);
    return formula;
  }

  private void refuseRest() {
    if (cursor.peek().kind() != Kind.END) {
      String message =
          cursor.at("~") ? "one ~ too many" : "an operator is expected, found " + cursor.found();
      throw cursor.refusal(cursor.peek(), message);
    }
  }

  private void refuseEmpty(Formula formula, @Nullable Instruments instruments) {
    if (formula.terms().isEmpty()
        && !formula.spansConstant()
        && formula.fixedEffects().isEmpty()
        && instruments == null) {
      throw cursor.refusal(cursor.peek(), "the formula has nothing to estimate");
    }
  }

  private List<FixedEffect> fixedEffects() {
    Token first = cursor.peek();
    if (first.kind() == Kind.NUMBER && first.text().equals("0")) {
      cursor.take();
      return List.of();
    }
    Map<String, FixedEffect> effects = new LinkedHashMap<>();
    do {
      FixedEffect effect = fixedEffect();
      effects.putIfAbsent(effect.name(), effect);
    } while (cursor.takeIf("+"));
    return List.copyOf(effects.values());
  }

  private FixedEffect fixedEffect() {
    if (cursor.atCall()) {
      throw cursor.refusal(
          cursor.peek(),
          cursor.peek().text()
              + "() cannot stand among the fixed effects: name columns, joined by + or combined"
              + " by ^");
    }
    List<String> columns = new ArrayList<>();
    do {
      columns.add(cursor.column("the column of a fixed effect"));
    } while (cursor.takeIf("^"));
    if (!cursor.takeIf("[")) {
      return new FixedEffect(columns, List.of(), false);
    }
    boolean slopesOnly = cursor.takeIf("[");
    List<NumericExpression> slopes = new ArrayList<>();
    do {
      slopes.add(expressions.expression());
    } while (cursor.takeIf(","));
    cursor.expect("]", "to close the slopes");
    if (slopesOnly) {
      cursor.expect("]", "to close the slopes");
    }
    return new FixedEffect(columns, slopes, slopesOnly);
  }

  private Instruments instruments(List<Term> exogenous) {
    Token start = cursor.peek();
    List<Term> endogenous = plainSum("the endogenous regressors");
    cursor.expect("~", "between the endogenous regressors and their instruments");
    List<Term> instruments = plainSum("the instruments");
    refuseShared(start, "endogenous regressor", endogenous, exogenous);
    refuseShared(start, "instrument", instruments, exogenous);
    refuseShared(start, "instrument", instruments, endogenous);
    if (instruments.size() < endogenous.size() && instruments.stream().allMatch(Term::isNumeric)) {
      throw cursor.refusal(
          start,
          "there must be as many instruments as endogenous regressors: "
              + instruments.size()
              + " for "
              + endogenous.size());
    }
    return new Instruments(endogenous, instruments);
  }

  private List<Term> plainSum(String what) {
    Token start = cursor.peek();
    FormulaTerms.Sum sum = terms.sum();
    if (sum.interceptNamed()) {
      throw cursor.refusal(
          start, "0 and 1, the intercept, belong before the first |, not among " + what);
    }
    if (sum.terms().isEmpty()) {
      throw cursor.refusal(start, what + " are expected");
    }
    return sum.terms();
  }

  private void refuseShared(Token where, String what, List<Term> terms, List<Term> others) {
    for (Term term : terms) {
      if (others.contains(term)) {
        throw cursor.refusal(
            where, "the " + what + " " + term.name() + " stands in another part too");
      }
    }
  }
}
