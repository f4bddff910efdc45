package org.panelworks.regression;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A term of a formula: the product of its factors.
 *
 * @param factors at least one, distinct, in the order in which the formula first names them
 */
public record Term(List<TermFactor> factors) implements Serializable {
  private static final long serialVersionUID = 1L;

  public Term {
    factors = List.copyOf(factors);
    if (factors.isEmpty()) {
      throw new IllegalArgumentException("a term has at least one factor");
    }
  }

  /** The factors' names joined by colons, as R labels terms. */
  public String name() {
    return factors.stream().map(TermFactor::name).collect(Collectors.joining(":"));
  }

  /** Whether the term is one column whatever the data: no category is in it. */
  public boolean isNumeric() {
    return factors.stream().allMatch(factor -> factor instanceof TermFactor.Numeric);
  }
}
