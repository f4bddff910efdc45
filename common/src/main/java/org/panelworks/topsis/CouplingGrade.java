package org.panelworks.topsis;

import java.util.Locale;

/** The usual ten grades of coupling coordination, a tenth of [0, 1] each, lower end included. */
public enum CouplingGrade {
  EXTREME_IMBALANCE,
  SEVERE_IMBALANCE,
  MODERATE_IMBALANCE,
  MILD_IMBALANCE,
  NEAR_IMBALANCE,
  BARE_COORDINATION,
  PRIMARY_COORDINATION,
  INTERMEDIATE_COORDINATION,
  GOOD_COORDINATION,
  QUALITY_COORDINATION;

  /** The grade of a degree of coordination in [0, 1]. */
  public static CouplingGrade of(double coordination) {
    int tenth = (int) Math.floor(coordination * 10 + 1e-12);
    return values()[Math.max(0, Math.min(values().length - 1, tenth))];
  }

  /** The grade in words. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
