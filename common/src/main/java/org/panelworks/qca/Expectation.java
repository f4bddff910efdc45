package org.panelworks.qca;

import java.util.Set;
import java.util.TreeSet;
import org.panelworks.SettingsException;

/**
 * A directional expectation: the levels of a condition that theory says contribute to the outcome.
 *
 * @param levels the expected levels; none where theory says nothing, so that the condition is never
 *     dropped from a complex term
 */
public record Expectation(Set<Integer> levels) {
  public Expectation {
    levels = Set.copyOf(new TreeSet<>(levels));
  }

  /** The set's presence contributes. */
  public static Expectation present() {
    return new Expectation(Set.of(1));
  }

  /** The set's absence contributes. */
  public static Expectation absent() {
    return new Expectation(Set.of(0));
  }

  /** No expectation. */
  public static Expectation any() {
    return new Expectation(Set.of());
  }

  /** The levels that are not expected; none where nothing is. */
  Expectation opposite(Condition condition) {
    Set<Integer> others = new TreeSet<>();
    for (int level = 0; level < condition.levels() && !levels.isEmpty(); level++) {
      if (!levels.contains(level)) {
        others.add(level);
      }
    }
    return new Expectation(others);
  }

  /** Whether a level goes against the expectation. */
  boolean contradicts(int level) {
    return !levels.isEmpty() && !levels.contains(level);
  }

  void check(Condition condition) {
    for (int level : levels) {
      if (level < 0 || level >= condition.levels()) {
        throw new SettingsException(
            "the expectation for "
                + condition.name()
                + " must name levels from 0 to "
                + (condition.levels() - 1)
                + ", got "
                + level);
      }
    }
  }
}
