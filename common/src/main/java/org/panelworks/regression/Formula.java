package org.panelworks.regression;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.panelworks.SettingsException;

/**
 * A model's formula, {@code y ~ x + l(x, 1) + x:z + i(year, ref = 1977) | fe1 + fe2^fe3 | endog ~
 * z1 + z2}, in the language of R's model formulas and of fixest (Bergé, 2018).
 *
 * <p>Terms follow R: {@code a * b} is {@code a + b + a:b}, {@code (a + b)^2} and {@code (a + b):c}
 * expand, {@code - x} removes, main effects come before interactions and otherwise the order of
 * writing holds, and the factors of an interaction stand in the order in which the formula first
 * names them. {@code -1} or {@code 0} removes the intercept. Arithmetic is arithmetic only inside a
 * function, {@code I(x^2)}, and in the response. {@code l(x, 1:3)} is three lags, {@code l(x, 0)}
 * is x, {@code d(x)} is {@code d(x, 1)}. Names that are not plain names stand in backticks.
 */
public final class Formula implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String text;
  private final NumericExpression response;
  private final List<Term> terms;
  private final boolean interceptWritten;
  private final List<FixedEffect> fixedEffects;
  private final @Nullable Instruments instruments;

  Formula(
      String text,
      NumericExpression response,
      List<Term> terms,
      boolean interceptWritten,
      List<FixedEffect> fixedEffects,
      @Nullable Instruments instruments) {
    this.text = text;
    this.response = response;
    this.terms = List.copyOf(terms);
    this.interceptWritten = interceptWritten;
    this.fixedEffects = List.copyOf(fixedEffects);
    this.instruments = instruments;
  }

  /**
   * Reads a formula.
   *
   * @throws SettingsException if it cannot be read or asks for what is not available; the message
   *     names the character
   */
  public static Formula parse(String text) {
    return new FormulaParser(text).formula();
  }

  /** The formula as written. */
  public String text() {
    return text;
  }

  public NumericExpression response() {
    return response;
  }

  /** The exogenous regressors' terms in R's order, without the intercept. */
  public List<Term> terms() {
    return terms;
  }

  /** Whether the model has an intercept of its own: not removed, not absorbed. */
  public boolean intercept() {
    return interceptWritten && !absorbsConstant();
  }

  /** Whether an intercept or a fixed effect spans the constant, so that factors lose a level. */
  boolean spansConstant() {
    return interceptWritten || absorbsConstant();
  }

  private boolean absorbsConstant() {
    return fixedEffects.stream().anyMatch(effect -> !effect.slopesOnly());
  }

  /** The fixed effects, distinct, in the order of writing. */
  public List<FixedEffect> fixedEffects() {
    return fixedEffects;
  }

  public Optional<Instruments> instruments() {
    return Optional.ofNullable(instruments);
  }

  /** The distinct numeric expressions: response, regressors, endogenous, instruments, slopes. */
  public Set<NumericExpression> expressions() {
    Set<NumericExpression> expressions = new LinkedHashSet<>();
    expressions.add(response);
    factors().forEach(factor -> expressions.addAll(factor.expressions()));
    fixedEffects.forEach(effect -> expressions.addAll(effect.slopes()));
    return expressions;
  }

  /** The columns read as numbers. */
  public Set<String> numericColumns() {
    Set<String> columns = new LinkedHashSet<>();
    expressions().forEach(expression -> expression.collectColumns(columns));
    return columns;
  }

  /** The columns read as categories: those of {@code i()}, {@code factor()} and fixed effects. */
  public Set<String> categoryColumns() {
    Set<String> columns = new LinkedHashSet<>();
    levelGroups().forEach(columns::addAll);
    fixedEffects.forEach(effect -> columns.addAll(effect.columns()));
    return columns;
  }

  /** What {@link Levels} must hold for the formula's {@link Design}; fixed effects need none. */
  public Set<List<String>> levelGroups() {
    Set<List<String>> groups = new LinkedHashSet<>();
    factors().forEach(factor -> groups.addAll(factor.levelGroups()));
    return groups;
  }

  /** Whether a lag, lead or difference is in it, so that the panel needs a unit and a time. */
  public boolean usesTime() {
    return expressions().stream().anyMatch(NumericExpression::usesTime);
  }

  private List<TermFactor> factors() {
    Set<Term> all = new LinkedHashSet<>(terms);
    if (instruments != null) {
      all.addAll(instruments.endogenous());
      all.addAll(instruments.instruments());
    }
    return all.stream().flatMap(term -> term.factors().stream()).distinct().toList();
  }

  @Override
  public String toString() {
    return text;
  }
}
