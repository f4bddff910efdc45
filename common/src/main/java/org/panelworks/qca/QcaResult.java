package org.panelworks.qca;

import java.util.List;

/**
 * A qualitative comparative analysis of one outcome.
 *
 * @param outcome the outcome's name, with a tilde where it is negated
 * @param truthTable the rows and what each counts for
 * @param complex the solution without any remainder
 * @param parsimonious the solution that may use every remainder
 * @param intermediate one solution for each pair of a complex and a parsimonious model
 */
public record QcaResult(
    String outcome,
    TruthTable truthTable,
    Solution complex,
    Solution parsimonious,
    List<IntermediateSolution> intermediate) {
  public QcaResult {
    intermediate = List.copyOf(intermediate);
  }
}
