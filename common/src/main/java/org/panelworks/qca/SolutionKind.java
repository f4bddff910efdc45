package org.panelworks.qca;

/** The solutions of an analysis. */
public enum SolutionKind {
  /** No remainder is used. */
  COMPLEX,
  /** Any remainder may be used. */
  PARSIMONIOUS,
  /** Easy counterfactuals are used. */
  INTERMEDIATE;

  /**
   * The first model of the solution: by number the first complex and parsimonious model, and the
   * first intermediate model of that pair.
   */
  public Model first(QcaResult result) {
    return switch (this) {
      case COMPLEX -> result.complex().models().get(0);
      case PARSIMONIOUS -> result.parsimonious().models().get(0);
      case INTERMEDIATE -> result.intermediate().get(0).models().get(0).model();
    };
  }

  /** Number of different models. */
  public int models(QcaResult result) {
    return switch (this) {
      case COMPLEX -> result.complex().models().size();
      case PARSIMONIOUS -> result.parsimonious().models().size();
      case INTERMEDIATE ->
          (int)
              result.intermediate().stream()
                  .flatMap(solution -> solution.models().stream())
                  .map(model -> model.model().expression())
                  .distinct()
                  .count();
    };
  }
}
