package org.panelworks.jobs.panel;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * The units of a block lie between two of them, in an order of their own: that of their text, or of
 * the numbers that they travel as. Blocks whose ranges do not meet have no unit in common.
 *
 * @param first the least
 * @param last the greatest
 */
record UnitRange(String first, String last) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** One text. */
  static UnitRange of(String label) {
    return new UnitRange(label, label);
  }

  /** From one number to another one: their digits in a text of one length sort as they do. */
  static UnitRange of(long least, long greatest) {
    return new UnitRange(digits(least), digits(greatest));
  }

  private static String digits(long key) {
    return HexFormat.of().toHexDigits(key ^ Long.MIN_VALUE);
  }

  /** Whether no two ranges meet. */
  static boolean areApart(List<UnitRange> ranges) {
    List<UnitRange> sorted =
        ranges.stream().sorted(Comparator.comparing(UnitRange::first)).toList();
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).first().compareTo(sorted.get(i - 1).last()) <= 0) {
        return false;
      }
    }
    return true;
  }
}
