package org.panelworks.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.Pass;

/**
 * The co-moments of sets of variables, each over the rows of the sample in which all variables of
 * the set are there: one set for listwise correlations, a set for each pair for pairwise ones.
 */
final class CoMomentsPass implements Pass<CoMoments[]> {
  private static final long serialVersionUID = 1L;

  /** Rows that are centred together: short enough for plain sums, long enough to merge seldom. */
  private static final int CHUNK = 4096;

  private final int[][] sets;

  private CoMomentsPass(int[][] sets) {
    this.sets = sets;
  }

  /**
   * One set of all columns, or, pairwise, the sets {j, i} for j &lt; i in the order of i, then j.
   */
  static CoMomentsPass of(ColumnChoice choice, MissingCells missing) {
    int[] all = new int[choice.size()];
    Arrays.setAll(all, choice::numeric);
    if (missing == MissingCells.LISTWISE) {
      return new CoMomentsPass(new int[][] {all});
    }
    List<int[]> pairs = new ArrayList<>();
    for (int i = 0; i < all.length; i++) {
      for (int j = 0; j <= i; j++) {
        pairs.add(j == i ? new int[] {all[i]} : new int[] {all[j], all[i]});
      }
    }
    return new CoMomentsPass(pairs.toArray(int[][]::new));
  }

  @Override
  public CoMoments[] start() {
    return Arrays.stream(sets).map(set -> new CoMoments(set.length)).toArray(CoMoments[]::new);
  }

  @Override
  public CoMoments[] add(CoMoments[] into, PanelBlock block) {
    for (int set = 0; set < sets.length; set++) {
      add(into[set], block, sets[set]);
    }
    return into;
  }

  private static void add(CoMoments into, PanelBlock block, int[] set) {
    double[][] columns = new double[set.length][];
    Arrays.setAll(columns, i -> block.numeric(set[i]));
    double[][] chunk = new double[set.length][Math.min(CHUNK, block.rows())];
    int filled = 0;
    for (int row = 0; row < block.rows(); row++) {
      if (!block.inSample(row) || !isComplete(columns, row)) {
        continue;
      }
      for (int i = 0; i < columns.length; i++) {
        chunk[i][filled] = columns[i][row];
      }
      if (++filled == CHUNK) {
        into.add(chunk, filled);
        filled = 0;
      }
    }
    into.add(chunk, filled);
  }

  private static boolean isComplete(double[][] columns, int row) {
    for (double[] column : columns) {
      if (Double.isNaN(column[row])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public CoMoments[] merge(CoMoments[] left, CoMoments[] right) {
    for (int set = 0; set < left.length; set++) {
      left[set].merge(right[set]);
    }
    return left;
  }
}
