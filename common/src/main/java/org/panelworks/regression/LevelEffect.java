package org.panelworks.regression;

import java.util.List;

/**
 * An estimated fixed effect of one level.
 *
 * @param effect the effect, {@code firm} or {@code sector^year}; {@code firm[[t]]} for its slopes
 * @param level the level's labels in the effect's order, joined by {@code _} as in {@code fixest}
 * @param estimate in units of the response, for a slope per unit of its variable
 * @param rows number of rows of the level that the model was estimated on
 */
public record LevelEffect(String effect, String level, double estimate, long rows) {

  /** The name of an effect's constants. */
  static String constants(FixedEffect effect) {
    return new FixedEffect(effect.columns(), List.of(), false).name();
  }

  /** The name of an effect's slopes of one variable. */
  static String slopes(FixedEffect effect, NumericExpression variable) {
    return new FixedEffect(effect.columns(), List.of(variable), true).name();
  }
}
