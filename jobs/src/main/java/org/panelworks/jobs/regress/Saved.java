package org.panelworks.jobs.regress;

/** What is written of a model beside its table, as studies name it. */
enum Saved {
  /** y less the fitted values, row by row. */
  RESIDUALS,
  /** Xb and the fixed effects, row by row. */
  FITTED,
  /** The estimated fixed effects, level by level. */
  FIXED_EFFECTS
}
