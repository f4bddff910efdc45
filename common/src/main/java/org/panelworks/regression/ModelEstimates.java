package org.panelworks.regression;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.panelworks.linalg.PairSums;
import org.panelworks.panel.PanelBlocks;

/**
 * What was estimated, for results by row and by level of a fixed effect.
 *
 * <p>Fixed effects are known up to constants that can be moved from one effect to another; they are
 * given as {@code fixef} of {@code fixest} gives those of two effects: the first effect holds the
 * constant, and of each later one the first level of each connected component is zero. Effects that
 * hold the panel's unit come first, then the others in the order of the formula; levels are ordered
 * by number where all labels are numbers, else by characters. With more effects, or with slopes,
 * the same rule reads: going through the effects in this order, and through the levels of each from
 * the last to the first, a level's constant before its slopes, what is a linear combination of the
 * indicators and slopes before it is zero. So in {@code group[t] + year} a trend common to all
 * groups is in their slopes and two years are zero, in {@code year + group[t]} it is in the years
 * and the first group's constant and slope are zero. A number that is the same in all rows of a
 * level has the slope zero there if the level has a constant.
 *
 * <p>Slopes are of the numbers as they are, so that the constant of a level is that at a number of
 * zero, however the numbers were shifted while it was estimated. Several effects of one grouping,
 * as {@code firm + firm[[t]]}, are one, with the place and the name of the first.
 */
public final class ModelEstimates {
  private final List<FittedModel> models;
  private final Map<ModelGroup, PairSums> levelPairs;

  /**
   * Estimates.
   *
   * @param models in the order of the results
   * @param levelPairs D'MWD of each group's effects that cross units
   */
  ModelEstimates(List<FittedModel> models, Map<ModelGroup, PairSums> levelPairs) {
    this.models = models;
    this.levelPairs = levelPairs;
  }

  /** A model, by its place among all models. */
  public FittedModel fitted(int model) {
    return models.get(model);
  }

  /**
   * A model with its fixed effects by the rule.
   *
   * @param fitted gives the effects that lie within units, unit by unit
   * @param crossing the others
   */
  public record Effects(FittedModel fitted, List<LevelEffect> crossing) {}

  /**
   * The fixed effects of some models, by one pass over the rows that finds the levels and, where
   * the rule needs equations to be solved, a second one that takes their rounding out.
   *
   * @param wanted places among all models
   * @throws org.panelworks.SettingsException where the rule would need more memory than is bounded
   * @throws org.panelworks.EstimationException where rounding hides which levels are identified
   */
  public List<Effects> fixedEffects(PanelBlocks blocks, List<Integer> wanted) {
    Set<ModelGroup> groups = new LinkedHashSet<>();
    wanted.forEach(model -> groups.add(models.get(model).group()));
    List<ModelGroup> order = List.copyOf(groups);
    List<CrossingLevels> levels =
        blocks.run("levels of the fixed effects", new CrossingLevels.Collector(order)).parts();
    List<EffectNormalization> normalised = new ArrayList<>();
    for (int model : wanted) {
      FittedModel fitted = models.get(model);
      PairSums pairs = Objects.requireNonNull(levelPairs.get(fitted.group()));
      CrossingLevels ofGroup = levels.get(order.indexOf(fitted.group()));
      normalised.add(new EffectNormalization(fitted, ofGroup, pairs));
    }
    correct(blocks, normalised.stream().filter(EffectNormalization::isSolved).toList());
    return normalised.stream().map(EffectNormalization::effects).toList();
  }

  private static void correct(PanelBlocks blocks, List<EffectNormalization> solved) {
    if (solved.isEmpty()) {
      return;
    }
    List<EffectRemainder> remainders =
        blocks.run("what the fixed effects leave", EffectRemainder.Collector.of(solved)).parts();
    for (int m = 0; m < remainders.size(); m++) {
      solved.get(m).correct(remainders.get(m));
    }
  }
}
