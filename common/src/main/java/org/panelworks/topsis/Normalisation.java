package org.panelworks.topsis;

/**
 * How the weighted matrix V, from which distances are taken, is scaled; r is the min-max value in
 * [0, 1], 1 the best.
 */
public enum Normalisation {
  /** V = w (r + shift). */
  MIN_MAX,
  /** V = w r / √Σ r². */
  VECTOR,
  /** V = w x / √Σ x², the ideal of a negative indicator being its minimum. */
  RAW_VECTOR
}
