package org.panelworks.qca;

import org.panelworks.SettingsException;

/**
 * A causal condition.
 *
 * @param name the set's name
 * @param levels number of levels: 2 for a crisp or fuzzy set (absent, present), 2 to 16 for a
 *     multi-value condition
 * @param multiValue whether its values are the levels 0, 1, … themselves, each a set of its own;
 *     otherwise they are memberships in [0, 1]
 */
public record Condition(String name, int levels, boolean multiValue) {
  static final int MOST_LEVELS = 16;

  public Condition {
    if (name.isBlank()) {
      throw new SettingsException("a condition must have a name, got a blank one");
    }
    if (levels < 2 || levels > MOST_LEVELS) {
      throw new SettingsException(
          "condition " + name + " must have 2 to " + MOST_LEVELS + " levels, got " + levels);
    }
    if (!multiValue && levels != 2) {
      throw new SettingsException(
          "condition " + name + " is a set of memberships and has 2 levels, got " + levels);
    }
  }

  /** A crisp or fuzzy set: memberships in [0, 1]. */
  public static Condition fuzzy(String name) {
    return new Condition(name, 2, false);
  }

  /** A condition of several levels, 0 to {@code levels} − 1. */
  public static Condition multiValue(String name, int levels) {
    return new Condition(name, levels, true);
  }

  /** The literal that fixes this condition at a level: {@code A}, {@code ~A} or {@code A[2]}. */
  public String literal(int level) {
    if (multiValue) {
      return name + "[" + level + "]";
    }
    return level == 1 ? name : "~" + name;
  }
}
