package org.panelworks.regression;

/**
 * The bootstrapped test that a term is zero.
 *
 * @param term the term
 * @param options as asked for
 * @param cluster what was clustered by
 * @param clusters number of clusters
 * @param statistic t of the sample, its standard error clustered in this one way
 * @param pValue over the draws that have a statistic; NaN where none has
 * @param replications draws made
 * @param enumerated whether they are all there are, each once; the first is then the sample itself
 * @param undefined draws whose statistic is undefined, as their variance is zero
 * @param ties draws with |t*| = |t| to rounding, which count as far out; {@code boottest} leaves
 *     them out of a symmetric p-value
 * @param draws their statistics, NaN where undefined, [replications]
 */
public record WildTest(
    String term,
    WildBootstrap options,
    Dimension cluster,
    int clusters,
    double statistic,
    double pValue,
    int replications,
    boolean enumerated,
    int undefined,
    int ties,
    double[] draws) {

  /** Relative distance below which two statistics are equal. */
  private static final double ROUNDING = 1e-9;

  static WildTest of(
      String term,
      WildBootstrap options,
      Dimension cluster,
      int clusters,
      double t,
      double[] draws,
      boolean enumerated) {
    int undefined = 0;
    int ties = 0;
    int below = 0;
    int above = 0;
    int outside = 0;
    for (double draw : draws) {
      double rounding = ROUNDING * Math.abs(t);
      if (Double.isNaN(draw)) {
        undefined++;
        continue;
      }
      ties += Math.abs(Math.abs(draw) - Math.abs(t)) <= rounding ? 1 : 0;
      outside += Math.abs(draw) >= Math.abs(t) - rounding ? 1 : 0;
      below += draw <= t + rounding ? 1 : 0;
      above += draw >= t - rounding ? 1 : 0;
    }
    double defined = (double) draws.length - undefined;
    double p =
        options.tail() == WildBootstrap.Tail.SYMMETRIC
            ? outside / defined
            : Math.min(1, 2 * Math.min(below, above) / defined);
    return new WildTest(
        term,
        options,
        cluster,
        clusters,
        t,
        defined > 0 && !Double.isNaN(t) ? p : Double.NaN,
        draws.length,
        enumerated,
        undefined,
        ties,
        draws);
  }
}
