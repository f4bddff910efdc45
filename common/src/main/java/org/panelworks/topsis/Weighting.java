package org.panelworks.topsis;

/** Where the weights of the indicators come from; they always sum to 1. */
public enum Weighting {
  /** Shannon's entropy: w ∝ 1 − e. */
  ENTROPY,
  /** All alike. */
  EQUAL,
  /** As given with the indicators, scaled to sum to 1. */
  USER,
  /** CRITIC (Diakoulaki, Mavrotas and Papayannakis 1995): w_j ∝ s_j Σ_k (1 − ρ_jk). */
  CRITIC,
  /** Coefficient of variation: w ∝ s / |x̄|. */
  COEFFICIENT_OF_VARIATION
}
