package org.panelworks.jobs.panel;

/**
 * What joining a table to the panel found.
 *
 * @param kind 1:1 or m:1
 * @param on the keys, as the study has them
 * @param tableRows rows of the table, after its filter and aggregate
 * @param tableKeys different keys among them
 * @param tableRowsWithoutKey rows of the table with a missing key, which match nothing
 * @param panelRows rows of the panel, before any sample step
 * @param matched those with a match
 */
public record JoinCount(
    String table,
    String kind,
    String on,
    long tableRows,
    long tableKeys,
    long tableRowsWithoutKey,
    long panelRows,
    long matched) {
  /** Rows of the panel without a match; they stay, with missing values. */
  public long unmatched() {
    return panelRows - matched;
  }

  JoinCount of(long rows, long found) {
    return new JoinCount(table, kind, on, tableRows, tableKeys, tableRowsWithoutKey, rows, found);
  }
}
