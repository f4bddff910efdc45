package org.panelworks.topsis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.panelworks.panel.PanelBlock;

/** The scores of an evaluation of bounded size, by time and, where wanted, by group. */
public final class ScoreSample {
  private final List<String> groups;

  /** [times][groups][values]. */
  private final double[][][] values;

  private final long withoutGroup;

  private ScoreSample(List<String> groups, double[][][] values, long withoutGroup) {
    this.groups = groups;
    this.values = values;
    this.withoutGroup = withoutGroup;
  }

  /**
   * Takes the scores of some blocks; rows without a score are left out.
   *
   * @param scores blocks of scores
   * @param category place of the category of the groups, −1 for one group of all
   */
  public static ScoreSample of(TopsisModel model, List<PanelBlock> scores, int category) {
    TreeMap<String, List<double[]>> found = new TreeMap<>();
    long withoutGroup = 0;
    for (PanelBlock block : scores) {
      int[] times = ScoreCounts.timesOf(model, block);
      double[] score = block.numeric(model.columns().scorePlace(0));
      for (int i = 0; i < score.length; i++) {
        int code = category < 0 ? 0 : block.codes(category)[i];
        withoutGroup += code < 0 ? 1 : 0;
        if (code >= 0 && !Double.isNaN(score[i])) {
          String group = category < 0 ? "" : block.dictionary(category)[code];
          found
              .computeIfAbsent(group, name -> new ArrayList<>())
              .add(new double[] {times[i], score[i]});
        }
      }
    }
    List<String> groups = List.copyOf(found.keySet());
    double[][][] values = new double[model.times().size()][groups.size()][];
    for (int time = 0; time < values.length; time++) {
      for (int g = 0; g < values[time].length; g++) {
        int wanted = time;
        values[time][g] =
            found.getOrDefault(groups.get(g), List.of()).stream()
                .filter(pair -> pair[0] == wanted)
                .mapToDouble(pair -> pair[1])
                .sorted()
                .toArray();
      }
    }
    return new ScoreSample(groups, values, withoutGroup);
  }

  /** Names of the groups, sorted. */
  public List<String> groups() {
    return groups;
  }

  /** Rows that have no group. */
  public long withoutGroup() {
    return withoutGroup;
  }

  /** All scores at a time, ascending, [values]. */
  public double[] at(int time) {
    return Arrays.stream(values[time]).flatMapToDouble(Arrays::stream).sorted().toArray();
  }

  /** Dagum's decomposition at a time, over the groups that have a score there. */
  public GiniDecomposition gini(int time) {
    return gini(values[time]);
  }

  /** Dagum's decomposition over all times. */
  public GiniDecomposition gini() {
    double[][] all = new double[groups.size()][];
    for (int g = 0; g < all.length; g++) {
      int group = g;
      all[g] = Arrays.stream(values).flatMapToDouble(time -> Arrays.stream(time[group])).toArray();
    }
    return gini(all);
  }

  private GiniDecomposition gini(double[][] byGroup) {
    List<String> present = new ArrayList<>();
    List<double[]> scores = new ArrayList<>();
    for (int g = 0; g < byGroup.length; g++) {
      if (byGroup[g].length > 0) {
        present.add(groups.get(g));
        scores.add(byGroup[g]);
      }
    }
    return GiniDecomposition.of(present, scores.toArray(double[][]::new));
  }
}
