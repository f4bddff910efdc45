package org.panelworks.table;

/**
 * One cell of a head row.
 *
 * @param text free text, may be empty
 * @param span the number of columns it covers, at least one
 */
public record HeaderCell(String text, int span) {
  public HeaderCell {
    if (span < 1) {
      throw new IllegalArgumentException("span of a head cell must be at least 1, got " + span);
    }
  }

  /** A head cell over one column. */
  public static HeaderCell of(String text) {
    return new HeaderCell(text, 1);
  }

  /** Whether this cell heads a group: text over more than one column. */
  boolean headsGroup() {
    return span > 1 && !text.isEmpty();
  }
}
