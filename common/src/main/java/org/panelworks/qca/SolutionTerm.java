package org.panelworks.qca;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A sufficient term of a model with its fit.
 *
 * @param literals in the order of the conditions
 * @param consistency fraction
 * @param pri fraction
 * @param rawCoverage share of the outcome that the term covers, fraction
 * @param uniqueCoverage coverage of the model less its coverage without the term, fraction
 * @param cases cases with membership above 0.5 in the term
 * @param deviant those of the cases whose membership in the outcome is below 0.5
 */
public record SolutionTerm(
    List<Literal> literals,
    double consistency,
    double pri,
    double rawCoverage,
    double uniqueCoverage,
    List<String> cases,
    List<String> deviant) {
  public SolutionTerm {
    literals = List.copyOf(literals);
    cases = List.copyOf(cases);
    deviant = List.copyOf(deviant);
  }

  /** The same term in a model where it covers another share of the outcome alone. */
  SolutionTerm withUniqueCoverage(double coverage) {
    return new SolutionTerm(literals, consistency, pri, rawCoverage, coverage, cases, deviant);
  }

  /** The conjunction: {@code A*~B}. */
  public String label() {
    return label(literals);
  }

  static String label(List<Literal> literals) {
    return literals.stream().map(Literal::label).collect(Collectors.joining("*"));
  }
}
