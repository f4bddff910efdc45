package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.panelworks.NearestName;
import org.panelworks.SettingsException;

/**
 * An estimated model, with all that is needed to redo its tests.
 *
 * @param name the model's name
 * @param formula its formula as given
 * @param depvar the response as named in the formula
 * @param observations rows used
 * @param coefficients the terms kept, in the order of the formula
 * @param vcov their covariance, [terms][terms]
 * @param covariance how it was computed
 * @param fixedEffects each with its levels, in the order of the formula
 * @param dropped rows and terms left out
 * @param stats fit and degrees of freedom
 * @param absorption how the fixed effects were solved for
 * @param subsample the part of a split model's sample; empty for a model that is not split
 * @param wildTests wild bootstraps of tests that terms are zero, in the order asked for
 */
public record RegressionResult(
    String name,
    String formula,
    String depvar,
    long observations,
    List<Coefficient> coefficients,
    double[][] vcov,
    CovarianceNote covariance,
    List<FixedEffectLevels> fixedEffects,
    Dropped dropped,
    Stats stats,
    Absorption absorption,
    Optional<Subsample> subsample,
    List<WildTest> wildTests) {

  /**
   * The joint test that terms are zero.
   *
   * @param tested names of coefficients, each once
   * @throws SettingsException for a name that is no coefficient of the model
   */
  public WaldTest wald(List<String> tested) {
    List<String> names = coefficients.stream().map(Coefficient::term).toList();
    List<Integer> places = new ArrayList<>();
    for (String term : tested) {
      int place = names.indexOf(term);
      if (place < 0) {
        boolean left = dropped.collinear().stream().anyMatch(t -> t.term().equals(term));
        throw new SettingsException(
            "model "
                + name
                + ": a Wald test names "
                + term
                + (left
                    ? ", which was left out as collinear"
                    : ", which is no term" + NearestName.hint(term, names)));
      }
      if (places.contains(place)) {
        throw new SettingsException("model " + name + ": a Wald test names " + term + " twice");
      }
      places.add(place);
    }
    double[] estimates = coefficients.stream().mapToDouble(Coefficient::estimate).toArray();
    WaldTest test = WaldTest.of(tested, estimates, vcov, places, stats.dfT());
    return covariance.indefinite()
        ? new WaldTest(test.terms(), test.statistic(), test.df1(), test.df2(), Double.NaN)
        : test;
  }

  /** The same model under another name. */
  public RegressionResult named(String other) {
    return new RegressionResult(
        other,
        formula,
        depvar,
        observations,
        coefficients,
        vcov,
        covariance,
        fixedEffects,
        dropped,
        stats,
        absorption,
        subsample,
        wildTests);
  }

  /**
   * A coefficient.
   *
   * @param term the term's name as {@code fixest} gives it
   * @param estimate in units of the response per unit of the term
   * @param stdError standard error
   * @param statistic estimate / standard error
   * @param pValue two-sided, from t with {@link Stats#dfT} degrees of freedom
   * @param confLow lower end of the interval
   * @param confHigh upper end of the interval
   */
  public record Coefficient(
      String term,
      double estimate,
      double stdError,
      double statistic,
      double pValue,
      double confLow,
      double confHigh) {}

  /**
   * How a covariance was computed.
   *
   * @param type as {@link Vcov#type} has it
   * @param clusters names of the clusterings
   * @param clusterCounts number of clusters, or periods, of each
   * @param lags of periods, for covariances over time
   * @param smallSample whose rule corrected it
   * @param correction the factor on the uncorrected covariance
   * @param repaired whether negative eigenvalues were set to zero
   * @param indefinite whether a negative eigenvalue is left, so that F is not a test
   */
  public record CovarianceNote(
      String type,
      List<String> clusters,
      List<Long> clusterCounts,
      OptionalInt lags,
      SmallSample smallSample,
      double correction,
      boolean repaired,
      boolean indefinite) {}

  /**
   * A fixed effect.
   *
   * @param name as in the formula
   * @param levels levels among the rows used
   * @param redundant of these, and of their slopes, those that cost no degree of freedom under the
   *     covariance's rule
   * @param nested whether it lies within a cluster
   */
  public record FixedEffectLevels(String name, long levels, long redundant, boolean nested) {}

  /**
   * What was left out.
   *
   * @param singletons rows that were alone in a level of a fixed effect
   * @param missing rows with a missing value
   * @param zeroWeight complete rows of weight zero
   * @param missingByColumn missing values per column, grouping and of the weights, those with none
   *     left out
   * @param collinear terms left out, with the reason
   */
  public record Dropped(
      long singletons,
      long missing,
      long zeroWeight,
      Map<String, Long> missingByColumn,
      List<DroppedTerm> collinear) {}

  /**
   * A term left out.
   *
   * @param term its name
   * @param reason why, naming what explains it
   */
  public record DroppedTerm(String term, String reason) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Fit and degrees of freedom; NaN where undefined.
   *
   * @param r2 share of the variance explained, fixed effects included
   * @param adjR2 adjusted for all parameters, fixed effects included
   * @param r2Within share of the variance within fixed effects; NaN without fixed effects
   * @param adjR2Within the same, adjusted
   * @param rmse root mean squared error under the rule's own divisor
   * @param rss residual sum of squares, weighted
   * @param tss total sum of squares, weighted, about the mean where there is a constant
   * @param f Wald statistic of all slopes over their number
   * @param fPValue its p-value from F(dfModel, dfT)
   * @param dfModel slopes tested
   * @param dfResidual rows less all parameters, fixed effects included
   * @param dfT degrees of freedom of t statistics
   */
  public record Stats(
      double r2,
      double adjR2,
      double r2Within,
      double adjR2Within,
      double rmse,
      double rss,
      double tss,
      double f,
      double fPValue,
      int dfModel,
      long dfResidual,
      long dfT) {}
}
