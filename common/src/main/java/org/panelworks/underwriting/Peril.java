package org.panelworks.underwriting;

import org.panelworks.DataException;

/**
 * A peril.
 *
 * @param name what it is called
 * @param lossRate the expected loss as a fraction of the insured value, in [0, 1]
 */
public record Peril(String name, double lossRate) {
  public Peril {
    if (!(lossRate >= 0 && lossRate <= 1)) {
      throw new DataException(
          "the loss rate of " + name + " must lie in [0, 1] as a fraction, got " + lossRate);
    }
  }
}
