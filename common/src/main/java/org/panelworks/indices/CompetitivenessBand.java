package org.panelworks.indices;

/** The usual bands of the revealed comparative advantage. */
public enum CompetitivenessBand {
  /** RCA &gt; 2.5. */
  VERY_STRONG,
  /** RCA in [1.25, 2.5]. */
  STRONG,
  /** RCA in [0.8, 1.25). */
  MEDIUM,
  /** RCA &lt; 0.8. */
  WEAK;

  /** The band of an RCA, which is not NaN. */
  static CompetitivenessBand of(double rca) {
    if (rca > 2.5) {
      return VERY_STRONG;
    }
    if (rca >= 1.25) {
      return STRONG;
    }
    return rca >= 0.8 ? MEDIUM : WEAK;
  }
}
