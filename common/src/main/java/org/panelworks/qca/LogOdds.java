package org.panelworks.qca;

/** The log-odds of membership at the anchors of full membership and full non-membership. */
public enum LogOdds {
  /** 3, as Ragin's fsQCA program: a membership of 0.9526 at the anchor. */
  RAGIN(3),
  /** ln(0.95 / 0.05) = 2.944, as R's QCA package: a membership of 0.95 at the anchor. */
  R(Math.log(0.95 / (1 - 0.95)));

  private final double value;

  LogOdds(double value) {
    this.value = value;
  }

  double value() {
    return value;
  }
}
