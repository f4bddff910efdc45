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

  /** The number of the tenth that a degree of coordination in [0, 1] lies in, 0 to 9. */
  static int tenth(double coordination) {
    return (int) Math.max(0, Math.min(9, Math.floor(coordination * 10 + 1e-12)));
  }

  /** The grade of a degree of coordination in [0, 1]. */
  public static CouplingGrade of(double coordination) {
    return values()[tenth(coordination)];
  }

  /** The grade in words. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
