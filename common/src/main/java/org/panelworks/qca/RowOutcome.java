package org.panelworks.qca;

/** What the minimisation takes a truth table row for. */
public enum RowOutcome {
  /** Frequent and consistent enough: 1. */
  POSITIVE("1"),
  /** Frequent but not consistent enough, or ruled out: 0. */
  NEGATIVE("0"),
  /** Not frequent enough, a logical remainder: ?. */
  REMAINDER("?");

  private final String symbol;

  RowOutcome(String symbol) {
    this.symbol = symbol;
  }

  /** 1, 0 or ?. */
  public String symbol() {
    return symbol;
  }
}
