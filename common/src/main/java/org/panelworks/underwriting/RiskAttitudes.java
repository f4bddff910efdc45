package org.panelworks.underwriting;

import org.panelworks.SettingsException;

/**
 * The risk attitudes of an insurer and of its client, and the premium rates on which they agree.
 *
 * <p>With the loss rate λ, the premium rate r must lie in 1 / u₂ − 1 + λ ≤ r ≤ 1 − u₁ (1 − λ). The
 * range is empty for loss rates above λ_max = 1 − (1 / u₂ − 1) / (1 − u₁). Where λ_max is below
 * zero, no cover is possible at any loss rate. All rates are fractions.
 *
 * @param u1 the insurer's index, in (0, 1)
 * @param u2 the client's index, in (0, 1)
 */
public record RiskAttitudes(double u1, double u2) {
  public RiskAttitudes {
    require("u1", u1);
    require("u2", u2);
  }

  private static void require(String name, double value) {
    if (!(value > 0 && value < 1)) {
      throw new SettingsException(name + " must lie in (0, 1), got " + value);
    }
  }

  /** The largest acceptable loss rate λ_max; negative where no cover is possible. */
  public double largestLossRate() {
    return 1 - (1 / u2 - 1) / (1 - u1);
  }

  /** Whether any cover is possible: the largest acceptable loss rate is not negative. */
  public boolean isFeasible() {
    return largestLossRate() >= 0;
  }

  /** Whether the range of premiums holds any at a loss rate. */
  public boolean accept(double lossRate) {
    return lossRate <= largestLossRate();
  }

  /** The lower end of the range, 1 / u₂ − 1 + λ. */
  public double lowestPremium(double lossRate) {
    return 1 / u2 - 1 + lossRate;
  }

  /** The highest acceptable premium rate, 1 − u₁ (1 − λ). */
  public double highestPremium(double lossRate) {
    return 1 - u1 * (1 - lossRate);
  }
}
