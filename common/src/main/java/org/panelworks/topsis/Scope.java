package org.panelworks.topsis;

/** Over which rows scaling, entropy and ideals are computed. */
public enum Scope {
  /** All rows together, so that scores of different years compare. */
  POOLED,
  /** Each year by itself: weights and ideals differ by year. */
  PER_YEAR
}
