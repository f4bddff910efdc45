package org.panelworks.stats;

/** What a correlation coefficient is taken of. */
public enum CorrelationMethod {
  /** The values. */
  PEARSON,
  /** The ranks of the values, tied values sharing the mean of their ranks. */
  SPEARMAN
}
