package org.panelworks.qca;

import java.util.List;

/** Where a set's memberships come from. */
public sealed interface SetDefinition {
  /** The set's name. */
  String name();

  /**
   * A set calibrated from a column.
   *
   * @param name the set
   * @param from the column
   * @param calibration how its values become memberships
   */
  record FromColumn(String name, String from, Calibration calibration) implements SetDefinition {}

  /**
   * A set whose membership is the mean of others': a condition made of measure points.
   *
   * @param name the set
   * @param of the other sets
   */
  record MeanOf(String name, List<String> of) implements SetDefinition {
    public MeanOf {
      of = List.copyOf(of);
    }
  }
}
