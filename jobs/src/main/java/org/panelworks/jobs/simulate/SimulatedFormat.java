package org.panelworks.jobs.simulate;

/** How a simulated panel is written. */
enum SimulatedFormat {
  /** As one panel, where the study looks for it. */
  PARQUET,
  /** As extracts of a data provider, table by table. */
  EXTRACTS
}
