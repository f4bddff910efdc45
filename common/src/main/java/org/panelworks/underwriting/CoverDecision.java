package org.panelworks.underwriting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which of several perils are covered together: all where the sum of their loss rates does not
 * exceed the largest acceptable one; otherwise perils are excluded from the highest loss rate down
 * (of equal ones the later first) until the rest fits.
 *
 * @param covered in the order given; empty where not even the least fits
 * @param excluded in the order of their exclusion
 * @param lossRate the sum over the covered perils, a fraction
 * @param lowestPremium the lower end of the premium range for them; NaN without a cover
 * @param highestPremium the highest acceptable premium rate for them; NaN without a cover
 */
public record CoverDecision(
    List<Peril> covered,
    List<Peril> excluded,
    double lossRate,
    double lowestPremium,
    double highestPremium) {
  private static final Comparator<Peril> HIGHEST = Comparator.comparingDouble(Peril::lossRate);

  public CoverDecision {
    covered = List.copyOf(covered);
    excluded = List.copyOf(excluded);
  }

  /** Decides on the perils of one contract. */
  public static CoverDecision of(RiskAttitudes attitudes, List<Peril> perils) {
    List<Peril> covered = new ArrayList<>(perils);
    List<Peril> excluded = new ArrayList<>();
    while (!covered.isEmpty() && !attitudes.accept(sum(covered))) {
      int highest = 0;
      for (int i = 1; i < covered.size(); i++) {
        if (HIGHEST.compare(covered.get(i), covered.get(highest)) >= 0) {
          highest = i;
        }
      }
      excluded.add(covered.remove(highest));
    }
    double sum = sum(covered);
    return new CoverDecision(
        covered,
        excluded,
        sum,
        covered.isEmpty() ? Double.NaN : attitudes.lowestPremium(sum),
        covered.isEmpty() ? Double.NaN : attitudes.highestPremium(sum));
  }

  private static double sum(List<Peril> perils) {
    return perils.stream().mapToDouble(Peril::lossRate).sum();
  }

  /** Whether all perils are covered. */
  public boolean isFull() {
    return excluded.isEmpty();
  }
}
