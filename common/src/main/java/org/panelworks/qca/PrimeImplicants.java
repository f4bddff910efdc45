package org.panelworks.qca;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All prime implicants that cover a positive row: the conjunctions that cover no negative row and
 * would cover one if any literal were dropped.
 *
 * <p>A conjunction of literals of a positive row p avoids a negative row exactly where it fixes a
 * condition in which the two differ; so the prime implicants through p are the minimal sets of
 * conditions that meet every such difference. For each p the sets of conditions that fail are
 * marked in a table of 2^k bits, closed downwards, and the minimal sets outside it are read off:
 * exact, in k 2^k / 64 steps for each positive row, whatever the number of implicants.
 */
final class PrimeImplicants {
  private static final long[] LOW = {
    0x5555555555555555L,
    0x3333333333333333L,
    0x0F0F0F0F0F0F0F0FL,
    0x00FF00FF00FF00FFL,
    0x0000FFFF0000FFFFL,
    0x00000000FFFFFFFFL
  };

  private final int conditions;
  private final long[] failing;
  private final long[] minimal;

  private PrimeImplicants(int conditions) {
    this.conditions = conditions;
    int words = Math.max(1, 1 << (conditions - 6 < 0 ? 0 : conditions - 6));
    failing = new long[words];
    minimal = new long[words];
  }

  /**
   * The prime implicants that cover a positive row.
   *
   * @param positives packed rows, none of them among the negatives
   * @param negatives packed rows that no implicant may cover; every other row is free
   */
  static List<Term> of(ConfigurationSpace space, long[] positives, long[] negatives) {
    PrimeImplicants search = new PrimeImplicants(space.conditions().size());
    Set<Term> terms = new HashSet<>();
    for (long positive : positives) {
      search.through(positive, negatives, terms);
    }
    List<Term> ordered = new ArrayList<>(terms);
    ordered.sort(space.order());
    return ordered;
  }

  private void through(long positive, long[] negatives, Set<Term> terms) {
    int all = (1 << conditions) - 1;
    Arrays.fill(failing, 0);
    for (long negative : negatives) {
      int same = all & ~Term.difference(positive, negative);
      failing[same >>> 6] |= 1L << same;
    }
    closeDownwards();
    keepMinimal();
    for (int word = 0; word < minimal.length; word++) {
      for (long rest = minimal[word]; rest != 0; rest &= rest - 1) {
        terms.add(Term.of(positive, word << 6 | Long.numberOfTrailingZeros(rest)));
      }
    }
  }

  /** Every subset of a failing set fails. */
  private void closeDownwards() {
    for (int bit = 0; bit < conditions; bit++) {
      if (bit < 6) {
        for (int word = 0; word < failing.length; word++) {
          failing[word] |= failing[word] >>> (1 << bit) & LOW[bit];
        }
      } else {
        int stride = 1 << (bit - 6);
        for (int word = 0; word < failing.length; word++) {
          if ((word & stride) == 0) {
            failing[word] |= failing[word | stride];
          }
        }
      }
    }
  }

  /** The sets that do not fail, all of whose subsets with one condition less do. */
  private void keepMinimal() {
    long valid = conditions < 6 ? (1L << (1 << conditions)) - 1 : -1L;
    for (int word = 0; word < minimal.length; word++) {
      minimal[word] = ~failing[word] & valid;
    }
    for (int bit = 0; bit < conditions; bit++) {
      if (bit < 6) {
        for (int word = 0; word < minimal.length; word++) {
          minimal[word] &= ~((~failing[word] & LOW[bit]) << (1 << bit));
        }
      } else {
        int stride = 1 << (bit - 6);
        for (int word = 0; word < minimal.length; word++) {
          if ((word & stride) != 0) {
            minimal[word] &= failing[word ^ stride];
          }
        }
      }
    }
  }
}
