package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.panelworks.linalg.LongIndex;
import org.panelworks.linalg.UnionFind;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.Pass;

/**
 * What the levels of a group's effects that cross units are called, how many rows each has, and
 * which hang together through the group's other effect where it has two. A level goes by the first
 * of its unknowns.
 */
final class CrossingLevels implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String[] UNSEEN = {};

  private final String[][] labels;
  private final long[] rows;
  private final double[] squares;
  private final UnionFind components;

  private CrossingLevels(int unknowns) {
    this.labels = new String[unknowns][];
    Arrays.fill(labels, UNSEEN);
    this.rows = new long[unknowns];
    this.squares = new double[unknowns];
    this.components = new UnionFind(unknowns);
  }

  /** The labels of a level, in the order of its dimension's columns. */
  List<String> labels(int level) {
    return List.of(labels[level]);
  }

  long rows(int level) {
    return rows[level];
  }

  /**
   * What an unknown has of D'WD: the weights of a level's rows, for its slope those times the
   * squares of the number less its mean in the level.
   */
  double squares(int unknown) {
    return squares[unknown];
  }

  /** The component of a level: the smallest level in it. */
  int component(int level) {
    return components.find(level);
  }

  private void add(ModelGroup group, UnitRun run) {
    for (int d = 0; d < group.crossing().size(); d++) {
      List<String> columns = group.crossing().get(d).columns();
      int offset = group.offset(d);
      for (int r = 0; r < run.size(); r++) {
        int level = offset + run.level(d)[r];
        rows[level]++;
        if (labels[level].length == 0) {
          labels[level] = run.view().labels(columns, run.unit(), run.row(r)).toArray(String[]::new);
        }
      }
    }
    for (int f = 0; f < group.factors().size(); f++) {
      int[] unknown = run.unknown(f);
      double[] slope = run.slope(f);
      for (int r = 0; r < run.size(); r++) {
        squares[unknown[r]] += run.weight(r) * slope[r] * slope[r];
      }
    }
    if (group.effects().size() == 2) {
      join(group, run);
    }
  }

  private void join(ModelGroup group, UnitRun run) {
    if (group.crossing().size() == 2) {
      int second = group.offset(1);
      for (int r = 0; r < run.size(); r++) {
        components.union(run.level(0)[r], second + run.level(1)[r]);
      }
    } else if (group.crossing().size() == 1) {
      long[] codes = run.view().codes(group.within().get(0).dimension());
      LongIndex own = new LongIndex();
      int[] first = new int[run.size()];
      for (int r = 0; r < run.size(); r++) {
        int before = own.size();
        int number = own.add(codes[run.row(r)]);
        if (number == before) {
          first[number] = run.level(0)[r];
        }
        components.union(first[number], run.level(0)[r]);
      }
    }
  }

  private void merge(CrossingLevels other) {
    for (int l = 0; l < rows.length; l++) {
      rows[l] += other.rows[l];
      squares[l] += other.squares[l];
      if (labels[l].length == 0) {
        labels[l] = other.labels[l];
      }
    }
    components.merge(other.components);
  }

  /** The pass that finds the levels of several groups. */
  record Collector(List<ModelGroup> groups) implements Pass<GroupPasses.Parts<CrossingLevels>> {
    private static final long serialVersionUID = 1L;

    @Override
    public GroupPasses.Parts<CrossingLevels> start() {
      List<CrossingLevels> levels = new ArrayList<>();
      groups.forEach(group -> levels.add(new CrossingLevels(group.unknowns())));
      return new GroupPasses.Parts<>(levels);
    }

    @Override
    public GroupPasses.Parts<CrossingLevels> add(
        GroupPasses.Parts<CrossingLevels> into, PanelBlock block) {
      BlockView view = new BlockView(block);
      for (int g = 0; g < groups.size(); g++) {
        ModelGroup group = groups.get(g);
        CrossingLevels levels = into.parts().get(g);
        UnitRun.each(group, view, run -> levels.add(group, run));
      }
      return into;
    }

    @Override
    public GroupPasses.Parts<CrossingLevels> merge(
        GroupPasses.Parts<CrossingLevels> left, GroupPasses.Parts<CrossingLevels> right) {
      for (int g = 0; g < groups.size(); g++) {
        left.parts().get(g).merge(right.parts().get(g));
      }
      return left;
    }
  }
}
