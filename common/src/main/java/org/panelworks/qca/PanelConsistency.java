package org.panelworks.qca;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Consistency of a sufficient (or necessary) set in panel data: over all case-times (pooled), at
 * each time over the cases (between) and for each case over its times (within), each with coverage
 * (Garcia-Castro and Ariño 2016).
 *
 * <p>The distance of J consistencies c_j from an even spread is √Σ (c_j / Σc − 1/J)², as R's
 * SetMethods 4.0 has it in {@code cluster} (its dBP and dWP); the adjusted distance of
 * Garcia-Castro and Ariño divides it by √(J / (J² + 3J + 2)), so that panels of different length
 * compare. A group in which the set that is divided by is empty has no consistency (NaN) and does
 * not count in the distance, where SetMethods gives no distance at all.
 *
 * @param pooled over everything
 * @param between by time, ascending
 * @param within by case, in the order of the data
 * @param betweenDistance fraction; NaN where no time has a consistency
 * @param betweenAdjusted likewise, adjusted
 * @param withinDistance fraction; NaN where no case has a consistency
 * @param withinAdjusted likewise, adjusted
 */
public record PanelConsistency(
    Fit pooled,
    List<Fit> between,
    List<Fit> within,
    double betweenDistance,
    double betweenAdjusted,
    double withinDistance,
    double withinAdjusted) {
  public PanelConsistency {
    between = List.copyOf(between);
    within = List.copyOf(within);
  }

  /** Which relation of x and y is judged. */
  public enum Relation {
    /** x is a subset of y. */
    SUFFICIENCY,
    /** y is a subset of x. */
    NECESSITY
  }

  /**
   * One consistency.
   *
   * @param group the time or the case; {@code pooled} for all
   * @param n number of case-times
   * @param consistency fraction
   * @param coverage fraction
   */
  public record Fit(String group, int n, double consistency, double coverage) {}

  /**
   * The consistencies of x and y.
   *
   * @param x memberships, [case-times]
   * @param y memberships in the outcome, [case-times]
   * @param units the case of each, [case-times]
   * @param times the time of each, [case-times]
   */
  public static PanelConsistency of(
      double[] x, double[] y, List<String> units, long[] times, Relation relation) {
    Map<Long, List<Integer>> byTime = new TreeMap<>();
    Map<String, List<Integer>> byUnit = new LinkedHashMap<>();
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      byTime.computeIfAbsent(times[i], key -> new ArrayList<>()).add(i);
      byUnit.computeIfAbsent(units.get(i), key -> new ArrayList<>()).add(i);
      all.add(i);
    }
    boolean sufficient = relation == Relation.SUFFICIENCY;
    double[] part = sufficient ? x : y;
    double[] whole = sufficient ? y : x;
    List<Fit> between = new ArrayList<>();
    byTime.forEach((time, rows) -> between.add(fit(Long.toString(time), part, whole, rows)));
    List<Fit> within = new ArrayList<>();
    byUnit.forEach((unit, rows) -> within.add(fit(unit, part, whole, rows)));
    return new PanelConsistency(
        fit("pooled", part, whole, all),
        between,
        within,
        distance(between),
        distance(between) / spread(between),
        distance(within),
        distance(within) / spread(within));
  }

  private static Fit fit(String group, double[] part, double[] whole, List<Integer> rows) {
    SetFit.Sums sums = new SetFit.Sums();
    for (int i : rows) {
      sums.add(part[i], whole[i]);
    }
    SetFit fit = sums.fit();
    return new Fit(group, rows.size(), fit.consistency(), fit.coverage());
  }

  private static double[] defined(List<Fit> fits) {
    return fits.stream().mapToDouble(Fit::consistency).filter(c -> !Double.isNaN(c)).toArray();
  }

  private static double distance(List<Fit> fits) {
    double[] consistencies = defined(fits);
    double sum = 0;
    for (double consistency : consistencies) {
      sum += consistency;
    }
    double squares = 0;
    for (double consistency : consistencies) {
      double gap = consistency / sum - 1.0 / consistencies.length;
      squares += gap * gap;
    }
    return consistencies.length == 0 ? Double.NaN : Math.sqrt(squares);
  }

  private static double spread(List<Fit> fits) {
    double groups = defined(fits).length;
    return Math.sqrt(groups / (groups * groups + 3 * groups + 2));
  }
}
