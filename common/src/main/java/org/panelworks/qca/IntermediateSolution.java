package org.panelworks.qca;

import java.util.List;

/**
 * The intermediate solution of one pair of a complex and a parsimonious model.
 *
 * @param complexModel number of the complex model, from 1
 * @param parsimoniousModel number of the parsimonious model, from 1
 * @param models every minimum cover
 * @param easy the remainder rows that the expectations let in
 * @param difficult the other simplifying assumptions of the parsimonious model
 */
public record IntermediateSolution(
    int complexModel,
    int parsimoniousModel,
    List<IntermediateModel> models,
    List<Integer> easy,
    List<Integer> difficult) {
  public IntermediateSolution {
    models = List.copyOf(models);
    easy = List.copyOf(easy);
    difficult = List.copyOf(difficult);
  }

  /** The pair's name: {@code C1P2}. */
  public String label() {
    return "C" + complexModel + "P" + parsimoniousModel;
  }
}
