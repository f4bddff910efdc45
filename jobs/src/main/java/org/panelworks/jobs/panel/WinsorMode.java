package org.panelworks.jobs.panel;

/** What becomes of a value strictly outside the cuts of a winsorization. */
public enum WinsorMode {
  /** It is set to the cut. */
  CLIP,
  /** It is set to missing. */
  TRIM
}
