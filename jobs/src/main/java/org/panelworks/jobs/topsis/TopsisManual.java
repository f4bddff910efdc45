package org.panelworks.jobs.topsis;

/** The job's manual. */
final class TopsisManual {
  static final String TEXT =
      """
      topsis: entropy-weight TOPSIS
      """;

  private TopsisManual() {}
}
