package org.panelworks.topsis;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.panelworks.SettingsException;

/**
 * Choices of an evaluation.
 *
 * @param indicators at least one, each column once; all or none with a criterion
 * @param scope rows over which scaling, entropy and ideals are computed
 * @param normalisation of the weighted matrix
 * @param shift added to r in the entropy and, with {@link Normalisation#MIN_MAX}, in V; 0 or more
 * @param missing what becomes of missing cells
 * @param weighting where weights come from
 * @param method what the score is
 * @param distinguishing the distinguishing coefficient ρ of grey relational grades, in (0, 1]
 */
public record TopsisOptions(
    List<Indicator> indicators,
    Scope scope,
    Normalisation normalisation,
    double shift,
    MissingRule missing,
    Weighting weighting,
    ScoreMethod method,
    double distinguishing)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public TopsisOptions {
    indicators = List.copyOf(indicators);
    requireIndicators(indicators);
    if (!(shift >= 0 && shift < Double.POSITIVE_INFINITY)) {
      throw new SettingsException("shift must be 0 or more, got " + shift);
    }
    if (!(distinguishing > 0 && distinguishing <= 1)) {
      throw new SettingsException(
          "distinguishing-coefficient must lie in (0, 1], got " + distinguishing);
    }
    if (weighting == Weighting.USER) {
      requireWeights(indicators);
    }
  }

  private static void requireIndicators(List<Indicator> indicators) {
    if (indicators.isEmpty()) {
      throw new SettingsException("indicators must name at least one");
    }
    Set<String> seen = new HashSet<>();
    for (Indicator indicator : indicators) {
      if (!seen.add(indicator.column())) {
        throw new SettingsException(
            "indicators must name each column once, got `" + indicator.column() + "` twice");
      }
    }
    long without = indicators.stream().filter(one -> one.criterion().isEmpty()).count();
    if (without > 0 && without < indicators.size()) {
      throw new SettingsException(
          "indicators must all have a criterion, or none; `"
              + first(indicators, true).column()
              + "` has none and `"
              + first(indicators, false).column()
              + "` has one");
    }
  }

  private static Indicator first(List<Indicator> indicators, boolean without) {
    return indicators.stream()
        .filter(one -> one.criterion().isEmpty() == without)
        .findFirst()
        .orElseThrow();
  }

  private static void requireWeights(List<Indicator> indicators) {
    double sum = 0;
    for (Indicator indicator : indicators) {
      if (indicator.givenWeight().isEmpty()) {
        throw new SettingsException(
            "weights = user needs a weight for each indicator, `"
                + indicator.column()
                + "` has none");
      }
      sum += indicator.weight();
    }
    if (!(sum > 0)) {
      throw new SettingsException("weights = user needs a weight above 0, all are 0");
    }
  }

  /** The usual evaluation of indicators: entropy weights, TOPSIS over all rows, min-max. */
  public static TopsisOptions of(List<Indicator> indicators) {
    return new TopsisOptions(
        indicators,
        Scope.POOLED,
        Normalisation.MIN_MAX,
        0,
        MissingRule.REFUSE,
        Weighting.ENTROPY,
        ScoreMethod.ENTROPY_TOPSIS,
        0.5);
  }

  /** The columns of the indicators, in order. */
  public List<String> columns() {
    return indicators.stream().map(Indicator::column).toList();
  }

  /** The criteria in the order of their first indicator; empty where there are none. */
  public List<String> criteria() {
    return indicators.stream()
        .map(Indicator::criterion)
        .filter(criterion -> !criterion.isEmpty())
        .distinct()
        .toList();
  }

  /** The number of each indicator's criterion, [indicators]; −1 where there are none. */
  int[] criterionOf() {
    List<String> criteria = criteria();
    return indicators.stream().mapToInt(one -> criteria.indexOf(one.criterion())).toArray();
  }

  public TopsisOptions withScope(Scope other) {
    return new TopsisOptions(
        indicators, other, normalisation, shift, missing, weighting, method, distinguishing);
  }

  public TopsisOptions withNormalisation(Normalisation other) {
    return new TopsisOptions(
        indicators, scope, other, shift, missing, weighting, method, distinguishing);
  }

  public TopsisOptions withShift(double other) {
    return new TopsisOptions(
        indicators, scope, normalisation, other, missing, weighting, method, distinguishing);
  }

  public TopsisOptions withMissing(MissingRule other) {
    return new TopsisOptions(
        indicators, scope, normalisation, shift, other, weighting, method, distinguishing);
  }

  public TopsisOptions withWeighting(Weighting other) {
    return new TopsisOptions(
        indicators, scope, normalisation, shift, missing, other, method, distinguishing);
  }

  public TopsisOptions withMethod(ScoreMethod other) {
    return new TopsisOptions(
        indicators, scope, normalisation, shift, missing, weighting, other, distinguishing);
  }

  /** The same without one indicator. */
  public TopsisOptions without(int indicator) {
    List<Indicator> others = new ArrayList<>(indicators);
    others.remove(indicator);
    return new TopsisOptions(
        others, scope, normalisation, shift, missing, weighting, method, distinguishing);
  }
}
