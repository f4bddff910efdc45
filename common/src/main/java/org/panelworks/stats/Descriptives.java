package org.panelworks.stats;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.panelworks.SettingsException;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.panel.PanelSchema;
import org.panelworks.panel.Pass;

/**
 * Descriptive statistics of several variables, each over its own values that are not missing: one
 * pass for the moments of all variables together, whatever their number, and the passes of {@link
 * ExactQuantiles} for median and quartiles, twice if there are groups.
 *
 * <p>The variance is Σ(x − mean)² / (n − 1), from centred chunks ({@link CoMoments}). Only rows of
 * the sample count. With groups there are descriptions of the whole sample and of each group; rows
 * whose group is missing belong to the former only.
 */
public final class Descriptives {
  private final List<String> variables;
  private final Optional<String> by;
  private final List<Statistic> statistics;
  private final QuantileDefinition definition;

  private Descriptives(
      List<String> variables,
      Optional<String> by,
      List<Statistic> statistics,
      QuantileDefinition definition) {
    this.variables = List.copyOf(variables);
    this.by = by;
    this.statistics = List.copyOf(statistics);
    this.definition = definition;
  }

  /**
   * Descriptives to be taken.
   *
   * @param variables numeric columns, at least one, each once
   * @param by the category column whose levels are the groups; empty for the whole sample only
   * @param statistics which, in the order of the table; at least one, each once
   */
  public static Descriptives of(
      List<String> variables,
      Optional<String> by,
      List<Statistic> statistics,
      QuantileDefinition definition) {
    requireDistinct("variables", variables);
    requireDistinct("statistics", statistics);
    return new Descriptives(variables, by, statistics, definition);
  }

  private static void requireDistinct(String what, List<?> list) {
    if (list.isEmpty()) {
      throw new SettingsException(what + " must name at least one");
    }
    List<Object> left = new ArrayList<>(list);
    new HashSet<>(list).forEach(left::remove);
    if (!left.isEmpty()) {
      throw new SettingsException(what + " names `" + left.get(0) + "` twice");
    }
  }

  /** The pass that gathers the moments, of which {@link #finish} makes the table. */
  public Pass<DescriptiveMoments> pass(PanelSchema schema) {
    return DescriptiveMoments.pass(
        ColumnChoice.of(schema, variables, Optional.empty()),
        ColumnChoice.of(schema, variables, by));
  }

  /** Takes the descriptives. */
  public DescriptiveTable fit(PanelBlocks blocks) {
    String step = String.format(Locale.ROOT, "Moments of %d variables", variables.size());
    return finish(blocks, blocks.run(step, pass(blocks.schema())));
  }

  /**
   * Takes the quantiles, if any were asked for, and makes the table.
   *
   * @param moments the statistic of {@link #pass} over the same blocks
   */
  public DescriptiveTable finish(PanelBlocks blocks, DescriptiveMoments moments) {
    Optional<QuantileTable> pooled = quantiles(blocks, Optional.empty(), moments.pooledRanges());
    List<Description> all = new ArrayList<>();
    for (int column = 0; column < variables.size(); column++) {
      KeyRange range = moments.pooledRanges().range(0, column);
      all.add(description(column, moments.pooled(column), range, 0, pooled));
    }
    int passes = pooled.map(table -> table.passes() - 1).orElse(0);
    if (by.isEmpty()) {
      return new DescriptiveTable(all, by, List.of(), 0, passes);
    }
    ColumnRanges ranges = moments.groupRanges();
    Optional<QuantileTable> grouped = quantiles(blocks, by, ranges);
    return new DescriptiveTable(
        all,
        by,
        groups(moments, grouped),
        ranges.rowsWithoutGroup(),
        passes + grouped.map(table -> table.passes() - 1).orElse(0));
  }

  private List<DescriptiveTable.Group> groups(
      DescriptiveMoments moments, Optional<QuantileTable> quantiles) {
    ColumnRanges ranges = moments.groupRanges();
    List<String> found = ranges.labels();
    List<String> sorted = GroupIndex.sorted(found);
    List<DescriptiveTable.Group> groups = new ArrayList<>();
    for (int group = 0; group < sorted.size(); group++) {
      String label = sorted.get(group);
      List<Description> rows = new ArrayList<>();
      for (int column = 0; column < variables.size(); column++) {
        KeyRange range = ranges.range(found.indexOf(label), column);
        rows.add(description(column, moments.group(label, column), range, group, quantiles));
      }
      groups.add(new DescriptiveTable.Group(label, rows));
    }
    return groups;
  }

  private double[] probabilities() {
    return statistics.stream()
        .filter(statistic -> statistic.probability().isPresent())
        .mapToDouble(statistic -> statistic.probability().getAsDouble())
        .toArray();
  }

  private Optional<QuantileTable> quantiles(
      PanelBlocks blocks, Optional<String> groups, ColumnRanges ranges) {
    double[] probabilities = probabilities();
    if (probabilities.length == 0) {
      return Optional.empty();
    }
    ColumnChoice choice = ColumnChoice.of(blocks.schema(), variables, groups);
    ExactQuantiles request = ExactQuantiles.of(variables, groups, probabilities, definition);
    return Optional.of(request.select(blocks, choice, ranges));
  }

  private Description description(
      int column, CoMoments moments, KeyRange range, int group, Optional<QuantileTable> quantiles) {
    Map<Statistic, Double> values = new LinkedHashMap<>();
    int place = 0;
    for (Statistic statistic : statistics) {
      if (statistic.probability().isPresent()) {
        values.put(statistic, quantiles.orElseThrow().value(group, column, place++));
      } else {
        values.put(statistic, moment(statistic, moments, range));
      }
    }
    return new Description(variables.get(column), values);
  }

  private static double moment(Statistic statistic, CoMoments moments, KeyRange range) {
    long n = moments.count();
    if (statistic == Statistic.N) {
      return n;
    }
    if (n == 0) {
      return Double.NaN;
    }
    double variance = n > 1 ? moments.cross(0, 0) / (n - 1) : Double.NaN;
    return switch (statistic) {
      case MEAN -> moments.mean(0);
      case SD -> Math.sqrt(variance);
      case VARIANCE -> variance;
      case MIN -> SortKey.value(range.smallest());
      case MAX -> SortKey.value(range.largest());
      case N, P25, MEDIAN, P75 ->
          throw new IllegalStateException(statistic + " is not a moment of the values");
    };
  }
}
