package org.panelworks.stats;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Quantiles of several columns, pooled or by group.
 *
 * <p>Groups, columns and probabilities are numbered from 0. A pooled table has one group, numbered
 * 0 and without a label.
 */
public final class QuantileTable {
  private final ExactQuantiles request;
  private final List<String> groups;
  private final long[][] counts;
  private final double[][][] values;
  private final long[][][] below;
  private final long[][][] above;
  private final long rowsWithoutGroup;
  private final int passes;

  private QuantileTable(
      ExactQuantiles request, List<String> groups, long rowsWithoutGroup, int passes) {
    int columns = request.columns().size();
    int probabilities = request.probabilities().length;
    int size = request.by().isPresent() ? groups.size() : 1;
    this.request = request;
    this.groups = groups;
    this.counts = new long[size][columns];
    this.values = new double[size][columns][probabilities];
    this.below = new long[size][columns][probabilities];
    this.above = new long[size][columns][probabilities];
    this.rowsWithoutGroup = rowsWithoutGroup;
    this.passes = passes;
  }

  static QuantileTable of(
      ExactQuantiles request, ValueCounts counts, Selection selection, int passes) {
    List<String> found = counts.labels();
    List<String> groups = request.by().isPresent() ? GroupIndex.sorted(found) : List.of();
    QuantileTable table = new QuantileTable(request, groups, counts.rowsWithoutGroup(), passes);
    for (int group = 0; group < table.counts.length; group++) {
      int source = groups.isEmpty() ? 0 : found.indexOf(groups.get(group));
      for (int column = 0; column < request.columns().size(); column++) {
        table.fill(group, column, source, counts.count(source, column), selection);
      }
    }
    return table;
  }

  private void fill(int group, int column, int source, long n, Selection selection) {
    counts[group][column] = n;
    for (int place = 0; place < request.probabilities().length; place++) {
      if (n == 0) {
        values[group][column][place] = Double.NaN;
        continue;
      }
      QuantilePosition position = request.definition().position(n, request.probabilities()[place]);
      OrderStatistic low = selection.at(source, column, position.lower());
      OrderStatistic high = selection.at(source, column, position.upper());
      double value = position.combine(low.value(), high.value());
      values[group][column][place] = value;
      // No value lies between two neighbouring order statistics.
      below[group][column][place] = value > low.value() ? low.below() + low.equal() : low.below();
      above[group][column][place] =
          n - (value < high.value() ? high.below() : high.below() + high.equal());
    }
  }

  /** The columns, by number. */
  public List<String> columns() {
    return request.columns();
  }

  /** The category column whose levels are the groups; empty if pooled. */
  public Optional<String> by() {
    return request.by();
  }

  /**
   * The labels of the groups, by value where all are numbers, otherwise as text; none if pooled.
   */
  public List<String> groups() {
    return groups;
  }

  /** Number of groups; 1 if pooled. */
  public int size() {
    return counts.length;
  }

  /** The number of the group with a label; empty where no row of the sample had it. */
  public OptionalInt group(String label) {
    int group = groups.indexOf(label);
    return group < 0 ? OptionalInt.empty() : OptionalInt.of(group);
  }

  /** Number of values of the column in the group. */
  public long count(int group, int column) {
    return counts[group][column];
  }

  /** The quantile; NaN where the column has no value in the group. */
  public double value(int group, int column, int probability) {
    return values[group][column][probability];
  }

  /** Number of values strictly below the quantile. */
  public long below(int group, int column, int probability) {
    return below[group][column][probability];
  }

  /** Number of values strictly above the quantile. */
  public long above(int group, int column, int probability) {
    return above[group][column][probability];
  }

  /** Rows of the sample that belong to no group, because theirs is missing. */
  public long rowsWithoutGroup() {
    return rowsWithoutGroup;
  }

  /** Passes over the blocks that it took. */
  public int passes() {
    return passes;
  }
}
