package org.panelworks.jobs.underwrite;

/** How a study states loss rates. */
enum LossUnit {
  FRACTION(1),
  PERCENT(100);

  private final double whole;

  LossUnit(double whole) {
    this.whole = whole;
  }

  double fraction(double stated) {
    return stated / whole;
  }
}
