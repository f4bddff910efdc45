package org.panelworks.regression;

import java.io.Serializable;
import java.util.List;
import java.util.TreeSet;

/**
 * A grouping of rows by one category column or by several together.
 *
 * @param columns the columns, distinct and sorted, so that {@code a^b} and {@code b^a} are the same
 */
public record Dimension(List<String> columns) implements Serializable {
  private static final long serialVersionUID = 1L;

  public Dimension {
    columns = List.copyOf(new TreeSet<>(columns));
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a dimension needs a column");
    }
  }

  static Dimension intersection(List<Dimension> members) {
    return new Dimension(members.stream().flatMap(d -> d.columns().stream()).distinct().toList());
  }

  /** Whether each level lies within one unit, so that a unit's rows settle it. */
  boolean isWithin(String unit) {
    return columns.contains(unit);
  }

  /** The columns other than the unit. */
  List<String> columnsBeside(String unit) {
    return columns.stream().filter(c -> !c.equals(unit)).toList();
  }

  /**
   * Whether each level of this dimension lies within one level of the other by its very columns.
   */
  boolean refines(Dimension other) {
    return columns.containsAll(other.columns);
  }

  @Override
  public String toString() {
    return String.join("^", columns);
  }
}
