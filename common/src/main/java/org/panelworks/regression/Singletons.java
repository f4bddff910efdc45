package org.panelworks.regression;

/** What becomes of rows that are alone in a level of a fixed effect. */
public enum Singletons {
  /** Dropped, again and again until none is left (Correia 2015). */
  DROP,
  /** Kept. */
  KEEP
}
