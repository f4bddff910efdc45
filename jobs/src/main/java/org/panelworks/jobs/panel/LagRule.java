package org.panelworks.jobs.panel;

/** Whether lags, leads and differences see the rows that sample steps drop. */
public enum LagRule {
  /** Lags are taken on the sample: a dropped row is no earlier value. */
  AFTER,
  /** Lags are taken before the drop steps: a dropped row still is the earlier value of the next. */
  BEFORE
}
