package org.panelworks.jobs.runtime;

/** What a run of the whole study does with a job's section. */
public enum StudyRole {
  /** Runs in the file's order, into the study's results. */
  SECTION,
  /**
   * Makes tables that the study reads: runs before everything else, into a directory of its own.
   */
  SOURCE,
  /** Runs only where the command line names it. */
  APART
}
