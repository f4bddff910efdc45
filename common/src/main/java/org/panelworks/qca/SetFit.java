package org.panelworks.qca;

/**
 * How well one set is a subset of another, as sufficiency of x for y is judged.
 *
 * <ul>
 *   <li>consistency = Σ min(x, y) / Σ x
 *   <li>PRI = (Σ min(x, y) − Σ min(x, y, 1−y)) / (Σ x − Σ min(x, y, 1−y))
 *   <li>coverage = Σ min(x, y) / Σ y
 * </ul>
 *
 * Ragin (2006), "Set relations in social research"; PRI from Ragin's fsQCA manual and Schneider and
 * Wagemann (2012), eq. 9.3. An empty set x has no consistency and no PRI, an empty y no coverage:
 * NaN.
 *
 * @param consistency fraction
 * @param pri proportional reduction in inconsistency, fraction
 * @param coverage fraction
 */
public record SetFit(double consistency, double pri, double coverage) {

  /** The fit of membership x, [cases], in the outcome y, [cases]. */
  public static SetFit of(double[] x, double[] y) {
    Sums sums = new Sums();
    for (int i = 0; i < x.length; i++) {
      sums.add(x[i], y[i]);
    }
    return sums.fit();
  }

  /** The four sums behind the measures, compensated. */
  static final class Sums {
    private final Sum x = new Sum();
    private final Sum y = new Sum();
    private final Sum common = new Sum();
    private final Sum both = new Sum();

    void add(double member, double outcome) {
      double least = Math.min(member, outcome);
      x.add(member);
      y.add(outcome);
      common.add(least);
      both.add(Math.min(least, 1 - outcome));
    }

    SetFit fit() {
      double shared = both.value();
      return new SetFit(
          common.value() / x.value(),
          (common.value() - shared) / (x.value() - shared),
          common.value() / y.value());
    }
  }

  /** Neumaier's compensated sum. */
  static final class Sum {
    private double sum;
    private double lost;

    void add(double value) {
      double next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    }

    double value() {
      return sum + lost;
    }
  }
}
