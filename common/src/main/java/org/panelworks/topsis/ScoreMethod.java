package org.panelworks.topsis;

/** What a unit's score is. */
public enum ScoreMethod {
  /** Closeness to the ideal: D⁻ / (D⁺ + D⁻). */
  ENTROPY_TOPSIS,
  /** The composite index Σ w r. */
  ENTROPY_INDEX,
  /** Grey relational closeness: R⁺ / (R⁺ + R⁻) of the relational grades to both ideals. */
  GREY_TOPSIS
}
