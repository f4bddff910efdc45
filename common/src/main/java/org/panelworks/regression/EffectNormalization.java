package org.panelworks.regression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.panelworks.linalg.PairSums;

/**
 * Puts the effects of a model that cross units under the rule of {@link ModelEstimates}. Slopes are
 * estimated of numbers less their means in the levels; those means are taken back here, so that the
 * constants of the levels are those at a number of zero.
 */
final class EffectNormalization {
  private final FittedModel fitted;
  private final ModelGroup group;
  private final CrossingLevels levels;
  private final List<FixedEffect> effects;
  private final List<List<Integer>> order = new ArrayList<>();
  private final Optional<EffectElimination> elimination;

  /** The effects under the rule, slopes of the numbers as they are, [unknowns]. */
  private final double[] estimates;

  /**
   * A rule for one model.
   *
   * @param levels of the model's group
   * @param pairs D'MWD of the group
   */
  EffectNormalization(FittedModel fitted, CrossingLevels levels, PairSums pairs) {
    this.fitted = fitted;
    this.group = fitted.group();
    this.levels = levels;
    this.effects = crossing(fitted);
    effects.forEach(effect -> order.add(sorted(effect)));
    this.elimination =
        isSimple() ? Optional.empty() : Optional.of(EffectElimination.of(fitted, levels, pairs));
    this.estimates = elimination.map(e -> e.effects(sequence())).orElseGet(this::simple);
  }

  /** The numbers of an effect's levels in the order of their labels. */
  private List<Integer> sorted(FixedEffect effect) {
    List<Integer> numbers =
        IntStream.range(0, group.levels(dimension(effect)).size()).boxed().toList();
    Comparator<List<String>> byLabels =
        LabelOrder.of(numbers.stream().map(l -> labels(effect, l)).toList());
    return numbers.stream().sorted(Comparator.comparing(l -> labels(effect, l), byLabels)).toList();
  }

  private List<FixedEffect> all() {
    return FixedEffect.byGrouping(fitted.model().plan().effects());
  }

  /** Whether the rule needs no equations to be solved. */
  private boolean isSimple() {
    boolean slopes = all().stream().anyMatch(effect -> !effect.slopes().isEmpty());
    return effects.isEmpty() || (all().size() <= 2 && !slopes);
  }

  private double[] simple() {
    return effects.isEmpty() || all().size() == 1 ? fitted.crossing().clone() : byComponent();
  }

  /** The model's effects that cross units, in the order of its formula, one for each grouping. */
  private static List<FixedEffect> crossing(FittedModel fitted) {
    return FixedEffect.byGrouping(
        fitted.model().plan().effects().stream()
            .filter(effect -> fitted.group().crossing().contains(effect.dimension()))
            .toList());
  }

  /** The effects of the levels, with the constant in the first where no unit's effect holds it. */
  static double[] withConstant(FittedModel fitted, double constant) {
    double[] shifted = fitted.crossing().clone();
    boolean inUnits = fitted.within().stream().anyMatch(effect -> !effect.slopesOnly());
    List<FixedEffect> effects =
        crossing(fitted).stream().filter(effect -> !effect.slopesOnly()).toList();
    if (!inUnits && !effects.isEmpty()) {
      int d = fitted.group().crossing().indexOf(effects.get(0).dimension());
      int first = fitted.group().offset(d);
      for (int l = 0; l < fitted.group().levels(d).size(); l++) {
        shifted[first + l] += constant;
      }
    }
    return shifted;
  }

  private int dimension(FixedEffect effect) {
    return group.crossing().indexOf(effect.dimension());
  }

  /** The first unknown of a level, by which it goes. */
  private int first(FixedEffect effect, int level) {
    return group.offset(dimension(effect)) + level;
  }

  private List<String> labels(FixedEffect effect, int level) {
    List<String> sorted = effect.dimension().columns();
    List<String> labels = levels.labels(first(effect, level));
    return effect.columns().stream().map(c -> labels.get(sorted.indexOf(c))).toList();
  }

