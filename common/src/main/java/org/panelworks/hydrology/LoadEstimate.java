package org.panelworks.hydrology;

/**
 * Concentration and load of one substance over some days of equal length.
 *
 * <ul>
 *   <li>The flow-weighted mean concentration is Σ c q / Σ q over the days with both values.
 *   <li>The load of the sampled days is Σ c q over these days.
 *   <li>The load of the period is the flow-weighted mean times the flow of all days with a flow,
 *       sampled or not; the same with the arithmetic mean is given too.
 * </ul>
 *
 * Concentrations are in mg/L, flows in m³/s, so that a day's load in kg is c q · 86.4. A missing
 * value is NaN; a flow of zero is a value. Without a sampled day, or where nothing flows on them,
 * the flow-weighted mean and the loads that use it are NaN.
 *
 * @param days number of days
 * @param flowDays days with a flow
 * @param sampleDays days with a flow and a concentration
 * @param totalFlow m³ over the days with a flow
 * @param arithmeticMean mg/L, over all days with a concentration
 * @param flowWeightedMean mg/L
 * @param sampledLoad kg on the sampled days
 */
public record LoadEstimate(
    int days,
    int flowDays,
    int sampleDays,
    double totalFlow,
    double arithmeticMean,
    double flowWeightedMean,
    double sampledLoad) {
  /** Seconds of a day. */
  static final double DAY = 86_400;

  private static final double GRAMS_PER_KILOGRAM = 1000;

  /** Litres a day of one m³/s. */
  public static final double LITRES_A_DAY = DAY * 1000;

  /**
   * The estimate.
   *
   * @param flow m³/s, NaN where missing, not negative, [days]
   * @param concentration mg/L, likewise, [days]
   */
  public static LoadEstimate of(double[] flow, double[] concentration) {
    int flowDays = 0;
    int sampleDays = 0;
    int concentrations = 0;
    double volume = 0;
    double sampled = 0;
    double mass = 0;
    double sum = 0;
    for (int i = 0; i < flow.length; i++) {
      boolean flows = !Double.isNaN(flow[i]);
      boolean measured = !Double.isNaN(concentration[i]);
      if (flows) {
        flowDays++;
        volume += flow[i];
      }
      if (measured) {
        concentrations++;
        sum += concentration[i];
      }
      if (flows && measured) {
        sampleDays++;
        sampled += flow[i];
        mass += concentration[i] * flow[i];
      }
    }
    return new LoadEstimate(
        flow.length,
        flowDays,
        sampleDays,
        volume * DAY,
        concentrations == 0 ? Double.NaN : sum / concentrations,
        sampled > 0 ? mass / sampled : Double.NaN,
        sampleDays == 0 ? Double.NaN : mass * DAY / GRAMS_PER_KILOGRAM);
  }

  /** Why there is no flow-weighted mean, and no load by it; empty where there are. */
  public String reason() {
    if (sampleDays == 0) {
      return "no day has both a flow and a concentration";
    }
    return Double.isNaN(flowWeightedMean) ? "nothing flows on the sampled days" : "";
  }

  /** The load of the period in kg: the flow-weighted mean times the flow of all flow days. */
  public double load() {
    return flowWeightedMean * totalFlow / GRAMS_PER_KILOGRAM;
  }

  /** The same with the arithmetic mean. */
  public double loadByArithmeticMean() {
    return arithmeticMean * totalFlow / GRAMS_PER_KILOGRAM;
  }

  /**
   * The load by area, kg/ha.
   *
   * @param area km²
   */
  public double yieldOver(double area) {
    return load() / (100 * area);
  }

  /** The mean flow of the days with a flow, L/day; NaN without one. */
  public double litresADay() {
    return flowDays == 0 ? Double.NaN : totalFlow / flowDays * 1000;
  }
}
