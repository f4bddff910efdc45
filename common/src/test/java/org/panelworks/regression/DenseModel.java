package org.panelworks.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A model as the dense reference takes it: plain names, no formula.
 *
 * @param predicate a column that is 1 where the row is wanted, empty for all
 * @param weights a column, empty for none
 * @param cluster the ways, empty for {@code iid} or, where {@code robust}, HC1
 */
record DenseModel(
    String response,
    List<String> regressors,
    boolean intercept,
    List<Effect> effects,
    String predicate,
    String weights,
    boolean robust,
    List<List<String>> cluster,
    SmallSample rule,
    Singletons singletons) {

  /** A fixed effect. */
  record Effect(List<String> columns, List<String> slopes, boolean constant) {
    static Effect of(String... columns) {
      return new Effect(List.of(columns), List.of(), true);
    }

    String text() {
      String by = String.join(", ", slopes);
      String levels = String.join("^", columns);
      if (slopes.isEmpty()) {
        return levels;
      }
      return constant ? levels + "[" + by + "]" : levels + "[[" + by + "]]";
    }
  }

  static DenseModel of(String response, List<String> regressors, Effect... effects) {
    return new DenseModel(
        response,
        regressors,
        true,
        List.of(effects),
        "",
        "",
        false,
        List.of(),
        SmallSample.REGHDFE,
        Singletons.DROP);
  }

  DenseModel robustly() {
    return new DenseModel(
        response,
        regressors,
        intercept,
        effects,
        predicate,
        weights,
        true,
        List.of(),
        rule,
        singletons);
  }

  @SafeVarargs
  final DenseModel clustered(List<String>... ways) {
    return new DenseModel(
        response,
        regressors,
        intercept,
        effects,
        predicate,
        weights,
        false,
        List.of(ways),
        rule,
        singletons);
  }

  DenseModel weightedBy(String column) {
    return new DenseModel(
        response,
        regressors,
        intercept,
        effects,
        predicate,
        column,
        robust,
        cluster,
        rule,
        singletons);
  }

  DenseModel where(String column) {
    return new DenseModel(
        response,
        regressors,
        intercept,
        effects,
        column,
        weights,
        robust,
        cluster,
        rule,
        singletons);
  }

  DenseModel without(Effect... replacement) {
    return new DenseModel(
        response,
        regressors,
        false,
        List.of(replacement),
        predicate,
        weights,
        robust,
        cluster,
        rule,
        singletons);
  }

  DenseModel under(SmallSample newRule, Singletons kept) {
    return new DenseModel(
        response,
        regressors,
        intercept,
        effects,
        predicate,
        weights,
        robust,
        cluster,
        newRule,
        kept);
  }

  /** Whether the constant lies in the span of the model. */
  boolean spansConstant() {
    return intercept || effects.stream().anyMatch(Effect::constant);
  }

  /** Whether the constant is a coefficient. */
  boolean estimatesConstant() {
    return intercept && effects.stream().noneMatch(Effect::constant);
  }

  String formula() {
    List<String> terms = new ArrayList<>(regressors);
    if (!intercept) {
      terms.add(0, "0");
    } else if (terms.isEmpty()) {
      terms.add("1");
    }
    String text = response + " ~ " + String.join(" + ", terms);
    if (effects.isEmpty()) {
      return text;
    }
    return text + " | " + effects.stream().map(Effect::text).collect(Collectors.joining(" + "));
  }

  ModelSpec spec() {
    Vcov vcov = robust ? new Vcov.Robust() : new Vcov.Iid();
    if (!cluster.isEmpty()) {
      vcov = new Vcov.Cluster(cluster.stream().map(Dimension::new).toList());
    }
    return new ModelSpec(
        toString(), Formula.parse(formula()), predicate, weights, vcov, rule, singletons, 0.95);
  }

  @Override
  public String toString() {
    String errors = cluster.isEmpty() ? (robust ? "robust" : "iid") : cluster.toString();
    return String.join(
        " / ", formula(), errors, "if " + predicate, "w " + weights, rule + " " + singletons);
  }
}
