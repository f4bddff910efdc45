package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.linalg.CompensatedArray;
import org.panelworks.linalg.LongIndex;

/** The rows that one sample rule takes: counts, means of its columns, levels of its groupings. */
final class SampleStatistics implements Serializable {
  private static final long serialVersionUID = 1L;

  private final SampleRule rule;
  private final List<LongIndex> dead;
  private final List<Dimension> counted;
  private final List<LongIndex> levels = new ArrayList<>();
  private final List<long[]> rowsPerLevel = new ArrayList<>();
  private final List<LevelMeans> slopeMeans = new ArrayList<>();
  private final CompensatedArray sums;
  private final SampleTally tally;
  private long rows;

  /**
   * Nothing seen yet.
   *
   * @param dead the singleton levels found so far
   * @param counted the groupings whose levels are counted
   */
  SampleStatistics(SampleRule rule, List<LongIndex> dead, List<Dimension> counted) {
    this.rule = rule;
    this.dead = dead;
    this.counted = counted;
    this.sums = new CompensatedArray(rule.columns().size() + 1);
    this.tally = new SampleTally(rule.names().size());
    for (int d = 0; d < counted.size(); d++) {
      levels.add(new LongIndex());
      rowsPerLevel.add(new long[16]);
    }
    rule.slopes().forEach(slope -> slopeMeans.add(new LevelMeans()));
  }

  /** The rows of a block that the rule takes; the reasons for those left out are counted. */
  boolean[] rows(BlockView view) {
    return rule.rows(view, dead, tally);
  }

  /** Adds a block with the rows that the rule takes. */
  void add(MaskedBlock block) {
    rows += block.rows();
    for (int c = 0; c < rule.columns().size(); c++) {
      sums.add(c, block.sum(rule.columns().get(c)));
    }
    sums.add(rule.columns().size(), block.weight());
    for (int d = 0; d < counted.size(); d++) {
      MaskedBlock.LevelCounts found = block.levels(counted.get(d));
      for (int l = 0; l < found.levels().size(); l++) {
        if (found.rows()[l] > 0) {
          count(d, found.levels().key(l), found.rows()[l]);
        }
      }
    }
    for (int s = 0; s < slopeMeans.size(); s++) {
      SampleRule.LevelSlope wanted = rule.slopes().get(s);
      if (counted.contains(wanted.dimension())) {
        long[] codes = block.view().codes(wanted.dimension());
        double[] values = block.view().values(wanted.slope());
        slopeMeans.get(s).add(codes, values, block.weights(), block.alive());
      }
    }
  }

  private void count(int d, long code, long times) {
    int number = levels.get(d).add(code);
    if (number >= rowsPerLevel.get(d).length) {
      rowsPerLevel.set(d, Arrays.copyOf(rowsPerLevel.get(d), number * 2));
    }
    rowsPerLevel.get(d)[number] += times;
  }

  SampleStatistics merge(SampleStatistics other) {
    rows += other.rows;
    sums.merge(other.sums);
    tally.merge(other.tally);
    for (int s = 0; s < slopeMeans.size(); s++) {
      slopeMeans.get(s).merge(other.slopeMeans.get(s));
    }
    for (int d = 0; d < counted.size(); d++) {
      for (int l = 0; l < other.levels.get(d).size(); l++) {
        count(d, other.levels.get(d).key(l), other.rowsPerLevel.get(d)[l]);
      }
    }
    return this;
  }

  /** Adds the levels that have one row to the singletons known; returns how many there were. */
  int buryCrossingSingletons() {
    int found = 0;
    for (int s = 0; s < rule.singletonDimensions().size(); s++) {
      int d = counted.indexOf(rule.singletonDimensions().get(s));
      for (int l = 0; d >= 0 && l < levels.get(d).size(); l++) {
        if (rowsPerLevel.get(d)[l] == 1) {
          dead.get(s).add(levels.get(d).key(l));
          found++;
        }
      }
    }
    return found;
  }

  SampleRule rule() {
    return rule;
  }

  List<LongIndex> dead() {
    return dead;
  }

  SampleTally tally() {
    return tally;
  }

  /** Missing values of each column, grouping and the weights, those with any, by name. */
  Map<String, Long> missingByColumn() {
    List<String> names = rule.names();
    Map<String, Long> byName = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (tally.missingByName[i] > 0) {
        byName.merge(names.get(i), tally.missingByName[i], Math::max);
      }
    }
    return byName;
  }

  long rows() {
    return rows;
  }

  /** Sum of the weights of the rows used; their number where they have none. */
  double weight() {
    return sums.value(rule.columns().size());
  }

  /** Weighted mean of a column of the rule. */
  double mean(DesignColumn column) {
    int c = rule.columns().indexOf(column);
    return sums.value(c) / weight();
  }

  /** Weighted means of a slope's number over levels, in an index's order, [levels]. */
  double[] means(SampleRule.LevelSlope slope, LongIndex order) {
    return slopeMeans.get(rule.slopes().indexOf(slope)).means(order);
  }

  /** The levels of a counted grouping. */
  LongIndex levels(Dimension dimension) {
    return levels.get(counted.indexOf(dimension));
  }
}
