package org.panelworks.qca;

import java.util.List;
import java.util.Optional;

/**
 * A set of a study with its memberships.
 *
 * @param definition where they come from, as declared
 * @param used the calibration used, percentiles of the data resolved to anchors; empty for a mean
 * @param condition the set as a condition: its name and levels
 * @param values memberships, or levels of a multi-value condition, [cases]; NaN where missing
 * @param halves positions of the cases whose membership was exactly 0.5, nudged or not
 */
public record CalibratedSet(
    SetDefinition definition,
    Optional<Calibration> used,
    Condition condition,
    double[] values,
    List<Integer> halves) {
  public CalibratedSet {
    halves = List.copyOf(halves);
  }
}
