package org.panelworks.regression;

import java.io.Serializable;
import java.util.List;

/**
 * The instrumental-variables part of a formula, {@code endogenous ~ instruments}.
 *
 * @param endogenous the endogenous regressors
 * @param instruments the excluded instruments
 */
public record Instruments(List<Term> endogenous, List<Term> instruments) implements Serializable {
  private static final long serialVersionUID = 1L;

  public Instruments {
    endogenous = List.copyOf(endogenous);
    instruments = List.copyOf(instruments);
  }
}
