package org.panelworks.regression;

import java.util.ArrayList;
import java.util.List;

/**
 * What a model's fixed effects cost in degrees of freedom, by the rules of {@code reghdfe} 6.13
 * (Correia) or {@code fixest} 0.12 (Bergé).
 *
 * <p>{@code reghdfe}: an effect nested in a cluster costs nothing; the first other effect costs its
 * levels; each later one its levels less the largest number of connected components it forms with
 * an earlier effect that is not nested; if something was nested, every remaining effect costs at
 * least one level less. {@code fixest}: Σ levels − (effects − 1), nested effects counting as one
 * level each. Slopes cost one for each level, nested or not; {@code reghdfe} (its option {@code
 * dofadjustments(continuous)}, on by default) lets off those of levels in which the number is
 * always zero or, where the level has a constant too, always the same.
 *
 * @param parameters slopes and constants estimated and paid for, the effects' included
 * @param fitParameters the same with nothing let off for nesting, as adjusted R² and rmse count
 *     them: under {@code reghdfe} the paid ones and all levels of nested effects
 * @param nested whether some effect is nested in a cluster
 * @param redundant for each fixed effect of the formula, the levels and slopes that cost nothing
 * @param nestedEffects for each fixed effect of the formula, whether it is nested
 */
record DegreesOfFreedom(
    long parameters,
    long fitParameters,
    boolean nested,
    List<Long> redundant,
    List<Boolean> nestedEffects) {

  /**
   * Counts.
   *
   * @param coefficients slopes estimated, the constant included
   */
  static DegreesOfFreedom of(
      ModelGroup group, ModelPlan plan, EffectStructure structure, int coefficients) {
    List<Boolean> nested = new ArrayList<>();
    for (FixedEffect effect : plan.effects()) {
      nested.add(isNested(group, plan, structure, effect.dimension()));
    }
    return plan.spec().smallSample() == SmallSample.REGHDFE
        ? reghdfe(group, plan, structure, coefficients, nested)
        : fixest(group, plan, structure, coefficients, nested);
  }

  private static boolean isNested(
      ModelGroup group, ModelPlan plan, EffectStructure structure, Dimension effect) {
    for (Dimension way : plan.nestingWays()) {
      if (structure.isNested(group.effects().indexOf(effect), group.clusters().indexOf(way))) {
        return true;
      }
    }
    return false;
  }

  private static DegreesOfFreedom reghdfe(
      ModelGroup group,
      ModelPlan plan,
      EffectStructure structure,
      int coefficients,
      List<Boolean> nested) {
    boolean some = nested.contains(true);
    long parameters = coefficients;
    long letOff = 0;
    List<Long> redundant = new ArrayList<>();
    List<Integer> earlier = new ArrayList<>();
    for (int q = 0; q < plan.effects().size(); q++) {
      FixedEffect effect = plan.effects().get(q);
      int index = group.effects().indexOf(effect.dimension());
      long levels = structure.levels(index);
      long free = some ? 1 : 0;
      for (int p : earlier) {
        free = Math.max(free, structure.components(index, p));
      }
      long idle = structure.idleSlopes(effect);
      parameters += slopes(effect, levels) - idle;
      if (effect.slopesOnly()) {
        redundant.add(idle);
      } else if (nested.get(q)) {
        redundant.add(levels + idle);
        letOff += levels;
      } else {
        redundant.add(free + idle);
        parameters += levels - free;
        earlier.add(index);
      }
    }
    return new DegreesOfFreedom(parameters, parameters + letOff, some, redundant, nested);
  }

  private static DegreesOfFreedom fixest(
      ModelGroup group,
      ModelPlan plan,
      EffectStructure structure,
      int coefficients,
      List<Boolean> nested) {
    long parameters = coefficients;
    long letOff = 0;
    int constants = 0;
    List<Long> redundant = new ArrayList<>();
    for (int q = 0; q < plan.effects().size(); q++) {
      FixedEffect effect = plan.effects().get(q);
      long levels = structure.levels(group.effects().indexOf(effect.dimension()));
      parameters += slopes(effect, levels);
      if (effect.slopesOnly()) {
        redundant.add(0L);
        continue;
      }
      long paid = (nested.get(q) ? 1 : levels) - (constants > 0 ? 1 : 0);
      parameters += paid;
      letOff += nested.get(q) ? levels - 1 : 0;
      redundant.add(levels - paid);
      constants++;
    }
    return new DegreesOfFreedom(
        parameters, parameters + letOff, nested.contains(true), redundant, nested);
  }

  private static long slopes(FixedEffect effect, long levels) {
    return Math.multiplyExact(levels, (long) effect.slopes().size());
  }
}
