package org.panelworks.stats;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The descriptive statistics of one variable, NaN where undefined: all but n for a variable without
 * a value, variance and standard deviation with one value.
 *
 * @param variable name of the variable
 * @param values the statistics asked for, in the order asked for; n is a whole number
 */
public record Description(String variable, Map<Statistic, Double> values) {
  public Description {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** A statistic that was asked for. */
  public double value(Statistic statistic) {
    return Objects.requireNonNull(values.get(statistic), () -> statistic + " was not asked for");
  }
}
