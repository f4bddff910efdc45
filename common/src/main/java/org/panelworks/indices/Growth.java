package org.panelworks.indices;

import java.util.Arrays;

/**
 * Growth rates of one series, as fractions of the value before.
 *
 * <p>The rate of a time is v(t) / v(t − 1) − 1, where the time before, exactly one step earlier, is
 * there; the compound rate is (v(T) / v(t₀))^(1 / (T − t₀)) − 1 over the first and the last time. A
 * rate from a value that is zero or negative is NaN.
 */
public final class Growth {
  private final double[] rates;
  private final String[] reasons;
  private final double compound;

  private Growth(double[] rates, String[] reasons, double compound) {
    this.rates = rates;
    this.reasons = reasons;
    this.compound = compound;
  }

  /**
   * The rates of a series.
   *
   * @param time ascending and distinct, [n]
   * @param values NaN where missing, [n]
   */
  public static Growth of(double[] time, double[] values) {
    int n = time.length;
    double[] rates = new double[n];
    String[] reasons = new String[n];
    Arrays.fill(rates, Double.NaN);
    Arrays.fill(reasons, "");
    for (int t = 0; t < n; t++) {
      if (t == 0) {
        reasons[t] = "there is no time before";
      } else if (time[t] - time[t - 1] != 1) {
        reasons[t] = "the time before is not there";
      } else if (Double.isNaN(values[t]) || Double.isNaN(values[t - 1])) {
        reasons[t] = "a value is missing";
      } else if (values[t - 1] <= 0) {
        reasons[t] = "the value before is zero or negative";
      } else {
        rates[t] = values[t] / values[t - 1] - 1;
      }
    }
    double first = n == 0 ? Double.NaN : values[0];
    double last = n == 0 ? Double.NaN : values[n - 1];
    boolean defined = n > 1 && first > 0 && last >= 0;
    double compound =
        defined ? Math.pow(last / first, 1 / (time[n - 1] - time[0])) - 1 : Double.NaN;
    return new Growth(rates, reasons, compound);
  }

  /** The rate of each time, [n], NaN where it is undefined. */
  public double[] rates() {
    return rates.clone();
  }

  /** Why a rate is undefined; empty where it is not. */
  public String reason(int t) {
    return reasons[t];
  }

  /** The compound rate a step; NaN where it is undefined. */
  public double compound() {
    return compound;
  }

  /** Why the compound rate is undefined; empty where it is not. */
  public String compoundReason() {
    return Double.isNaN(compound)
        ? "it needs two times, a positive first value and a last one that is not negative"
        : "";
  }
}
