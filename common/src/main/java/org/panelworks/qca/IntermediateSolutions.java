package org.panelworks.qca;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The intermediate solutions of all pairs of a complex and a parsimonious model. */
final class IntermediateSolutions {
  private final QcaSample sample;
  private final ConfigurationSpace space;
  private final List<Expectation> expectations;
  private final QcaOptions options;
  private final List<Integer> remainders;
  private final long[] positives;
  private final Map<List<Integer>, List<List<Term>>> minimized = new HashMap<>();

  IntermediateSolutions(
      QcaSample sample, TruthTable table, List<Expectation> expectations, QcaOptions options) {
    this.sample = sample;
    this.space = sample.space();
    this.expectations = expectations;
    this.options = options;
    this.remainders = table.rows(RowOutcome.REMAINDER);
    this.positives =
        table.rows(RowOutcome.POSITIVE).stream().mapToLong(table.space()::row).toArray();
  }

  List<IntermediateSolution> of(Minimization complex, Minimization parsimonious) {
    List<IntermediateSolution> solutions = new ArrayList<>();
    for (int c = 0; c < complex.models().size(); c++) {
      for (int p = 0; p < parsimonious.models().size(); p++) {
        solutions.add(pair(c + 1, complex.models().get(c), p + 1, parsimonious.models().get(p)));
      }
    }
    return solutions;
  }

  private IntermediateSolution pair(int c, List<Term> complex, int p, List<Term> parsimonious) {
    List<Integer> easy = easy(complex, parsimonious);
    List<Integer> difficult = new ArrayList<>(space.covered(parsimonious, remainders));
    difficult.removeAll(Set.copyOf(easy));
    List<IntermediateModel> models = new ArrayList<>();
    for (List<Term> terms : minimized.computeIfAbsent(easy, this::minimize)) {
      List<CoreConditions> core = new ArrayList<>();
      for (Term term : terms) {
        core.add(CoreConditions.of(space, term, parsimonious, options.alwaysCore()));
      }
      models.add(new IntermediateModel(ModelFits.of(sample, terms), core));
    }
    return new IntermediateSolution(c, p, models, easy, difficult);
  }

  private List<List<Term>> minimize(List<Integer> easy) {
    long[] free = easy.stream().mapToLong(space::row).toArray();
    return Minimization.of(space, positives, free, options.limits()).models();
  }

  /** The remainders that a complex term covers once it is freed of unexpected literals. */
  private List<Integer> easy(List<Term> complex, List<Term> parsimonious) {
    List<Integer> easy = new ArrayList<>();
    for (int id : remainders) {
      long row = space.row(id);
      if (complex.stream()
          .anyMatch(term -> parsimonious.stream().anyMatch(outer -> reaches(term, outer, row)))) {
        easy.add(id);
      }
    }
    return easy;
  }

  private boolean reaches(Term complex, Term parsimonious, long row) {
    if (!complex.within(parsimonious) || !parsimonious.covers(row)) {
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
