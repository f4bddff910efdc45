package org.panelworks.jobs.ingest;

/** Why a policy leaves a row out. */
enum DropReason {
  /** Statements of the other kind ({@code typrep}). */
  TYPREP,
  /** The first of January, the restated balance at the year's beginning ({@code period-end}). */
  RESTATED,
  /** Another day than the declared ones ({@code period-end}). */
  PERIOD_END
}
