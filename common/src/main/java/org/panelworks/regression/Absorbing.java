package org.panelworks.regression;

import org.panelworks.SettingsException;

/**
 * How the equations of large fixed effects across units are solved.
 *
 * @param driverCells pairs of levels that occur together and may be held by the driver, and by each
 *     task that counts them, at least 1; where there are more, the products that the solver needs
 *     are formed where the panel is held, and the driver holds, of large effects, as many pairs for
 *     each level of each graph as come to this number, but at least three and at most eight. A
 *     fixed number, not one found from the memory, so that results do not depend on the machine
 * @param maximumIterations of conjugate gradients for one column, at least 1
 */
public record Absorbing(int driverCells, int maximumIterations) {
  public Absorbing {
    if (driverCells < 1) {
      throw new SettingsException("driver-cells must be at least 1, got " + driverCells);
    }
    if (maximumIterations < 1) {
      throw new SettingsException("max-iterations must be at least 1, got " + maximumIterations);
    }
  }

  /** Ten million cells, 20,000 iterations. */
  public static Absorbing defaults() {
    return new Absorbing(10_000_000, 20_000);
  }
}
