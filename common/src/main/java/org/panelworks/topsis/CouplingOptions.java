package org.panelworks.topsis;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import org.panelworks.SettingsException;

/**
 * Choices of the coupling coordination of criteria.
 *
 * @param criteria at least two, each once
 * @param weights of the criteria in T, 0 or more, scaled to sum to 1; empty for equal weights
 * @param score what the level of a criterion is
 */
public record CouplingOptions(List<String> criteria, List<Double> weights, CoupledScore score)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What the level of a criterion is. */
  public enum CoupledScore {
    /** Its composite index Σ w r with weights that sum to 1 within the criterion. */
    INDEX,
    /** Its closeness to the ideal. */
    CLOSENESS
  }

  public CouplingOptions {
    criteria = List.copyOf(criteria);
    weights = List.copyOf(weights);
    if (criteria.size() < 2) {
      throw new SettingsException("criteria must name at least two, got " + criteria);
    }
    if (new HashSet<>(criteria).size() < criteria.size()) {
      throw new SettingsException("criteria must name each once, got " + criteria);
    }
    if (!weights.isEmpty() && weights.size() != criteria.size()) {
      throw new SettingsException(
          "weights must be as many as criteria, got " + weights.size() + " for " + criteria.size());
    }
    if (weights.stream().anyMatch(w -> !(w >= 0))
        || (!weights.isEmpty() && !(weights.stream().mapToDouble(w -> w).sum() > 0))) {
      throw new SettingsException("weights must be 0 or more and not all 0, got " + weights);
    }
  }

  /** The weight of each criterion, with sum 1. */
  double[] shares() {
    int n = criteria.size();
    double[] shares = new double[n];
    double sum = weights.stream().mapToDouble(w -> w).sum();
    for (int k = 0; k < n; k++) {
      shares[k] = weights.isEmpty() ? 1.0 / n : weights.get(k) / sum;
    }
    return shares;
  }
}
