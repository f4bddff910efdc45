package org.panelworks.qca;

import java.util.List;

/**
 * A complex or a parsimonious solution: every model that fits the truth table equally well.
 *
 * @param primeImplicants all prime implicants that cover a positive row
 * @param essential those that every model has
 * @param models every minimum cover of the positive rows
 * @param simplifyingAssumptions the remainder rows that each model covers, [models]; always empty
 *     for the complex solution
 */
public record Solution(
    List<String> primeImplicants,
    List<String> essential,
    List<Model> models,
    List<List<Integer>> simplifyingAssumptions) {
  public Solution {
    primeImplicants = List.copyOf(primeImplicants);
    essential = List.copyOf(essential);
    models = List.copyOf(models);
    simplifyingAssumptions = List.copyOf(simplifyingAssumptions);
  }
}
