package org.panelworks.hydrology;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Correlation and least-squares line of a concentration on the flow or on its natural logarithm,
 * over the days with both values. The two-sided p-value of the correlation is that of the slope, by
 * t with n − 2 degrees of freedom.
 *
 * @param observations days with both values
 * @param leftOut days with both values whose logarithm is undefined since the flow is zero
 * @param r Pearson's correlation; NaN where one of the two does not vary
 * @param pValue NaN with fewer than three days
 * @param slope mg/L per m³/s, or per unit of the logarithm
 * @param slopeError standard error
 * @param intercept mg/L
 * @param rSquared r²
 */
public record FlowRelation(
    int observations,
    int leftOut,
    double r,
    double pValue,
    double slope,
    double slopeError,
    double intercept,
    double rSquared) {
  private static final int LEAST_DAYS = 3;

  /** Why there is no relation; empty where there is one. */
  public String reason() {
    if (observations < LEAST_DAYS) {
      return "fewer than three days have both values";
    }
    return Double.isNaN(r) ? "the flow or the concentration does not vary" : "";
  }

  /** What stands on the right-hand side. */
  public enum Regressor {
    FLOW,
    LOG_FLOW
  }

  /**
   * The relation.
   *
   * @param flow m³/s, NaN where missing, not negative, [days]
   * @param concentration mg/L, likewise, [days]
   */
  public static FlowRelation of(double[] flow, double[] concentration, Regressor regressor) {
    boolean log = regressor == Regressor.LOG_FLOW;
    int n = 0;
    int zeros = 0;
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < flow.length; i++) {
      if (isUsed(flow[i], concentration[i], log)) {
        n++;
        meanX += (x(flow[i], log) - meanX) / n;
        meanY += (concentration[i] - meanY) / n;
      } else if (isUsed(flow[i], concentration[i], false)) {
        zeros++;
      }
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < flow.length; i++) {
      if (isUsed(flow[i], concentration[i], log)) {
        double dx = x(flow[i], log) - meanX;
        double dy = concentration[i] - meanY;
        xx += dx * dx;
        xy += dx * dy;
        yy += dy * dy;
      }
    }
    if (n < LEAST_DAYS || xx == 0 || yy == 0) {
      double none = Double.NaN;
      return new FlowRelation(n, zeros, none, none, none, none, none, none);
    }
    double slope = xy / xx;
    double r = xy / Math.sqrt(xx * yy);
    double error = Math.sqrt(Math.max(0, yy - slope * xy) / (n - 2) / xx);
    double p = 2 * TDistribution.of(n - 2).survivalProbability(Math.abs(slope / error));
    return new FlowRelation(n, zeros, r, p, slope, error, meanY - slope * meanX, r * r);
  }

  private static boolean isUsed(double flow, double concentration, boolean log) {
    return !Double.isNaN(flow) && !Double.isNaN(concentration) && (!log || flow > 0);
  }

  private static double x(double flow, boolean log) {
    return log ? Math.log(flow) : flow;
  }
}