  /** The model as it was fitted. */
  FittedModel fitted() {
    return fitted;
  }

  /** The model with effects under the rule. */
  FittedModel normalised() {
    return fitted.with(centred());
  }

  /** Whether equations were solved, whose rounding another look at the rows takes out. */
  boolean isSolved() {
    return elimination.isPresent();
  }

  /** Takes out of the estimates what was found wrong with them. */
  void correct(EffectRemainder remainder) {
    remainder.refuseUnlike(fitted.model().plan().spec().name());
    double[] step = elimination.map(e -> e.step(sequence(), remainder.gradient())).orElseThrow();
    for (int u = 0; u < step.length; u++) {
      estimates[u] += step[u];
    }
  }

  /** The model and its effects under the rule. */
  ModelEstimates.Effects effects() {
    List<LevelEffect> list = new ArrayList<>();
    for (int e = 0; e < effects.size(); e++) {
      FixedEffect effect = effects.get(e);
      for (int l : order.get(e)) {
        String labels = String.join("_", labels(effect, l));
        long rows = levels.rows(first(effect, l));
        for (CrossingFactor factor : factors(effect)) {
          double estimate = estimates[factor.offset() + l];
          list.add(new LevelEffect(name(effect, factor), labels, estimate, rows));
        }
      }
    }
    return new ModelEstimates.Effects(normalised(), List.copyOf(list));
  }

  /**
   * The unknowns of an effect: its constants, if it has any, before its slopes, these in the order
   * of the model's formula, which need not be that of the group's other models.
   */
  private List<CrossingFactor> factors(FixedEffect effect) {
    int d = dimension(effect);
    return group.factors().stream()
        .filter(factor -> factor.dimension() == d)
        .sorted(Comparator.comparingInt(factor -> place(effect, factor)))
        .toList();
  }

  private static int place(FixedEffect effect, CrossingFactor factor) {
    return factor.isConstant() ? -1 : effect.slopes().indexOf(factor.slope().get(0));
  }

  private static String name(FixedEffect effect, CrossingFactor factor) {
    return factor.isConstant()
        ? LevelEffect.constants(effect)
        : LevelEffect.slopes(effect, factor.slope().get(0));
  }

  /** The same effects with slopes of numbers less their means, as a fitted model holds them. */
  private double[] centred() {
    double[] centred = estimates.clone();
    for (CrossingFactor factor : group.factors()) {
      int constants = group.offset(factor.dimension());
      for (int l = 0; l < factor.levels() && !factor.isConstant(); l++) {
        centred[constants + l] += factor.centre()[l] * estimates[factor.offset() + l];
      }
    }
    return centred;
  }

  /** Two effects: moves each component's constant from the later effect to the one before it. */
  private double[] byComponent() {
    double[] moved = fitted.crossing().clone();
    Map<Integer, Double> constants = new HashMap<>();
    FixedEffect last = effects.get(effects.size() - 1);
    for (int l : order.get(effects.size() - 1)) {
      int at = first(last, l);
      moved[at] -= constants.computeIfAbsent(levels.component(at), c -> fitted.crossing()[at]);
    }
    if (effects.size() == 2) {
      for (int l : order.get(0)) {
        int at = first(effects.get(0), l);
        moved[at] += constants.getOrDefault(levels.component(at), 0.0);
      }
    }
    return moved;
  }

  /**
   * The unknowns by the rule: levels from last to first, the constant of each before its slopes.
   */
  private List<Integer> sequence() {
    List<Integer> sequence = new ArrayList<>();
    for (int e = 0; e < effects.size(); e++) {
      List<CrossingFactor> factors = factors(effects.get(e));
      for (int i = order.get(e).size() - 1; i >= 0; i--) {
        int level = order.get(e).get(i);
        factors.forEach(factor -> sequence.add(factor.offset() + level));
      }
    }
    return sequence;
  }
}
