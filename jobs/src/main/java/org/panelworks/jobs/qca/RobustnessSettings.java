package org.panelworks.jobs.qca;

import java.util.List;
import java.util.Map;
import org.panelworks.qca.SolutionKind;

/**
 * Which variants the robustness table compares.
 *
 * @param asked whether the study has a section for it; otherwise large truth tables are spared
 * @param solution the solution compared
 * @param consistencyCutoffs other consistency cut-offs, each with everything else unchanged
 * @param priCutoffs likewise
 * @param frequencyCutoffs likewise
 * @param anchors other anchors
 * @param bothOutcomes whether the negated outcome is put through the same variants
 * @param leaveOneOut whether each case is left out in turn
 */
record RobustnessSettings(
    boolean asked,
    SolutionKind solution,
    List<Double> consistencyCutoffs,
    List<Double> priCutoffs,
    List<Integer> frequencyCutoffs,
    List<Shift> anchors,
    boolean bothOutcomes,
    LeaveOneOut leaveOneOut) {

  /**
   * A recalibration.
   *
   * @param name as the table shows it
   * @param sets set to its anchors, cuts or thresholds
   */
  record Shift(String name, Map<String, List<Double>> sets) {}
}
