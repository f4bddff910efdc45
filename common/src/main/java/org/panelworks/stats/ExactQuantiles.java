package org.panelworks.stats;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.panelworks.panel.PanelBlocks;

/**
 * Exact quantiles of many columns at once, pooled or in each group of a category column, however
 * many rows there are.
 *
 * <p>A double maps to a 64-bit key that keeps its order. A first pass finds the range of keys of
 * each column in each group; each further pass cuts the ranges that hold wanted ranks into at most
 * 2¹⁶ bins and counts, until a range holds one distinct value or few enough values to keep and
 * sort. With k = columns × groups × order statistics wanted and a memory of M = 2²² counters for
 * each partial statistic (32 MB), bins number b = min(2¹⁶, M / k) for each range, so that there are
 * at most 1 + ⌈64 / log₂ b⌉ passes, five up to k = 64; columns of up to b values take two passes,
 * and of a thousand times that three or four. Only with k above 65,536 are the ranges taken in
 * turns, and passes then grow with k.
 *
 * <p>Only rows of the sample count. NaN is missing and skipped; −0.0 equals 0.0. Rows whose group
 * is missing belong to no quantile and are counted. A column without a value in a group has
 * quantile NaN there. Ties need no rule, so the result is the same for any order and any split of
 * the rows.
 */
public final class ExactQuantiles {
  private static final int CELLS = 1 << 22;

  private final List<String> columns;
  private final Optional<String> by;
  private final double[] probabilities;
  private final QuantileDefinition definition;
  private final int cells;

  private ExactQuantiles(
      List<String> columns,
      Optional<String> by,
      double[] probabilities,
      QuantileDefinition definition,
      int cells) {
    this.columns = List.copyOf(columns);
    this.by = by;
    this.probabilities = probabilities.clone();
    this.definition = definition;
    this.cells = cells;
  }

  /**
   * Quantiles to be taken.
   *
   * @param columns numeric columns, each once
   * @param by the category column whose levels are the groups; empty for pooled quantiles
   * @param probabilities each in [0, 1], in any order
   */
  public static ExactQuantiles of(
      List<String> columns,
      Optional<String> by,
      double[] probabilities,
      QuantileDefinition definition) {
    if (new HashSet<>(columns).size() < columns.size()) {
      throw new IllegalArgumentException("a column is named twice: " + columns);
    }
    for (double probability : probabilities) {
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "a probability must lie in [0, 1], got %s", probability));
      }
    }
    return new ExactQuantiles(columns, by, probabilities, definition, CELLS);
  }

  /** The same quantiles with another bound on the counters of a partial statistic. */
  ExactQuantiles withCells(int bound) {
    return new ExactQuantiles(columns, by, probabilities, definition, bound);
  }

  /** Takes the quantiles, in as many passes as the class comment states. */
  public QuantileTable fit(PanelBlocks blocks) {
    ColumnChoice choice = ColumnChoice.of(blocks.schema(), columns, by);
    String step = String.format(Locale.ROOT, "Range of %d columns", columns.size());
    return select(blocks, choice, blocks.run(step, ColumnRanges.pass(choice)));
  }

  /** Takes the quantiles, given the ranges of the same columns and groups. */
  QuantileTable select(PanelBlocks blocks, ColumnChoice choice, ColumnRanges ranges) {
    List<String> labels = ranges.labels();
    Selection selection = new Selection(blocks, choice, labels, cells);
    for (int group = 0; group < labels.size(); group++) {
      for (int column = 0; column < columns.size(); column++) {
        KeyRange range = ranges.range(group, column);
        if (range.count() > 0) {
          selection.want(group, column, range, ranks(range.count()));
        }
      }
    }
    selection.run();
    return QuantileTable.of(this, ranges, selection);
  }

  private long[] ranks(long n) {
    TreeSet<Long> ranks = new TreeSet<>();
    for (double probability : probabilities) {
      QuantilePosition position = definition.position(n, probability);
      ranks.add(position.lower());
      ranks.add(position.upper());
    }
    return ranks.stream().mapToLong(Long::longValue).toArray();
  }

  List<String> columns() {
    return columns;
  }

  Optional<String> by() {
    return by;
  }

  double[] probabilities() {
    return probabilities;
  }

  QuantileDefinition definition() {
    return definition;
  }
}
