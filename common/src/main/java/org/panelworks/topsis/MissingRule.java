package org.panelworks.topsis;

/** What becomes of missing cells of the indicators. */
public enum MissingRule {
  /** They are an error. */
  REFUSE,
  /** Their row is left out. */
  DROP,
  /** They are interpolated linearly in time between the unit's neighbouring values. */
  INTERPOLATE
}
