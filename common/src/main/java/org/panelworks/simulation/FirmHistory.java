package org.panelworks.simulation;

import java.io.Serializable;

/**
 * What is settled about a firm before its numbers are drawn.
 *
 * @param number from 0, in the order of the codes; the firm's own random stream
 * @param code six digits
 * @param industry code of its industry, the same in all years
 * @param listYear year of its listing
 * @param delisted whether it left the market in the end
 * @param firstYear first year in the panel
 * @param fates what becomes of each year from the first on, [years]
 */
public record FirmHistory(
    int number,
    String code,
    String industry,
    int listYear,
    boolean delisted,
    int firstYear,
    Fate[] fates)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What becomes of a firm-year. */
  public enum Fate {
    /** Nothing happens to it; whether it remains is a matter of its firm and age. */
    PLAIN,
    /** Under special treatment. */
    ST,
    /** A cell is missing. */
    INCOMPLETE
  }

  /** Number of its rows. */
  public int years() {
    return fates.length;
  }
}
