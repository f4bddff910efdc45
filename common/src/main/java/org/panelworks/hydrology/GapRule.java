package org.panelworks.hydrology;

/** What takes the place of a missing value of a daily series. */
public enum GapRule {
  /** Nothing: it stays missing. */
  NONE,
  /** The next valid measurement; after the last one the gap stays. */
  NEXT,
  /** The previous valid measurement; before the first one the gap stays. */
  PREVIOUS;

  /**
   * The series with its gaps filled.
   *
   * @param values in order of time, NaN where missing, [n]; not changed
   * @return [n], NaN where nothing could fill a gap
   */
  public double[] fill(double[] values) {
    double[] filled = values.clone();
    if (this == NEXT) {
      for (int i = filled.length - 2; i >= 0; i--) {
        filled[i] = Double.isNaN(filled[i]) ? filled[i + 1] : filled[i];
      }
    } else if (this == PREVIOUS) {
      for (int i = 1; i < filled.length; i++) {
        filled[i] = Double.isNaN(filled[i]) ? filled[i - 1] : filled[i];
      }
    }
    return filled;
  }
}
