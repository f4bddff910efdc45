package org.panelworks.jobs.describe;

/** Which correlation matrices a study asks for. */
enum CorrelationChoice {
  PEARSON,
  SPEARMAN,
  BOTH,
  NONE;

  boolean hasPearson() {
    return this == PEARSON || this == BOTH;
  }

  boolean hasSpearman() {
    return this == SPEARMAN || this == BOTH;
  }
}
