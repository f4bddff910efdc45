package org.panelworks.jobs.runtime;

/** Takes what the jobs of one run produce: tables, figures, row-level results, warnings. */
public final class Results {}
