package org.panelworks.jobs.ingest;

/** What an industry code describes. */
enum IndustryBasis {
  /** The firm in each row's year. */
  YEARLY,
  /** The firm when the table was downloaded. */
  CURRENT
}
