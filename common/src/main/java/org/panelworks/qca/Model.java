package org.panelworks.qca;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One model: a smallest set of terms that together cover every positive row.
 *
 * @param terms the sufficient terms
 * @param consistency of the union of the terms, fraction
 * @param pri likewise
 * @param coverage likewise
 * @param uncovered cases in the outcome (above 0.5) that the model does not cover (below 0.5)
 */
public record Model(
    List<SolutionTerm> terms,
    double consistency,
    double pri,
    double coverage,
    List<String> uncovered) {
  public Model {
    terms = List.copyOf(terms);
    uncovered = List.copyOf(uncovered);
  }

  /** The disjunction: {@code A*~B + C}. */
  public String expression() {
    return terms.stream().map(SolutionTerm::label).collect(Collectors.joining(" + "));
  }
}
