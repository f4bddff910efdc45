package org.panelworks.stats;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.panel.Pass;

/**
 * Cuts the values of several variables into bins of bounded size and counts them, over the rows of
 * the sample in which every variable is there: the first half of ranking more values than one
 * machine sorts.
 *
 * <p>The cuts of a variable are quantiles at equal steps. A bin is either a cut, whose values are
 * all equal so that counts alone give their mid-rank, or the open interval between two neighbouring
 * cuts, whose values still have to be ranked among themselves. However many values tie, an interval
 * holds no more than one step's share of the variable's values.
 */
public final class RankBins implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] columns;
  private final double[][] cuts;
  private final long[][] counts;

  private RankBins(int[] columns, double[][] cuts) {
    this.columns = columns;
    this.cuts = cuts;
    this.counts = new long[cuts.length][];
    Arrays.setAll(counts, variable -> new long[2 * cuts[variable].length + 1]);
  }

  /**
   * Makes and fills the bins: one pass, and those of {@link ExactQuantiles} if there are cuts.
   *
   * @param variables numeric columns, each once
   * @param intervals number of intervals that a variable without ties is cut into, at least 1
   */
  public static RankBins of(PanelBlocks blocks, List<String> variables, int intervals) {
    double[] probabilities =
        IntStream.range(1, intervals).mapToDouble(i -> (double) i / intervals).toArray();
    double[][] cuts = new double[variables.size()][0];
    if (probabilities.length > 0) {
      QuantileTable quantiles =
          ExactQuantiles.of(variables, Optional.empty(), probabilities, QuantileDefinition.STATA)
              .fit(blocks);
      Arrays.setAll(cuts, variable -> cuts(quantiles, variable, probabilities.length));
    }
    int[] columns = variables.stream().mapToInt(blocks.schema()::numericIndex).toArray();
    String step = "Counts of " + variables.size() + " variables between quantiles";
    return blocks.run(step, new CountPass(columns, cuts));
  }

  private static double[] cuts(QuantileTable quantiles, int variable, int size) {
    return IntStream.range(0, size)
        .mapToDouble(place -> quantiles.value(0, variable, place))
        .filter(value -> !Double.isNaN(value))
        .distinct()
        .toArray();
  }

  /** Number of variables. */
  public int variables() {
    return cuts.length;
  }

  /**
   * Number of bins of a variable: intervals have even numbers, cuts odd ones, in ascending order.
   */
  public int bins(int variable) {
    return counts[variable].length;
  }

  /** The bin of a value that is not missing. */
  public int bin(int variable, double value) {
    // Adding zero makes -0.0 the 0.0 that a cut is.
    int place = Arrays.binarySearch(cuts[variable], value + 0.0);
    return place >= 0 ? 2 * place + 1 : -2 * (place + 1);
  }

  /** Whether all values of a bin are equal, because the bin is a cut. */
  public static boolean isCut(int bin) {
    return bin % 2 == 1;
  }

  /** Number of values in a bin. */
  public long count(int variable, int bin) {
    return counts[variable][bin];
  }

  /** Number of values in the bins below each bin, [bins]. */
  public long[] below(int variable) {
    long[] below = new long[counts[variable].length];
    for (int bin = 1; bin < below.length; bin++) {
      below[bin] = below[bin - 1] + counts[variable][bin - 1];
    }
    return below;
  }

  /** The rows of the sample in which every variable is there, in order. */
  public int[] rows(PanelBlock block) {
    return rows(block, columns);
  }

  private static int[] rows(PanelBlock block, int[] columns) {
    int[] rows = new int[block.rows()];
    int size = 0;
    for (int row = 0; row < rows.length; row++) {
      boolean complete = block.inSample(row);
      for (int i = 0; i < columns.length && complete; i++) {
        complete = !Double.isNaN(block.numeric(columns[i])[row]);
      }
      if (complete) {
        rows[size++] = row;
      }
    }
    return Arrays.copyOf(rows, size);
  }

  /** The values of a variable in a block, [block's rows]. */
  public double[] values(PanelBlock block, int variable) {
    return block.numeric(columns[variable]);
  }

  private static final class CountPass implements Pass<RankBins> {
    private static final long serialVersionUID = 1L;
    private final int[] columns;
    private final double[][] cuts;

    CountPass(int[] columns, double[][] cuts) {
      this.columns = columns;
      this.cuts = cuts;
    }

    @Override
    public RankBins start() {
      return new RankBins(columns, cuts);
    }

    @Override
    public RankBins add(RankBins into, PanelBlock block) {
      int[] rows = into.rows(block);
      for (int variable = 0; variable < columns.length; variable++) {
        double[] values = into.values(block, variable);
        for (int row : rows) {
          into.counts[variable][into.bin(variable, values[row])]++;
        }
      }
      return into;
    }

    @Override
    public RankBins merge(RankBins left, RankBins right) {
      for (int variable = 0; variable < columns.length; variable++) {
        for (int bin = 0; bin < left.counts[variable].length; bin++) {
          left.counts[variable][bin] += right.counts[variable][bin];
        }
      }
      return left;
    }
  }
}
