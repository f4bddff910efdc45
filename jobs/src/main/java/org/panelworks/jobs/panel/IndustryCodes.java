package org.panelworks.jobs.panel;

/** The code sets of industries in CSMAR's tables, and what finance is in each. */
enum IndustryCodes {
  /** The regulator's classes of 2012: finance is J (J66 to J69). */
  CSRC_2012("Nnindcd", "J%"),
  /** The regulator's classes of 2001: finance is I. */
  CSRC_2001("Nindcd", "I%"),
  /** Six sectors: finance is 0001. */
  SECTOR("Indcd", "0001");

  private final String column;
  private final String finance;

  IndustryCodes(String column, String finance) {
    this.column = column;
    this.finance = finance;
  }

  /** CSMAR's column of these codes. */
  String column() {
    return column;
  }

  /** The condition on a column of codes that is true for finance. */
  String finance(String name) {
    return "CAST(" + name + " AS STRING) LIKE '" + finance + "'";
  }
}
