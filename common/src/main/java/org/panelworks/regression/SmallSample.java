package org.panelworks.regression;

/**
 * Whose small-sample rules a model follows: degrees of freedom, corrections of the covariance, and
 * what becomes of singletons by default.
 */
public enum SmallSample {
  /** {@code reghdfe} 6 (Correia): nested effects cost nothing, pairwise mobility groups. */
  REGHDFE,
  /** {@code fixest} 0.12 (Bergé): its default {@code ssc()}. */
  FIXEST,
  /** No correction: RSS/(n−1), HC0, CRV0; t distributions as {@code fixest}. */
  NONE;

  /** What the rule's program does with singletons unless told otherwise. */
  public Singletons defaultSingletons() {
    return this == REGHDFE ? Singletons.DROP : Singletons.KEEP;
  }
}
