package org.panelworks.jobs.runtime;

/** A job with its settings read and checked, ready to run. */
public interface JobPlan {}
