package org.panelworks.stats;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.Pass;

/**
 * Counts the values of each column in each group over brackets, and keeps those inside. Most values
 * lie in the widest gap between two brackets, and take two comparisons. A group that the sample did
 * not meet is small: all its values are kept.
 */
final class BracketPass implements Pass<BracketCounts> {
  private static final long serialVersionUID = 1L;

  private final ColumnChoice choice;

  /** Brackets of each column, by the group's label. */
  private final Map<String, Brackets[]> brackets;

  private final Brackets[] whole;
  private final long limit;

  BracketPass(ColumnChoice choice, Map<String, Brackets[]> brackets, long limit) {
    this.choice = choice;
    this.brackets = brackets;
    this.limit = limit;
    this.whole = new Brackets[choice.size()];
    Arrays.fill(whole, Brackets.WHOLE);
  }

  /**
   * A pass over the brackets that a sample gives; none where more values than {@code most} are
   * expected in them.
   *
   * @param probabilities ascending
   */
  static Optional<BracketPass> of(
      ColumnChoice choice, RowSample sample, double[] probabilities, long most) {
    Map<String, Brackets[]> brackets = new HashMap<>();
    List<String> labels = sample.labels();
    int[][] rows = sample.rowsByGroup();
    long expected = 0;
    for (int group = 0; group < rows.length; group++) {
      int[] members = rows[group];
      Brackets[] row =
          IntStream.range(0, choice.size())
              .parallel()
              .mapToObj(column -> Brackets.of(sample.sortedKeys(column, members), probabilities))
              .toArray(Brackets[]::new);
      for (Brackets column : row) {
        expected += column.sampled() * sample.stride();
      }
      if (expected > most) {
        return Optional.empty();
      }
      brackets.put(labels.get(group), row);
    }
    return Optional.of(new BracketPass(choice, brackets, most + most / 4));
  }

  @Override
  public BracketCounts start() {
    BracketCounts empty = new BracketCounts(limit);
    if (!choice.isGrouped()) {
      empty.groups().number("");
      open(empty);
    }
    return empty;
  }

  private void open(BracketCounts counts) {
    List<String> labels = counts.groups().labels();
    while (counts.size() < labels.size()) {
      counts.start(brackets.getOrDefault(labels.get(counts.size()), whole));
    }
  }

  @Override
  public BracketCounts add(BracketCounts into, PanelBlock block) {
    int[] groups = choice.groups(block, into.groups());
    if (choice.isGrouped()) {
      if (into.size() < into.groups().size()) {
        open(into);
      }
      into.addRowsWithoutGroup(rowsWithoutGroup(block, groups));
    }
    SegmentCounts[] column = new SegmentCounts[into.size()];
    for (int place = 0; place < choice.size(); place++) {
      for (int group = 0; group < column.length; group++) {
        column[group] = into.of(group)[place];
      }
      double[] values = block.numeric(choice.numeric(place));
      into.keptMore(
          choice.isGrouped() ? addColumn(column, values, groups) : add(column[0], values, groups));
    }
    return into;
  }

  private static long rowsWithoutGroup(PanelBlock block, int[] groups) {
    long without = 0;
    for (int row = 0; row < groups.length; row++) {
      without += groups[row] == GroupIndex.NONE && block.inSample(row) ? 1 : 0;
    }
    return without;
  }

  /** Adds the values of rows that are in group 0 or in none; returns how many keys were kept. */
  private static long add(SegmentCounts into, double[] values, int[] groups) {
    double after = after(into.brackets());
    double before = before(into.brackets());
    long between = 0;
    long kept = 0;
    for (int row = 0; row < values.length; row++) {
      double value = values[row];
      if (groups[row] == GroupIndex.NONE) {
        continue;
      }
      if (value > after && value < before) {
        between++;
      } else if (!Double.isNaN(value)) {
        kept += into.add(SortKey.of(value)) ? 1 : 0;
      }
    }
    into.add(into.brackets().widestGap(), between);
    return kept;
  }

  private static long addColumn(SegmentCounts[] into, double[] values, int[] groups) {
    double[] after = new double[into.length];
    double[] before = new double[into.length];
    int[] between = new int[into.length];
    for (int group = 0; group < into.length; group++) {
      after[group] = after(into[group].brackets());
      before[group] = before(into[group].brackets());
    }
    long kept = 0;
    for (int row = 0; row < values.length; row++) {
      double value = values[row];
      int group = groups[row];
      if (group == GroupIndex.NONE) {
        continue;
      }
      if (value > after[group] && value < before[group]) {
        between[group]++;
      } else if (!Double.isNaN(value)) {
        kept += into[group].add(SortKey.of(value)) ? 1 : 0;
      }
    }
    for (int group = 0; group < into.length; group++) {
      into[group].add(into[group].brackets().widestGap(), between[group]);
    }
    return kept;
  }

  /** Values of the widest gap are greater; NaN, which nothing is, where the gap is empty. */
  private static double after(Brackets brackets) {
    int gap = brackets.widestGap();
    return brackets.low(gap) > brackets.high(gap)
        ? Double.NaN
        : SortKey.value(Math.max(Brackets.LEAST, brackets.low(gap) - 1));
  }

  /** Values of the widest gap are less. */
  private static double before(Brackets brackets) {
    return SortKey.value(Math.min(Brackets.MOST, brackets.high(brackets.widestGap()) + 1));
  }

  @Override
  public BracketCounts merge(BracketCounts left, BracketCounts right) {
    return left.merge(right);
  }
}
