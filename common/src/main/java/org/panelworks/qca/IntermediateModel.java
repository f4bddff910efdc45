package org.panelworks.qca;

import java.util.List;

/**
 * A model of an intermediate solution.
 *
 * @param model the terms and their fit
 * @param core core and peripheral conditions of each term, [terms]
 */
public record IntermediateModel(Model model, List<CoreConditions> core) {
  public IntermediateModel {
    core = List.copyOf(core);
  }
}
