package org.panelworks.qca;

/** Which side of a threshold is in a crisp set. */
public enum CrispSide {
  /** Values at or above the threshold. */
  ABOVE,
  /** Values below the threshold. */
  BELOW
}
