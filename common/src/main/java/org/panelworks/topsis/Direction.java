package org.panelworks.topsis;

/** Which values of an indicator are good. */
public enum Direction {
  /** The larger the better. */
  POSITIVE,
  /** The smaller the better. */
  NEGATIVE
}
