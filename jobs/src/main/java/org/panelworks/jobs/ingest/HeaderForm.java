package org.panelworks.jobs.ingest;

/** Which rows stand above the data. */
enum HeaderForm {
  /** The columns' codes. */
  CODES(1),
  /** The codes, and a row of labels. */
  CODES_LABELS(2),
  /** The codes, a row of labels and a row of units. */
  CODES_LABELS_UNITS(3),
  /** Labels only, which the dictionary turns into codes. */
  LABELS(1);

  private final int rows;

  HeaderForm(int rows) {
    this.rows = rows;
  }

  int rows() {
    return rows;
  }
}
