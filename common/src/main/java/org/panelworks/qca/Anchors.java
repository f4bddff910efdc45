package org.panelworks.qca;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.panelworks.SettingsException;

/** What the anchors, cuts and memberships of a calibration must keep to, and how they move. */
final class Anchors {
  private Anchors() {}

  static void checkCount(List<Double> values, int wanted) {
    if (values.size() != wanted) {
      throw new SettingsException("shifted anchors must be " + wanted + ", got " + values);
    }
  }

  static Optional<List<Double>> movedAlong(List<Double> anchors, double share) {
    int last = anchors.size() - 1;
    if (last < 1) {
      return Optional.empty();
    }
    List<Double> moved = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      int from = share > 0 ? Math.min(i, last - 1) : Math.max(i, 1) - 1;
      moved.add(anchors.get(i) + share * (anchors.get(from + 1) - anchors.get(from)));
    }
    return Optional.of(moved);
  }

  static void checkAnchors(double fullOut, double crossover, double fullIn) {
    boolean rising = fullOut < crossover && crossover < fullIn;
    boolean falling = fullOut > crossover && crossover > fullIn;
    if (!(rising || falling) || !Double.isFinite(fullOut) || !Double.isFinite(fullIn)) {
      throw new SettingsException(
          "anchors must rise or fall from full-out over crossover to full-in, got "
              + List.of(fullOut, crossover, fullIn));
    }
  }

  /** Any other value would break the order of the memberships. */
  static void checkCrossover(double half, List<Double> cuts, List<Double> memberships) {
    int cut = cuts.indexOf(half);
    if (cut < 0 || !((memberships.get(cut) - 0.5) * (memberships.get(cut + 1) - 0.5) < 0)) {
      throw new SettingsException(
          "crossover must be a cut between a membership below and one above 0.5, got "
              + half
              + " with cuts "
              + cuts
              + " and memberships "
              + memberships);
    }
  }

  static void checkAscending(String name, List<Double> values) {
    boolean ascending = !values.isEmpty();
    for (int i = 0; i < values.size(); i++) {
      ascending &= Double.isFinite(values.get(i));
      ascending &= i == 0 || values.get(i) > values.get(i - 1);
    }
    if (!ascending) {
      throw new SettingsException(name + " must be finite and rise strictly, got " + values);
    }
  }

  static void checkMemberships(List<Double> memberships, int wanted, String rule) {
    if (memberships.size() != wanted) {
      throw new SettingsException(
          "memberships must be "
              + wanted
              + " ("
              + rule
              + "), got "
              + memberships.size()
              + ": "
              + memberships);
    }
    memberships.forEach(m -> TruthTableOptions.checkFraction("memberships", m));
    List<Double> sorted = memberships.stream().sorted().distinct().toList();
    List<Double> reversed = new ArrayList<>(sorted);
    Collections.reverse(reversed);
    if (!memberships.equals(sorted) && !memberships.equals(reversed)) {
      throw new SettingsException("memberships must all rise or all fall, got " + memberships);
    }
  }
}
