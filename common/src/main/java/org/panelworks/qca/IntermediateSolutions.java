package org.panelworks.qca;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The intermediate solutions of all pairs of a complex and a parsimonious model. */
final class IntermediateSolutions {
  private final ModelFits fits;
  private final ConfigurationSpace space;
  private final List<Expectation> expectations;
  private final QcaOptions options;
  private final List<Integer> remainders;
  private final long[] remainderRows;
  private final long[] positives;

  /** What pairs have in common is worked out once. */
  private final Map<List<Integer>, List<List<Term>>> minimized = new HashMap<>();

  private final Map<List<Term>, long[]> reached = new HashMap<>();
  private final Map<Integer, List<Integer>> assumed = new HashMap<>();
  private final Map<Integer, Map<Term, CoreConditions>> cores = new HashMap<>();

  IntermediateSolutions(
      ModelFits fits, TruthTable table, List<Expectation> expectations, QcaOptions options) {
    this.fits = fits;
    this.space = table.space();
    this.expectations = expectations;
    this.options = options;
    this.remainders = table.rows(RowOutcome.REMAINDER);
    this.remainderRows = remainders.stream().mapToLong(space::row).toArray();
    this.positives = table.rows(RowOutcome.POSITIVE).stream().mapToLong(space::row).toArray();
  }

  List<IntermediateSolution> of(Minimization complex, Minimization parsimonious) {
    int pairs = complex.models().size() * parsimonious.models().size();
    List<IntermediateSolution> solutions = new ArrayList<>();
    long models = 0;
    long listed = 0;
    for (int c = 0; c < complex.models().size(); c++) {
      for (int p = 0; p < parsimonious.models().size(); p++) {
        IntermediateSolution solution =
            pair(c + 1, complex.models().get(c), p + 1, parsimonious.models().get(p));
        solutions.add(solution);
        listed += solution.easy().size() + solution.difficult().size();
        CoverLimits.checkAssumptions(listed);
        models += solution.models().size();
        options.limits().checkIntermediate(models, pairs);
      }
    }
    return solutions;
  }

  private IntermediateSolution pair(int c, List<Term> complex, int p, List<Term> parsimonious) {
    List<Integer> easy = easy(complex, parsimonious);
    List<Integer> difficult =
        new ArrayList<>(assumed.computeIfAbsent(p, key -> space.covered(parsimonious, remainders)));
    difficult.removeAll(Set.copyOf(easy));
    Map<Term, CoreConditions> known = cores.computeIfAbsent(p, key -> new HashMap<>());
    List<IntermediateModel> models = new ArrayList<>();
    for (List<Term> terms : minimized.computeIfAbsent(easy, this::minimize)) {
      List<CoreConditions> core = new ArrayList<>();
      for (Term term : terms) {
        core.add(known.computeIfAbsent(term, key -> core(key, parsimonious)));
      }
      models.add(new IntermediateModel(fits.of(terms), core));
    }
    return new IntermediateSolution(c, p, models, easy, difficult);
  }

  private CoreConditions core(Term term, List<Term> parsimonious) {
    return CoreConditions.of(space, term, parsimonious, options.alwaysCore());
  }

  private List<List<Term>> minimize(List<Integer> easy) {
    long[] free = easy.stream().mapToLong(space::row).toArray();
    return Minimization.of(space, positives, free, options.limits()).models();
  }

  /** The remainders that a complex term covers once it is freed of unexpected literals. */
  private List<Integer> easy(List<Term> complex, List<Term> parsimonious) {
    long[] rows = Bits.empty(remainderRows.length);
    for (Term term : complex) {
      for (Term outer : parsimonious) {
        if (term.within(outer)) {
          Bits.addAll(rows, reached.computeIfAbsent(List.of(term, outer), this::reached));
        }
      }
    }
    List<Integer> easy = new ArrayList<>();
    for (int number : Bits.elements(rows)) {
      easy.add(remainders.get(number));
    }
    return easy;
  }

  /** The remainders, by their place in the list, that a complex term reaches within another. */
  private long[] reached(List<Term> pair) {
    long[] rows = Bits.empty(remainderRows.length);
    for (int number = 0; number < remainderRows.length; number++) {
      if (reaches(pair.get(0), pair.get(1), remainderRows[number])) {
        Bits.add(rows, number);
      }
    }
    return rows;
  }

  private boolean reaches(Term complex, Term parsimonious, long row) {
    if (!parsimonious.covers(row)) {
      return false;
    }
    for (int c = 0; c < expectations.size(); c++) {
      if (complex.fixes(c) && complex.level(c) != Term.levelOf(row, c)) {
        Expectation expectation = expectations.get(c);
        if (!expectation.contradicts(complex.level(c))
            || expectation.contradicts(Term.levelOf(row, c))) {
          return false;
        }
      }
    }
    return true;
  }
}
