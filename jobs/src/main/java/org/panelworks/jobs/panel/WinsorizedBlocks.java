package org.panelworks.jobs.panel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.Function;
import org.panelworks.jobs.moments.SparkBlocks;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelSchema;
import org.panelworks.stats.WinsorCuts;

/**
 * Held blocks as jobs see them: the values outside their cuts replaced, in dropped rows too, and
 * the columns left out that only the cuts needed. A block is made so whenever a pass comes to it,
 * which takes one copy of the winsorized columns; holding the copies would take their memory a
 * second time.
 */
final class WinsorizedBlocks implements Function<PanelBlock, PanelBlock> {
  private static final long serialVersionUID = 1L;
  private static final int POOLED = -1;

  private final PanelSchema seen;

  /** [numeric columns seen] the held column that each is. */
  private final int[] numeric;

  /** [category columns seen] the held column that each is. */
  private final int[] categories;

  /** The held category column of the groups, or {@link #POOLED}. */
  private final int by;

  /** The number of a group by its label. */
  private final Map<String, Integer> groups = new HashMap<>();

  private final WinsorMode mode;

  /** [numeric columns seen][groups], NaN where there is none; empty where the column has none. */
  private final double[][] low;

  private final double[][] high;

  private WinsorizedBlocks(PanelSchema held, PanelSchema seen, WinsorSettings settings) {
    this.seen = seen;
    this.numeric = seen.numeric().stream().mapToInt(held::numericIndex).toArray();
    this.categories = seen.categories().stream().mapToInt(held::categoryIndex).toArray();
    this.by = settings.by().map(held::categoryIndex).orElse(POOLED);
    this.mode = settings.mode();
    this.low = new double[numeric.length][0];
    this.high = new double[numeric.length][0];
  }

  /**
   * The blocks that jobs see.
   *
   * @param seen their columns, all of which the held blocks have
   * @param names the names that jobs have for each winsorized column, in the order of the settings
   */
  static SparkBlocks of(
      SparkBlocks held,
      PanelSchema seen,
      WinsorSettings settings,
      WinsorCuts cuts,
      List<Set<String>> names) {
    WinsorizedBlocks view = new WinsorizedBlocks(held.schema(), seen, settings);
    for (int group = 0; group < cuts.groups().size(); group++) {
      view.groups.put(cuts.groups().get(group), group);
    }
    for (int column = 0; column < names.size(); column++) {
      for (String name : names.get(column)) {
        view.cut(seen.numericIndex(name), column, cuts);
      }
    }
    return SparkBlocks.of(seen, held.hasUnit(), held.rdd().map(view));
  }

  private void cut(int place, int column, WinsorCuts cuts) {
    low[place] = new double[cuts.size()];
    high[place] = new double[cuts.size()];
    for (int group = 0; group < cuts.size(); group++) {
      low[place][group] = cuts.low(group, column);
      high[place][group] = cuts.high(group, column);
    }
  }

  @Override
  public PanelBlock call(PanelBlock held) {
    int[] groupOfCode = by == POOLED ? new int[0] : groupsOf(held.dictionary(by));
    double[][] values = new double[numeric.length][];
    for (int column = 0; column < values.length; column++) {
      double[] from = held.numeric(numeric[column]);
      if (low[column].length == 0) {
        values[column] = from;
      } else if (by == POOLED) {
        values[column] = pooled(from, low[column][0], high[column][0]);
      } else {
        values[column] =
            grouped(
                from,
                held.codes(by),
                byCode(low[column], groupOfCode),
                byCode(high[column], groupOfCode));
      }
    }
    return held.with(seen, values, categories);
  }

  private int[] groupsOf(String[] labels) {
    int[] groupOfCode = new int[labels.length];
    for (int code = 0; code < labels.length; code++) {
      groupOfCode[code] = groups.getOrDefault(labels[code], POOLED);
    }
    return groupOfCode;
  }

  /** A cut for each code plus one; NaN, which nothing lies outside of, where there is none. */
  private static double[] byCode(double[] cuts, int[] groupOfCode) {
    double[] found = new double[groupOfCode.length + 1];
    found[0] = Double.NaN;
    for (int code = 0; code < groupOfCode.length; code++) {
      found[code + 1] = groupOfCode[code] < 0 ? Double.NaN : cuts[groupOfCode[code]];
    }
    return found;
  }

  private double[] pooled(double[] values, double least, double most) {
    double under = mode == WinsorMode.CLIP ? least : Double.NaN;
    double over = mode == WinsorMode.CLIP ? most : Double.NaN;
    double[] cut = new double[values.length];
    for (int row = 0; row < cut.length; row++) {
      double value = values[row];
      cut[row] = value < least ? under : value > most ? over : value;
    }
    return cut;
  }

  private double[] grouped(double[] values, int[] codes, double[] least, double[] most) {
    boolean clip = mode == WinsorMode.CLIP;
    double[] cut = new double[values.length];
    for (int row = 0; row < cut.length; row++) {
      double value = values[row];
      int place = codes[row] + 1;
      if (value < least[place]) {
        cut[row] = clip ? least[place] : Double.NaN;
      } else if (value > most[place]) {
        cut[row] = clip ? most[place] : Double.NaN;
      } else {
        cut[row] = value;
      }
    }
    return cut;
  }
}
