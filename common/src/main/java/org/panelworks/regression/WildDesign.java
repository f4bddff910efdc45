package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.panelworks.EstimationException;
import org.panelworks.NearestName;
import org.panelworks.SettingsException;
import org.panelworks.linalg.PairSums;

/**
 * What is collected for the wild bootstraps of a model over one clustering.
 *
 * @param way the clustering
 * @param terms the terms tested
 * @param crossing effects across units that carry a cluster's residuals into others, by their
 *     numbers: those not nested in the clusters, and all where {@code mixing}
 * @param start the place of the first level of each of them, [crossing]
 * @param levels their levels together
 * @param mixing whether an effect within units is not nested in the clusters
 */
record WildDesign(
    Dimension way, List<String> terms, int[] crossing, int[] start, int levels, boolean mixing)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The designs of a model, one for each clustering that it bootstraps over. */
  static List<WildDesign> of(ModelGroup group, ModelPlan plan, EffectStructure structure) {
    Map<Dimension, Set<String>> terms = new LinkedHashMap<>();
    for (WildBootstrap bootstrap : plan.spec().wildBootstraps()) {
      terms
          .computeIfAbsent(plan.clustering(bootstrap), way -> new LinkedHashSet<>())
          .addAll(bootstrap.terms());
    }
    List<WildDesign> designs = new ArrayList<>();
    terms.forEach((way, names) -> designs.add(of(group, plan, structure, way, List.copyOf(names))));
    return designs;
  }

  private static WildDesign of(
      ModelGroup group,
      ModelPlan plan,
      EffectStructure structure,
      Dimension way,
      List<String> terms) {
    int cluster = group.clusters().indexOf(way);
    boolean[] nested = new boolean[group.crossing().size()];
    boolean mixing = false;
    for (int q = 0; q < group.effects().size(); q++) {
      int crossing = group.crossing().indexOf(group.effects().get(q));
      if (crossing >= 0) {
        nested[crossing] = structure.isNested(q, cluster);
      } else {
        mixing |= !structure.isNested(q, cluster);
      }
    }
    boolean all = mixing;
    int[] effects = IntStream.range(0, nested.length).filter(d -> all || !nested[d]).toArray();
    int[] start = new int[effects.length];
    int levels = 0;
    for (int i = 0; i < effects.length; i++) {
      start[i] = levels;
      levels += group.levels(effects[i]).size();
    }
    if (levels > 0) {
      refuseManyLevels(group, plan, way);
    }
    return new WildDesign(way, terms, effects, start, levels, mixing);
  }

  private static void refuseManyLevels(ModelGroup group, ModelPlan plan, Dimension way) {
    boolean slopes =
        plan.effects().stream()
            .anyMatch(e -> !e.slopes().isEmpty() && group.crossing().contains(e.dimension()));
    if (slopes) {
      throw new EstimationException(
          "model "
              + plan.spec().name()
              + ": a wild bootstrap over "
              + way
              + " is not available with slopes by a group that crosses units");
    }
    if (group.unknowns() > PairSums.DENSE_LIMIT) {
      throw new EstimationException(
          "model "
              + plan.spec().name()
              + ": a wild bootstrap over "
              + way
              + ", in which not all fixed effects are nested, is available with at most "
              + PairSums.DENSE_LIMIT
              + " levels of effects that cross units, there are "
              + group.unknowns());
    }
  }

  /** Refuses terms that are no coefficients of a model. */
  static void refuseOtherTerms(ModelPlan plan, ModelSolution solution) {
    List<String> names =
        solution.terms().stream().filter(t -> !t.equals(ModelPlan.CONSTANT)).toList();
    for (WildBootstrap bootstrap : plan.spec().wildBootstraps()) {
      for (String term : bootstrap.terms()) {
        if (!names.contains(term)) {
          throw new SettingsException(
              "model "
                  + plan.spec().name()
                  + ": a wild bootstrap names "
                  + term
                  + why(term, names, solution));
        }
      }
    }
  }

  private static String why(String term, List<String> names, ModelSolution solution) {
    if (term.equals(ModelPlan.CONSTANT)) {
      return ", and the constant is not bootstrapped";
    }
    return solution.dropped().stream().anyMatch(dropped -> dropped.term().equals(term))
        ? ", which was left out as collinear"
        : ", which is no term" + NearestName.hint(term, names);
  }
}
