package org.panelworks.indices;

import java.util.LinkedHashMap;
import java.util.Map;

/** Ranks of values by their names: 1 for the greatest, equal values share the better rank. */
public final class Ranks {
  private Ranks() {}

  /** The ranks; a missing value (NaN) has none. */
  public static Map<String, Integer> descending(Map<String, Double> values) {
    double[] sorted =
        values.values().stream()
            .mapToDouble(Double::doubleValue)
            .filter(value -> !Double.isNaN(value))
            .map(value -> -value)
            .sorted()
            .toArray();
    Map<Double, Integer> first = new LinkedHashMap<>();
    for (int i = 0; i < sorted.length; i++) {
      first.putIfAbsent(-sorted[i] + 0.0, i + 1);
    }
    Map<String, Integer> ranks = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          Integer rank = first.get(value + 0.0);
          if (rank != null) {
            ranks.put(name, rank);
          }
        });
    return ranks;
  }
}
