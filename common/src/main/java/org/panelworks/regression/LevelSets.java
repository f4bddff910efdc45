package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.Pass;

/** The sets of labels found so far: the mergeable statistic behind {@link Levels}. */
public final class LevelSets implements Serializable {
  private static final long serialVersionUID = 1L;

  /** More cells than this in one block cannot stay below the bound on levels in any real panel. */
  private static final long MAX_CELLS = 1L << 22;

  private final List<List<String>> groups;
  private final List<String> samples;
  private final Set<List<String>> split;
  private final List<List<Set<List<String>>>> found;
  private final Set<List<String>> overfull = new HashSet<>();

  /**
   * An empty statistic.
   *
   * @param groups columns, alone or together
   * @param samples numeric columns that are 1 in the rows of a sample
   * @param split the groups whose first column splits models, and whose bound is the higher one
   */
  LevelSets(List<List<String>> groups, List<String> samples, Set<List<String>> split) {
    this.groups = groups;
    this.split = split;
    this.samples = new ArrayList<>();
    this.samples.add(Levels.WHOLE_SAMPLE);
    for (String sample : samples) {
      if (!this.samples.contains(sample)) {
        this.samples.add(sample);
      }
    }
    this.found = new ArrayList<>();
    for (int group = 0; group < groups.size(); group++) {
      List<Set<List<String>>> bySample = new ArrayList<>();
      this.samples.forEach(sample -> bySample.add(new HashSet<>()));
      found.add(bySample);
    }
  }

  List<List<String>> groups() {
    return groups;
  }

  List<String> samples() {
    return samples;
  }

  boolean isOverfull(List<String> group) {
    return overfull.contains(group);
  }

  Set<List<String>> found(List<String> group, String sample) {
    return found.get(groups.indexOf(group)).get(samples.indexOf(sample));
  }

  void add(PanelBlock block) {
    double[][] inSample = samples(block);
    for (int group = 0; group < groups.size(); group++) {
      if (!isOverfull(groups.get(group))) {
        add(block, inSample, group);
        bound(group);
      }
    }
  }

  private double[][] samples(PanelBlock block) {
    double[][] inSample = new double[samples.size()][];
    BlockColumns columns = new BlockColumns(block);
    inSample[0] = new double[block.rows()];
    for (int row = 0; row < block.rows(); row++) {
      inSample[0][row] = block.inSample(row) ? 1 : 0;
    }
    for (int sample = 1; sample < inSample.length; sample++) {
      inSample[sample] = columns.numeric(samples.get(sample));
    }
    return inSample;
  }

  private void add(PanelBlock block, double[][] inSample, int group) {
    List<String> columns = groups.get(group);
    int[][] codes = new int[columns.size()][];
    String[][] dictionaries = new String[columns.size()][];
    long cells = 1;
    for (int i = 0; i < codes.length; i++) {
      int index = block.schema().categoryIndex(columns.get(i));
      if (index < 0) {
        throw new IllegalArgumentException("the block has no category column " + columns.get(i));
      }
      codes[i] = block.codes(index);
      dictionaries[i] = block.dictionary(index);
      cells *= dictionaries[i].length;
    }
    if (cells > MAX_CELLS) {
      overfull.add(columns);
      return;
    }
    for (int sample = 0; sample < inSample.length; sample++) {
      boolean[] seen = new boolean[(int) cells];
      for (int row = 0; row < block.rows(); row++) {
        int cell = inSample[0][row] == 1 && inSample[sample][row] == 1 ? 0 : -1;
        for (int i = 0; i < codes.length && cell >= 0; i++) {
          cell = codes[i][row] < 0 ? -1 : cell * dictionaries[i].length + codes[i][row];
        }
        if (cell >= 0) {
          seen[cell] = true;
        }
      }
      collect(seen, dictionaries, found.get(group).get(sample));
    }
  }

  private static void collect(boolean[] seen, String[][] dictionaries, Set<List<String>> into) {
    for (int cell = 0; cell < seen.length; cell++) {
      if (seen[cell]) {
        int rest = cell;
        String[] labels = new String[dictionaries.length];
        for (int i = labels.length - 1; i >= 0; i--) {
          labels[i] = dictionaries[i][rest % dictionaries[i].length];
          rest /= dictionaries[i].length;
        }
        into.add(List.of(labels));
      }
    }
  }

  LevelSets merge(LevelSets other) {
    overfull.addAll(other.overfull);
    for (int group = 0; group < groups.size(); group++) {
      for (int sample = 0; sample < samples.size(); sample++) {
        found.get(group).get(sample).addAll(other.found.get(group).get(sample));
      }
      bound(group);
    }
    return this;
  }

  private void bound(int group) {
    int most = split.contains(groups.get(group)) ? Levels.MAX_SPLIT_LEVELS : Levels.MAX_LEVELS;
    if (found.get(group).get(0).size() > most) {
      overfull.add(groups.get(group));
    }
    if (isOverfull(groups.get(group))) {
      found.get(group).forEach(Set::clear);
    }
  }

  /** The pass that fills a {@link LevelSets}. */
  record Collector(List<List<String>> groups, List<String> samples, Set<List<String>> split)
      implements Pass<LevelSets> {
    private static final long serialVersionUID = 1L;

    @Override
    public LevelSets start() {
      return new LevelSets(groups, samples, split);
    }

    @Override
    public LevelSets add(LevelSets into, PanelBlock block) {
      into.add(block);
      return into;
    }

    @Override
    public LevelSets merge(LevelSets left, LevelSets right) {
      return left.merge(right);
    }
  }
}
