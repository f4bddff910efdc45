package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.panelworks.EstimationException;
import org.panelworks.linalg.LongIndex;

/**
 * Models that are estimated on the same rows, with the same weights and the same fixed effects:
 * their columns are read, absorbed and multiplied together, each column once.
 *
 * <p>Fixed effects whose levels lie within a unit are taken out unit by unit; the others, which
 * cross units, are solved for together: the unknowns are the constants of the first one's levels,
 * by number, its levels' slopes of each number, then those of the next.
 */
final class ModelGroup implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Error of a mean, relative to it: a few roundings. */
  private static final double ROUNDING = 1e-14;

  private final SampleRule rule;
  private final List<LongIndex> dead;
  private final List<FixedEffect> within;
  private final List<Dimension> crossing;
  private final List<LongIndex> levels;
  private final List<CrossingFactor> factors;
  private final List<DesignColumn> columns;
  private final double[] centre;
  private final double weight;
  private final boolean constant;
  private final List<Dimension> effects;
  private final int[] crossingOf;
  private final boolean[] isUnit;
  private final List<Dimension> clusters;
  private final List<GroupModel> models;

  /**
   * A group.
   *
   * @param members the models; they share fixed effects and weights
   * @param samples the rows they are estimated on, by each model's rule
   * @param unit name of the panel's unit, empty for none
   */
  ModelGroup(List<ModelPlan> members, List<SampleStatistics> samples, String unit) {
    ModelPlan first = members.get(0);
    SampleStatistics sample = samples.get(0);
    this.rule = sample.rule();
    this.dead = sample.dead();
    this.within = first.effects().stream().filter(e -> e.dimension().isWithin(unit)).toList();
    this.effects = first.effects().stream().map(FixedEffect::dimension).distinct().toList();
    this.crossing = effects.stream().filter(d -> !d.isWithin(unit)).toList();
    this.crossingOf = effects.stream().mapToInt(crossing::indexOf).toArray();
    this.isUnit = new boolean[effects.size()];
    for (int e = 0; e < isUnit.length; e++) {
      isUnit[e] = effects.get(e).columns().equals(List.of(unit));
    }
    this.levels = crossing.stream().map(d -> sorted(sample.levels(d))).toList();
    this.factors = new ArrayList<>();
    for (int d = 0; d < crossing.size(); d++) {
      addFactors(d, first.effects(), sample);
    }
    Set<DesignColumn> union = new LinkedHashSet<>();
    Set<Dimension> ways = new LinkedHashSet<>();
    for (ModelPlan member : members) {
      union.add(member.response());
      union.addAll(member.regressors());
      ways.addAll(member.ways());
      ways.addAll(member.wildWays());
    }
    this.columns = List.copyOf(union);
    this.clusters = List.copyOf(ways);
    this.constant = first.constant();
    this.centre = new double[columns.size()];
    this.weight = sample.weight();
    if (first.spansConstant()) {
      for (int c = 0; c < centre.length; c++) {
        centre[c] = mean(samples, columns.get(c));
      }
    }
    this.models = new ArrayList<>();
    for (ModelPlan member : members) {
      models.add(GroupModel.of(member, columns));
    }
  }

  /** The same keys numbered by their order, whatever the order in which blocks were met. */
  private static LongIndex sorted(LongIndex found) {
    long[] keys = new long[found.size()];
    for (int l = 0; l < keys.length; l++) {
      keys[l] = found.key(l);
    }
    Arrays.sort(keys);
    LongIndex sorted = new LongIndex();
    for (long key : keys) {
      sorted.add(key);
    }
    return sorted;
  }

  private void addFactors(int d, List<FixedEffect> all, SampleStatistics sample) {
    List<FixedEffect> ofDimension =
        all.stream().filter(e -> e.dimension().equals(crossing.get(d))).toList();
    boolean constants = ofDimension.stream().anyMatch(e -> !e.slopesOnly());
    if (constants) {
      addFactor(d, List.of(), new double[0]);
    }
    Set<NumericExpression> slopes = new LinkedHashSet<>();
    ofDimension.forEach(effect -> slopes.addAll(effect.slopes()));
    for (NumericExpression slope : slopes) {
      SampleRule.LevelSlope ofLevels = new SampleRule.LevelSlope(crossing.get(d), slope);
      addFactor(
          d,
          List.of(slope),
          constants ? sample.means(ofLevels, levels.get(d)) : new double[levels.get(d).size()]);
    }
  }

  private void addFactor(int d, List<NumericExpression> slope, double[] shift) {
    int size = levels.get(d).size();
    int offset = unknowns();
    if ((long) offset + size > Integer.MAX_VALUE - 8) {
      throw new EstimationException(
          "the fixed effects "
              + crossing
              + " that cross units have more than "
              + (Integer.MAX_VALUE - 8)
              + " levels and slopes together");
    }
    factors.add(new CrossingFactor(d, offset, size, slope, shift));
  }

  private static double mean(List<SampleStatistics> samples, DesignColumn column) {
    for (SampleStatistics sample : samples) {
      if (sample.rule().columns().contains(column)) {
        return sample.mean(column);
      }
    }
    throw new IllegalStateException("no sample rule has the column " + column.name());
  }

  SampleRule rule() {
    return rule;
  }

  List<LongIndex> dead() {
    return dead;
  }

  /** Fixed effects within units. */
  List<FixedEffect> within() {
    return within;
  }

  /** Groupings of the fixed effects that cross units. */
  List<Dimension> crossing() {
    return crossing;
  }

  /** Levels of crossing effect {@code d} among the rows used. */
  LongIndex levels(int d) {
    return levels.get(d);
  }

  /** First unknown of crossing effect {@code d}: of its constants, else of its first slopes. */
  int offset(int d) {
    return factors.stream()
        .filter(f -> f.dimension() == d)
        .mapToInt(CrossingFactor::offset)
        .findFirst()
        .orElseThrow();
  }

  /** The runs of unknowns that the crossing effects are, one after the other. */
  List<CrossingFactor> factors() {
    return factors;
  }

  /** Constants and slopes of all levels of the effects that cross units. */
  int unknowns() {
    return factors.isEmpty() ? 0 : factors.get(factors.size() - 1).end();
  }

  /** The distinct columns of the models; a column of ones stands behind them where there is one. */
  List<DesignColumn> columns() {
    return columns;
  }

  /** Number of columns, that of ones included. */
  int width() {
    return columns.size() + (constant ? 1 : 0);
  }

  /** Name of column {@code c}. */
  String columnName(int c) {
    return c < columns.size() ? columns.get(c).name() : ModelPlan.CONSTANT;
  }

  /** Names of the models. */
  String names() {
    return models.stream().map(m -> m.plan().spec().name()).collect(Collectors.joining(", "));
  }

  /** Mean of column {@code c} over the rows used; 0 where nothing may be taken out. */
  double centre(int c) {
    return centre[c];
  }

  /** Squares about its mean that rounding may leave of column {@code c} where it is constant. */
  double roundingFloor(int c) {
    double rounding = c < centre.length ? centre[c] * ROUNDING : 0;
    return rounding * rounding * weight;
  }

  /** Whether the models have a constant of their own, in the last column. */
  boolean constant() {
    return constant;
  }

  /** Distinct groupings of all fixed effects. */
  List<Dimension> effects() {
    return effects;
  }

  /** Number of an effect among those that cross units, −1 for one within units. */
  int crossingOf(int effect) {
    return crossingOf[effect];
  }

  /** Whether an effect is the panel's unit. */
  boolean isUnit(int effect) {
    return isUnit[effect];
  }

  /** Distinct clusterings of all models. */
  List<Dimension> clusters() {
    return clusters;
  }

  /** Whether a model's covariance needs the rows' times. */
  boolean isSerial() {
    return models.stream().anyMatch(model -> model.plan().isSerial());
  }

  List<GroupModel> models() {
    return models;
  }

  String weights() {
    return rule.weights();
  }
}
