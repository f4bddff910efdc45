package org.panelworks.jobs.runtime;

/** What a study file holds at a key. */
public enum Kind {
  /** Nothing, or an explicit {@code null}. */
  ABSENT,
  TEXT,
  NUMBER,
  /** {@code true} or {@code false}. */
  FLAG,
  LIST,
  OBJECT
}
