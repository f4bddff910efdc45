package org.panelworks.stats;

import java.util.Arrays;
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
 * <p>A double maps to a 64-bit key that keeps its order. A first pass samples the rows, one in 64
 * or fewer, and the sample says for each wanted rank between which two keys it will be found, five
 * standard deviations to either side. A second pass counts the values under, between and above such
 * brackets and keeps those inside, of which the wanted ones are then picked: the counts tell
 * whether they are there. Whatever the sample missed, or was too much to keep, is narrowed down as
 * below, so that the sample has a say in the cost only, never in the result. Sample and kept values
 * take at most some 64 MB each.
 *
 * <p>Where the brackets hold more values than may be kept, as those of many quantiles or of many
 * groups do, a pass finds the range of keys of each column in each group; each further pass cuts
 * the ranges that hold wanted ranks into at most 2¹⁶ bins and counts, until a range holds one
 * distinct value or few enough values to keep and sort. With k = columns × groups × order
 * statistics wanted and a memory of M = 2²² counters for each partial statistic (32 MB), bins
 * number b = min(2¹⁶, M / k) for each range, so that there are at most 2 + ⌈64 / log₂ b⌉ passes,
 * six up to k = 64; columns of up to b values take three passes, and of a thousand times that four
 * or five. Only with k above 65,536 are the ranges taken in turns, and passes then grow with k.
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
    RowSample sample =
        blocks.run(
            step("Sample of %d columns"),
            RowSample.pass(choice, Math.max(1, cells / Math.max(1, columns.size()))));
    Optional<BracketPass> brackets =
        BracketPass.of(choice, sample, Arrays.stream(probabilities).sorted().toArray(), cells);
    if (brackets.isPresent()) {
      BracketCounts counts =
          blocks.run(step("Quantiles of %d columns, first round"), brackets.get());
      return select(blocks, choice, counts);
    }
    ColumnRanges ranges = blocks.run(step("Range of %d columns"), ColumnRanges.pass(choice));
    return select(blocks, choice, ranges, 2);
  }

  private String step(String words) {
    return String.format(Locale.ROOT, words, columns.size());
  }

  private QuantileTable select(PanelBlocks blocks, ColumnChoice choice, BracketCounts counts) {
    Selection selection = new Selection(blocks, choice, counts.labels(), cells);
    counts.sortKeys();
    counts.each(
        (group, column, segments) ->
            selection.want(group, column, segments, ranks(segments.count())));
    selection.run();
    return QuantileTable.of(this, counts, selection, 2 + selection.rounds());
  }

  /** Takes the quantiles, given the ranges of the same columns and groups. */
  QuantileTable select(PanelBlocks blocks, ColumnChoice choice, ColumnRanges ranges) {
    return select(blocks, choice, ranges, 1);
  }

  private QuantileTable select(
      PanelBlocks blocks, ColumnChoice choice, ColumnRanges ranges, int passes) {
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
    return QuantileTable.of(this, ranges, selection, passes + selection.rounds());
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
