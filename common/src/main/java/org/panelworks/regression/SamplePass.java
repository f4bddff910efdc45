package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.panelworks.linalg.LongIndex;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.Pass;

/** Finds the rows of every sample rule, and which rules take the same rows. */
final class SamplePass implements Pass<SamplePass.Samples> {
  private static final long serialVersionUID = 1L;

  private final List<SampleRule> rules;
  private final List<List<LongIndex>> dead;
  private final String unit;

  /**
   * A pass.
   *
   * @param dead for each rule and each of its singleton dimensions, the singleton levels known
   */
  SamplePass(List<SampleRule> rules, List<List<LongIndex>> dead, String unit) {
    this.rules = rules;
    this.dead = dead;
    this.unit = unit;
  }

  /** What the pass found. */
  static final class Samples implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<SampleStatistics> statistics = new ArrayList<>();
    private final boolean[][] differ;

    Samples(int rules) {
      differ = new boolean[rules][rules];
    }

    /** The statistics of rule {@code i}. */
    SampleStatistics of(int i) {
      return statistics.get(i);
    }

    /** Whether two rules take the same rows. */
    boolean sameRows(int i, int j) {
      return !differ[i][j];
    }
  }

  @Override
  public Samples start() {
    Samples samples = new Samples(rules.size());
    for (int i = 0; i < rules.size(); i++) {
      SampleRule rule = rules.get(i);
      List<Dimension> counted = rule.dimensions().stream().filter(d -> !d.isWithin(unit)).toList();
      samples.statistics.add(new SampleStatistics(rule, dead.get(i), counted));
    }
    return samples;
  }

  @Override
  public Samples add(Samples into, PanelBlock block) {
    BlockView view = new BlockView(block);
    boolean[][] alive = new boolean[rules.size()][];
    MaskedBlock[] masked = new MaskedBlock[alive.length];
    for (int i = 0; i < alive.length; i++) {
      alive[i] = into.of(i).rows(view);
      for (int j = 0; j < i; j++) {
        boolean same = alive[i] == alive[j] || Arrays.equals(alive[i], alive[j]);
        into.differ[i][j] |= !same;
        into.differ[j][i] = into.differ[i][j];
        if (same && rules.get(i).weights().equals(rules.get(j).weights())) {
          masked[i] = masked[j];
        }
      }
      if (masked[i] == null) {
        masked[i] = new MaskedBlock(view, alive[i], rules.get(i).weights());
      }
      into.of(i).add(masked[i]);
    }
    return into;
  }

  @Override
  public Samples merge(Samples left, Samples right) {
    for (int i = 0; i < rules.size(); i++) {
      left.of(i).merge(right.of(i));
      for (int j = 0; j < rules.size(); j++) {
        left.differ[i][j] |= right.differ[i][j];
      }
    }
    return left;
  }
}
