package org.panelworks.qca;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The intersection of unions of terms, as a union of terms: the products of one term of each, by
 * distribution, without those that fix a condition at two levels and those that lie within another
 * (absorption, which holds for fuzzy sets too).
 */
final class TermIntersection {
  private final Set<Term> terms;

  private TermIntersection(Set<Term> terms) {
    this.terms = terms;
  }

  /** The terms of one model. */
  static TermIntersection of(Model model) {
    return new TermIntersection(widest(terms(model)));
  }

  /** What these terms have in common with a model. */
  TermIntersection with(Model model) {
    Set<Term> products = new LinkedHashSet<>();
    List<Term> others = terms(model);
    for (Term term : terms) {
      for (Term other : others) {
        long shared = term.care() & other.care();
        if ((term.levels() & shared) == (other.levels() & shared)) {
          products.add(new Term(term.care() | other.care(), term.levels() | other.levels()));
        }
      }
    }
    return new TermIntersection(widest(List.copyOf(products)));
  }

  /** The terms as results name them, shorter ones first. */
  List<String> labels(ConfigurationSpace space) {
    return terms.stream()
        .sorted(space.order())
        .map(term -> String.join("*", space.literals(term)))
        .toList();
  }

  /** The terms of a model that lie within a term of another without being it. */
  static List<String> implied(Model model, Model other) {
    List<Term> wider = terms(other);
    List<String> implied = new ArrayList<>();
    for (SolutionTerm solutionTerm : model.terms()) {
      Term term = term(solutionTerm);
      if (!wider.contains(term) && wider.stream().anyMatch(term::within)) {
        implied.add(solutionTerm.label());
      }
    }
    return implied;
  }

  private static Set<Term> widest(List<Term> terms) {
    Set<Term> widest = new LinkedHashSet<>();
    for (Term term : terms) {
      if (terms.stream().noneMatch(other -> !other.equals(term) && term.within(other))) {
        widest.add(term);
      }
    }
    return widest;
  }

  private static List<Term> terms(Model model) {
    return model.terms().stream().map(TermIntersection::term).toList();
  }

  private static Term term(SolutionTerm solutionTerm) {
    long care = 0;
    long levels = 0;
    for (Literal literal : solutionTerm.literals()) {
      care = Term.withLevel(care, literal.condition(), (int) Term.LEVEL);
      levels = Term.withLevel(levels, literal.condition(), literal.level());
    }
    return new Term(care, levels);
  }
}
