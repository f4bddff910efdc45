package org.panelworks.simulation;

import java.util.List;

/**
 * A firm's rows, in order of the years.
 *
 * @param firm the firm
 * @param measures one array for each of {@link #MEASURES}, NaN where missing, [measures][years]
 */
public record FirmYears(FirmHistory firm, double[][] measures) {
  /**
   * Return on equity (percent), log of one plus the count of digital terms, leverage (fraction),
   * total assets (yuan), cash over assets (fraction), state ownership, unqualified audit opinion (0
   * or 1), directors (count).
   */
  public static final List<String> MEASURES =
      List.of("roe", "dt", "lev", "total_assets", "cash", "soe", "opinion", "board");

  /** Number of rows. */
  public int years() {
    return firm.years();
  }

  /** The year of a row. */
  public int year(int row) {
    return firm.firstYear() + row;
  }

  /** Whether the firm was under special treatment in a row's year. */
  public boolean isSt(int row) {
    return firm.fates()[row] == FirmHistory.Fate.ST;
  }

  /** A cell, NaN where missing. */
  public double value(String measure, int row) {
    int at = MEASURES.indexOf(measure);
    if (at < 0) {
      throw new IllegalArgumentException("a measure must be one of " + MEASURES + ": " + measure);
    }
    return measures[at][row];
  }
}
