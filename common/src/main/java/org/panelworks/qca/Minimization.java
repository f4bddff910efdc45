package org.panelworks.qca;

import java.util.ArrayList;
import java.util.List;

/**
 * An exact minimisation.
 *
 * @param primeImplicants every prime implicant that covers a positive row
 * @param essential those that every model has: the ones that alone cover some positive row, and any
 *     others that no smallest model can do without
 * @param models every minimum cover of the positive rows, each a list of prime implicants
 */
record Minimization(List<Term> primeImplicants, List<Term> essential, List<List<Term>> models) {

  /**
   * Minimises: all prime implicants through the required rows, then all minimum covers of these.
   *
   * @param required packed rows that every model must cover
   * @param free packed rows that a model may cover; every row of neither list must stay uncovered
   */
  static Minimization of(
      ConfigurationSpace space, long[] required, long[] free, CoverLimits limits) {
    long[] negatives = others(space, required, free);
    List<Term> implicants = new ArrayList<>();
    List<long[]> columns = new ArrayList<>();
    for (Term term : PrimeImplicants.of(space, required, negatives)) {
      long[] column = Bits.empty(required.length);
      for (int r = 0; r < required.length; r++) {
        if (term.covers(required[r])) {
          Bits.add(column, r);
        }
      }
      implicants.add(term);
      columns.add(column);
    }
    List<List<Term>> models = new ArrayList<>();
    for (List<Integer> cover : MinimumCovers.of(required.length, columns, limits)) {
      models.add(cover.stream().map(implicants::get).toList());
    }
    return new Minimization(implicants, common(models), models);
  }

  private static List<Term> common(List<List<Term>> models) {
    List<Term> common = new ArrayList<>(models.get(0));
    models.forEach(common::retainAll);
    return common;
  }

  private static long[] others(ConfigurationSpace space, long[] positives, long[] free) {
    boolean[] allowed = new boolean[space.rows() + 1];
    for (long row : positives) {
      allowed[space.id(row)] = true;
    }
    for (long row : free) {
      allowed[space.id(row)] = true;
    }
    List<Long> negatives = new ArrayList<>();
    for (int id = 1; id <= space.rows(); id++) {
      if (!allowed[id]) {
        negatives.add(space.row(id));
      }
    }
    return negatives.stream().mapToLong(Long::longValue).toArray();
  }
}
