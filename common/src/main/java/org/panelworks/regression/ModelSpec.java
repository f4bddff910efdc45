package org.panelworks.regression;

import java.io.Serializable;
import java.util.List;
import org.panelworks.SettingsException;

/**
 * One model: a column of a table.
 *
 * @param name as it stands over the column
 * @param formula in the notation of {@code fixest}
 * @param predicate a numeric column of the panel that is 1 where the model wants the row; empty for
 *     all rows
 * @param weights a numeric column of analytic weights; empty for equal weights
 * @param vcov the covariance
 * @param smallSample whose small-sample rules are followed
 * @param singletons what becomes of singletons
 * @param confidenceLevel of the intervals, in (0, 1)
 * @param split the column for each of whose values the model is estimated
 * @param wildBootstraps of tests that terms are zero
 */
public record ModelSpec(
    String name,
    Formula formula,
    String predicate,
    String weights,
    Vcov vcov,
    SmallSample smallSample,
    Singletons singletons,
    double confidenceLevel,
    Split split,
    List<WildBootstrap> wildBootstraps)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public ModelSpec {
    wildBootstraps = List.copyOf(wildBootstraps);
    for (WildBootstrap bootstrap : wildBootstraps) {
      if (bootstrap.clustering(vcov).isEmpty()) {
        throw new SettingsException(
            "model "
                + name
                + ": the wild bootstrap of "
                + String.join(", ", bootstrap.terms())
                + " must name its cluster, as the model is not clustered in one way");
      }
    }
    if (!(confidenceLevel > 0 && confidenceLevel < 1)) {
      throw new SettingsException("confidence-level must lie in (0, 1), got " + confidenceLevel);
    }
    if (vcov instanceof Vcov.Robust robust
        && robust.hc() != Vcov.Hc.HC1
        && !formula.fixedEffects().isEmpty()) {
      throw new SettingsException(
          "model "
              + name
              + ": "
              + vcov.type()
              + " is available without fixed effects only: "
              + formula.text());
    }
    if (formula.instruments().isPresent()) {
      throw new SettingsException(
          "model " + name + ": instruments are not available: " + formula.text());
    }
  }

  /** A model that is not split. */
  public ModelSpec(
      String name,
      Formula formula,
      String predicate,
      String weights,
      Vcov vcov,
      SmallSample smallSample,
      Singletons singletons,
      double confidenceLevel) {
    this(
        name,
        formula,
        predicate,
        weights,
        vcov,
        smallSample,
        singletons,
        confidenceLevel,
        Split.NONE,
        List.of());
  }

  /** A model by {@code reghdfe}'s rules, on every row, unweighted, with 95 % intervals. */
  public static ModelSpec of(String name, Formula formula, Vcov vcov) {
    return new ModelSpec(name, formula, "", "", vcov, SmallSample.REGHDFE, Singletons.DROP, 0.95);
  }

  /** The same model under another name. */
  public ModelSpec named(String other) {
    return copy(other, vcov, smallSample, singletons, split, wildBootstraps);
  }

  /** The same model under another rule, with that rule's default for singletons. */
  public ModelSpec with(SmallSample rule) {
    return copy(name, vcov, rule, rule.defaultSingletons(), split, wildBootstraps);
  }

  /** The same model for each value of a column. */
  public ModelSpec with(Split other) {
    return copy(name, vcov, smallSample, singletons, other, wildBootstraps);
  }

  /** The same model with other wild bootstraps. */
  public ModelSpec with(List<WildBootstrap> others) {
    return copy(name, vcov, smallSample, singletons, split, others);
  }

  /** The same model with another covariance and without wild bootstraps. */
  ModelSpec with(Vcov other) {
    return copy(name, other, smallSample, singletons, split, List.of());
  }

  private ModelSpec copy(
      String otherName,
      Vcov otherVcov,
      SmallSample rule,
      Singletons otherSingletons,
      Split otherSplit,
      List<WildBootstrap> others) {
    return new ModelSpec(
        otherName,
        formula,
        predicate,
        weights,
        otherVcov,
        rule,
        otherSingletons,
        confidenceLevel,
        otherSplit,
        others);
  }
}
