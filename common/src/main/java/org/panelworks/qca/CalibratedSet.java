package org.panelworks.qca;

import java.util.List;

/**
 * A set of a study with its memberships.
 *
 * @param definition where they come from, percentiles resolved to anchors
 * @param condition the set as a condition: its name and levels
 * @param values memberships, or levels of a multi-value condition, [cases]; NaN where missing
 * @param halves positions of the cases whose membership was exactly 0.5, nudged or not
 */
public record CalibratedSet(
    SetDefinition definition, Condition condition, double[] values, List<Integer> halves) {
  public CalibratedSet {
    halves = List.copyOf(halves);
  }
}
