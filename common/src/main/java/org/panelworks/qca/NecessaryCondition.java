package org.panelworks.qca;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A literal, or a union of literals, as a necessary condition of the outcome.
 *
 * @param literals the members of the union; one for a single condition
 * @param consistency Σ min(x, y) / Σ y, fraction
 * @param coverage Σ min(x, y) / Σ x, fraction
 * @param ron relevance of necessity, Σ (1 − x) / Σ (1 − min(x, y)), fraction: low where the
 *     condition is trivially necessary because nearly every case has it
 */
public record NecessaryCondition(
    List<Literal> literals, double consistency, double coverage, double ron) {
  public NecessaryCondition {
    literals = List.copyOf(literals);
  }

  /** {@code A} or {@code A + ~B}. */
  public String label() {
    return literals.stream().map(Literal::label).collect(Collectors.joining(" + "));
  }
}
