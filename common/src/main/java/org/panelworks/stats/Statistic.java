package org.panelworks.stats;

import java.util.List;
import java.util.OptionalDouble;

/** A descriptive statistic of one variable. */
public enum Statistic {
  /** Number of values that are not missing. */
  N(OptionalDouble.empty()),
  MEAN(OptionalDouble.empty()),
  /** Standard deviation, the square root of the variance. */
  SD(OptionalDouble.empty()),
  /** Sum of squared deviations from the mean over n − 1. */
  VARIANCE(OptionalDouble.empty()),
  MIN(OptionalDouble.empty()),
  P25(OptionalDouble.of(0.25)),
  MEDIAN(OptionalDouble.of(0.5)),
  P75(OptionalDouble.of(0.75)),
  MAX(OptionalDouble.empty());

  private final OptionalDouble probability;

  Statistic(OptionalDouble probability) {
    this.probability = probability;
  }

  /** The probability of which the statistic is the quantile; empty for one that is none. */
  OptionalDouble probability() {
    return probability;
  }

  /** All statistics, in the order of the usual table. */
  public static List<Statistic> all() {
    return List.of(values());
  }
}
