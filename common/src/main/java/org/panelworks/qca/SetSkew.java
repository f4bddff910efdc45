package org.panelworks.qca;

/**
 * How a set splits the cases.
 *
 * @param set its name
 * @param above share of cases with membership above 0.5, fraction
 * @param skewed whether more than 80 % of the cases lie on one side, so that both a set relation
 *     with the outcome and one with its negation come easily (Schneider and Wagemann 2012, ch. 9)
 */
public record SetSkew(String set, double above, boolean skewed) {
  static final double MOST = 0.8;

  static SetSkew of(String set, double[] values) {
    int above = 0;
    for (double value : values) {
      above += value > 0.5 ? 1 : 0;
    }
    double share = (double) above / values.length;
    return new SetSkew(set, share, share > MOST || share < 1 - MOST);
  }
}
