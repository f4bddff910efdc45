package org.panelworks.qca;

import java.util.Locale;
import org.panelworks.EstimationException;
import org.panelworks.SettingsException;

/**
 * How far the search for minimum covers may go before it refuses. Both are counts, not times, so
 * that the same chart is refused on every machine.
 *
 * @param models the most minimum covers of one chart, pairs of a complex and a parsimonious model,
 *     and intermediate models of all pairs together
 * @param steps the most times that the search may compare a row with a column
 */
public record CoverLimits(int models, long steps) {
  /**
   * The most remainder rows, each counted as often as it is listed, that the models of a solution
   * may assume: of all parsimonious models, and of all pairs of models.
   */
  static final long MOST_ASSUMPTIONS = 20_000_000L;

  public CoverLimits {
    if (models < 1) {
      throw new SettingsException("max-models must be at least 1, got " + models);
    }
    if (steps < 1) {
      throw new SettingsException("max-steps must be at least 1, got " + steps);
    }
  }

  /** 10,000 models and 8 thousand million steps, about a minute on one core. */
  public static CoverLimits standard() {
    return new CoverLimits(10_000, 8_000_000_000L);
  }

  void checkModels(long found) {
    if (found > models) {
      throw new EstimationException(
          String.format(
              Locale.ROOT,
              "the solution is not determined by these rows: more than %d models fit them equally"
                  + " well; raise frequency-cutoff or name fewer conditions (the limit is"
                  + " max-models)",
              models));
    }
  }

  /** Refuses more assumptions than a result should list. */
  static void checkAssumptions(long listed) {
    if (listed > MOST_ASSUMPTIONS) {
      throw new EstimationException(
          String.format(
              Locale.ROOT,
              "the models that fit these rows equally well have more than %d simplifying"
                  + " assumptions to list; raise frequency-cutoff or consistency-cutoff, or name"
                  + " fewer conditions",
              MOST_ASSUMPTIONS));
    }
  }

  void checkPairs(int complex, int parsimonious) {
    if ((long) complex * parsimonious > models) {
      throw new EstimationException(
          String.format(
              Locale.ROOT,
              "%d complex and %d parsimonious models fit these rows equally well, which makes more"
                  + " than %d pairs with an intermediate solution each; raise frequency-cutoff or"
                  + " name fewer conditions (the limit is max-models)",
              complex,
              parsimonious,
              models));
    }
  }

  void checkIntermediate(long found, int pairs) {
    if (found > models) {
      throw new EstimationException(
          String.format(
              Locale.ROOT,
              "the intermediate solution is not determined by these rows: its %d pairs of a complex"
                  + " and a parsimonious model have more than %d models together; raise"
                  + " frequency-cutoff or name fewer conditions (the limit is max-models)",
              pairs,
              models));
    }
  }

  void checkSteps(long taken) {
    if (taken > steps) {
      throw new EstimationException(
          String.format(
              Locale.ROOT,
              "no smallest solution was proved within %d steps of the search for minimum covers;"
                  + " raise frequency-cutoff, name fewer conditions or raise max-steps",
              steps));
    }
  }
}
