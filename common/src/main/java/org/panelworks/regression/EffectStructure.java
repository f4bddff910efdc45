package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.panelworks.linalg.LongIndex;
import org.panelworks.linalg.UnionFind;

/**
 * How the fixed effects of a group lie to each other and to the clusters: their levels, for each
 * pair of effects the connected components of the graph of their levels (Abowd, Creecy and Kramarz
 * 2002), and which effect is nested in which clustering.
 */
final class EffectStructure implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int effects;
  private final boolean[] crosses;
  private final long[] levels;
  private final UnionFind[] graphs;
  private final long[] localComponents;
  private final NestingCheck[] nestings;

  /** Whether an effect's columns hold the cluster's, so that there is nothing to check. */
  private final boolean[] refines;

  private final int clusters;
  private final List<SampleRule.LevelSlope> slopes;
  private final List<SlopeVariation> variations = new ArrayList<>();

  EffectStructure(ModelGroup group) {
    this.effects = group.effects().size();
    this.clusters = group.clusters().size();
    this.crosses = new boolean[effects];
    this.levels = new long[effects];
    this.graphs = new UnionFind[effects * effects];
    this.localComponents = new long[effects * effects];
    this.nestings = new NestingCheck[effects * clusters];
    this.refines = new boolean[nestings.length];
    this.slopes = group.rule().slopes();
    for (SampleRule.LevelSlope slope : slopes) {
      int crossing = group.crossing().indexOf(slope.dimension());
      variations.add(new SlopeVariation(crossing < 0 ? 0 : group.levels(crossing).size()));
    }
    for (int a = 0; a < effects; a++) {
      int crossingA = group.crossingOf(a);
      if (crossingA >= 0) {
        crosses[a] = true;
        levels[a] = group.levels(crossingA).size();
      }
      for (int b = 0; b < a; b++) {
        graphs[a * effects + b] = new UnionFind(nodes(group, a, b));
      }
      for (int c = 0; c < clusters; c++) {
        refines[a * clusters + c] = group.effects().get(a).refines(group.clusters().get(c));
        nestings[a * clusters + c] =
            new NestingCheck(crossingA >= 0 ? group.levels(crossingA).size() : 0);
      }
    }
  }

  private static int nodes(ModelGroup group, int a, int b) {
    int crossingA = group.crossingOf(a);
    int crossingB = group.crossingOf(b);
    return (crossingA >= 0 ? group.levels(crossingA).size() : 0)
        + (crossingB >= 0 ? group.levels(crossingB).size() : 0);
  }

  void add(ModelGroup group, UnitRun run) {
    int[][] number = new int[effects][];
    int[] count = new int[effects];
    for (int a = 0; a < effects; a++) {
      number[a] = numbers(group, run, a, count);
      if (!crosses[a]) {
        levels[a] += count[a];
      }
    }
    for (int a = 0; a < effects; a++) {
      for (int b = 0; b < a; b++) {
        addGraph(group, run, a, b, number, count);
      }
    }
    for (int s = 0; s < slopes.size(); s++) {
      int a = group.effects().indexOf(slopes.get(s).dimension());
      double[] values = run.view().values(slopes.get(s).slope());
      variations.get(s).add(number[a], count[a], crosses[a], values, run);
    }
    for (int c = 0; c < clusters; c++) {
      checkNesting(group, run, c, number, count);
    }
  }

  private void checkNesting(ModelGroup group, UnitRun run, int c, int[][] number, int[] count) {
    long[] codes = {};
    for (int a = 0; a < effects; a++) {
      NestingCheck check = nestings[a * clusters + c];
      if (!check.isNested() || refines[a * clusters + c]) {
        continue;
      }
      if (codes.length == 0) {
        codes = run.view().identities(group.clusters().get(c), run);
      }
      check.add(number[a], count[a], crosses[a], codes, run.size());
    }
  }

  /** Number of each row's level: over all rows for a crossing effect, within the run for others. */
  private static int[] numbers(ModelGroup group, UnitRun run, int effect, int[] count) {
    int crossing = group.crossingOf(effect);
    if (crossing >= 0) {
      return run.level(crossing);
    }
    int[] number = new int[run.size()];
    if (group.isUnit(effect)) {
      count[effect] = 1;
      return number;
    }
    long[] codes = run.view().codes(group.effects().get(effect));
    LongIndex index = new LongIndex();
    for (int r = 0; r < number.length; r++) {
      number[r] = index.add(codes[run.row(r)]);
    }
    count[effect] = index.size();
    return number;
  }

  private void addGraph(ModelGroup group, UnitRun run, int a, int b, int[][] number, int[] count) {
    boolean localA = !crosses[a];
    boolean localB = !crosses[b];
    int at = a * effects + b;
    if (localA && localB) {
      UnionFind graph = new UnionFind(count[a] + count[b]);
      for (int r = 0; r < run.size(); r++) {
        graph.union(number[a][r], count[a] + number[b][r]);
      }
      localComponents[at] += graph.sets();
    } else if (localA || localB) {
      int local = localA ? a : b;
      int other = localA ? b : a;
      int[] first = new int[count[local]];
      Arrays.fill(first, -1);
      for (int r = 0; r < run.size(); r++) {
        int level = number[local][r];
        if (first[level] < 0) {
          first[level] = number[other][r];
        } else {
          graphs[at].union(first[level], number[other][r]);
        }
      }
    } else {
      int shift = group.levels(group.crossingOf(a)).size();
      for (int r = 0; r < run.size(); r++) {
        graphs[at].union(number[a][r], shift + number[b][r]);
      }
    }
  }

  EffectStructure merge(EffectStructure other) {
    for (int a = 0; a < effects; a++) {
      levels[a] += crosses[a] ? 0 : other.levels[a];
    }
    for (int i = 0; i < graphs.length; i++) {
      localComponents[i] += other.localComponents[i];
      if (graphs[i] != null) {
        graphs[i].merge(other.graphs[i]);
      }
    }
    for (int s = 0; s < variations.size(); s++) {
      variations.get(s).merge(other.variations.get(s));
    }
    for (int i = 0; i < nestings.length; i++) {
      nestings[i].merge(other.nestings[i]);
    }
    return this;
  }

  /** Levels of an effect among the rows used. */
  long levels(int effect) {
    return levels[effect];
  }

  /** Connected components of the graph of two effects' levels; of one with itself, its levels. */
  long components(int a, int b) {
    if (a == b) {
      return levels[a];
    }
    int at = Math.max(a, b) * effects + Math.min(a, b);
    return localComponents[at] > 0 ? localComponents[at] : graphs[at].sets();
  }

  /**
   * Slopes of an effect that are not identified by their own level: of numbers that are zero in all
   * its rows or, where the level has a constant, the same.
   */
  long idleSlopes(FixedEffect effect) {
    long idle = 0;
    for (NumericExpression slope : effect.slopes()) {
      int at = slopes.indexOf(new SampleRule.LevelSlope(effect.dimension(), slope));
      SlopeVariation variation = variations.get(at);
      idle += effect.slopesOnly() ? variation.zero() : variation.constant();
    }
    return idle;
  }

  /** Whether each level of the effect lies within one cluster. */
  boolean isNested(int effect, int cluster) {
    return nestings[effect * clusters + cluster].isNested();
  }
}
