package org.panelworks.qca;

/** What to do about a membership of exactly 0.5, which puts a case into no truth table row. */
public enum HalfMembership {
  /** Leave it and report the cases. */
  WARN,
  /** Refuse the analysis. */
  REFUSE,
  /** Add 0.001 to it, in the conditions and the outcome. */
  NUDGE
}
