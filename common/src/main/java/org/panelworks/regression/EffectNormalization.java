package org.panelworks.regression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.SettingsException;
import org.panelworks.linalg.CrossProducts;
import org.panelworks.linalg.PairSums;
import org.panelworks.linalg.SemidefiniteCholesky;

/** Puts the effects of a model that cross units under the rule of {@link ModelEstimates}. */
final class EffectNormalization {
  /** Share of a level's weight that must be its own for the level to be identified. */
  private static final double IDENTIFIED = 1e-11;

  private final FittedModel fitted;
  private final ModelGroup group;
  private final CrossingLevels levels;
  private final List<FixedEffect> effects;
  private final List<List<Integer>> order = new ArrayList<>();

  /**
   * A rule for one model.
   *
   * @param levels of the model's group
   */
  EffectNormalization(FittedModel fitted, CrossingLevels levels) {
    this.fitted = fitted;
    this.group = fitted.group();
    this.levels = levels;
    this.effects = crossing(fitted);
    effects.forEach(effect -> refuseSlopes(fitted, effect));
    for (FixedEffect effect : effects) {
      List<List<String>> labels = new ArrayList<>();
      List<Integer> numbers = new ArrayList<>();
      int d = group.crossing().indexOf(effect.dimension());
      for (int l = group.offset(d); l < group.offset(d) + group.levels(d).size(); l++) {
        numbers.add(l);
        labels.add(labels(effect, l));
      }
      Comparator<List<String>> byLabels = LabelOrder.of(labels);
      numbers.sort(Comparator.comparing(l -> labels(effect, l), byLabels));
      order.add(numbers);
    }
  }

  private static void refuseSlopes(FittedModel fitted, FixedEffect effect) {
    if (!effect.slopes().isEmpty()) {
      throw new SettingsException(
          "model "
              + fitted.model().plan().spec().name()
              + ": fixed effects cannot be saved of "
              + effect.name()
              + ", which has slopes by a group that crosses units; residuals and fitted can");
    }
  }

  /** The model's effects that cross units, in the order of its formula. */
  private static List<FixedEffect> crossing(FittedModel fitted) {
    return fitted.model().plan().effects().stream()
        .filter(effect -> fitted.group().crossing().contains(effect.dimension()))
        .toList();
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

  private List<String> labels(FixedEffect effect, int level) {
    List<String> sorted = effect.dimension().columns();
    List<String> labels = levels.labels(level);
    return effect.columns().stream().map(c -> labels.get(sorted.indexOf(c))).toList();
  }

  /** The model and its effects under the rule. */
  ModelEstimates.Effects effects(PairSums levelPairs) {
    FittedModel normalised = fitted.with(normalised(levelPairs));
    List<LevelEffect> list = new ArrayList<>();
    for (int e = 0; e < effects.size(); e++) {
      for (int l : order.get(e)) {
        list.add(
            new LevelEffect(
                LevelEffect.constants(effects.get(e)),
                String.join("_", labels(effects.get(e), l)),
                normalised.crossing()[l],
                levels.rows(l)));
      }
    }
    return new ModelEstimates.Effects(normalised, List.copyOf(list));
  }

  private double[] normalised(PairSums levelPairs) {
    List<FixedEffect> all = fitted.model().plan().effects();
    if (effects.isEmpty() || all.size() == 1) {
      return fitted.crossing();
    }
    if (all.size() == 2 && all.stream().allMatch(effect -> effect.slopes().isEmpty())) {
      return byComponent();
    }
    if (!levelPairs.isDense()) {
      throw new SettingsException(
          "model "
              + fitted.model().plan().spec().name()
              + ": fixed effects can be saved of two effects, or of more with at most "
              + PairSums.DENSE_LIMIT
              + " levels that cross units; there are "
              + levelPairs.size());
    }
    return byElimination(levelPairs.toDense(new boolean[levelPairs.size()]));
  }

  /** Two effects: moves each component's constant from the later effect to the one before it. */
  private double[] byComponent() {
    double[] moved = fitted.crossing().clone();
    Map<Integer, Double> constants = new HashMap<>();
    for (int l : order.get(effects.size() - 1)) {
      moved[l] -= constants.computeIfAbsent(levels.component(l), c -> fitted.crossing()[l]);
    }
    if (effects.size() == 2) {
      for (int l : order.get(0)) {
        moved[l] += constants.getOrDefault(levels.component(l), 0.0);
      }
    }
    return moved;
  }

  /**
   * Solves Sa = S·(effects) with zeros where the indicators before it explain a level's, S = D'MWD.
   */
  private double[] byElimination(double[][] pairs) {
    List<Integer> sequence = new ArrayList<>();
    for (List<Integer> ofEffect : order) {
      for (int i = ofEffect.size() - 1; i >= 0; i--) {
        sequence.add(ofEffect.get(i));
      }
    }
    int size = sequence.size();
    double[][] ordered = new double[size][size];
    double[] right = new double[size];
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      double[] row = pairs[sequence.get(i)];
      for (int j = 0; j < size; j++) {
        ordered[i][j] = row[sequence.get(j)];
      }
      weights[i] = levels.weight(sequence.get(i));
      right[i] = CrossProducts.dot(row, fitted.crossing(), row.length);
    }
    double[] solved = SemidefiniteCholesky.of(ordered, weights, IDENTIFIED).solve(right);
    double[] moved = new double[size];
    for (int i = 0; i < size; i++) {
      moved[sequence.get(i)] = solved[i];
    }
    return moved;
  }
}
