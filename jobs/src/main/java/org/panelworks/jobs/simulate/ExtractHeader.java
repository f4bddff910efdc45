package org.panelworks.jobs.simulate;

/** Which rows stand above an extract's data. */
enum ExtractHeader {
  CODES,
  CODES_LABELS,
  CODES_LABELS_UNITS
}
