package org.panelworks.jobs.simulate;

/** The declared processes, as studies name them. */
enum DeclaredProcess {
  /** Chinese listed firms by year: digital transformation and return on equity. */
  DIGITAL_TRANSFORMATION
}
