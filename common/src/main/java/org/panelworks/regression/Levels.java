package org.panelworks.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.panelworks.SettingsException;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.panel.Pass;

/**
 * The levels that category columns have over the rows of the sample, in order: by number where
 * every label of the column is a number, else by the labels' characters. Also the pairs of levels
 * that occur together, and what occurs within a model's own sample.
 *
 * <p>A column may have {@value #MAX_LEVELS} levels; what has more is refused when it is asked for.
 */
public final class Levels implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The most levels of one column, or pairs of levels, that are kept. */
  public static final int MAX_LEVELS = 10_000;

  /** The most levels that are kept of a column, or of pairs of levels, by values of another. */
  static final int MAX_SPLIT_LEVELS = 10 * MAX_LEVELS;

  /** The sample of all rows that survived the study's sample steps. */
  public static final String WHOLE_SAMPLE = "";

  private final Map<List<String>, Map<String, List<List<String>>>> groups;
  private final Map<String, Map<String, Integer>> codes;

  private Levels(Map<List<String>, Map<String, List<List<String>>>> groups) {
    this.groups = groups;
    this.codes = new HashMap<>();
    groups.forEach(
        (columns, bySample) -> {
          List<List<String>> all = bySample.get(WHOLE_SAMPLE);
          if (columns.size() == 1 && all != null) {
            Map<String, Integer> byLabel = new HashMap<>();
            all.forEach(labels -> byLabel.put(labels.get(0), byLabel.size()));
            codes.put(columns.get(0), byLabel);
          }
        });
  }

  /**
   * Collects levels in one pass.
   *
   * @param groups the columns, each alone or two together, as {@link Formula#levelGroups()} says
   * @param samples numeric columns that are 1 in the rows of a model's own sample
   */
  public static Levels over(
      PanelBlocks blocks,
      String step,
      Collection<List<String>> groups,
      Collection<String> samples) {
    return of(blocks.run(step, pass(groups, samples)));
  }

  /** The pass that {@link #over} runs. */
  public static Pass<LevelSets> pass(Collection<List<String>> groups, Collection<String> samples) {
    return pass(groups, samples, List.of());
  }

  /**
   * A pass that also collects levels value by value of columns that models are split by.
   *
   * @param splits groups of columns of which the first is the one that splits; the others are a
   *     group of {@code groups}, or none where only the values are asked for
   */
  static Pass<LevelSets> pass(
      Collection<List<String>> groups,
      Collection<String> samples,
      Collection<List<String>> splits) {
    List<List<String>> wanted = new ArrayList<>();
    for (List<String> group : groups) {
      // The order of a pair's levels is that of each column's own.
      group.forEach(column -> addOnce(wanted, List.of(column)));
      addOnce(wanted, List.copyOf(group));
    }
    splits.forEach(split -> addOnce(wanted, List.of(split.get(0))));
    Set<List<String>> cells = new LinkedHashSet<>();
    splits.stream().filter(split -> split.size() > 1).forEach(cells::add);
    cells.forEach(cell -> addOnce(wanted, cell));
    return new LevelSets.Collector(List.copyOf(wanted), List.copyOf(samples), Set.copyOf(cells));
  }

  /** The levels that a pass found. */
  public static Levels of(LevelSets sets) {
    Map<String, Comparator<String>> orders = new HashMap<>();
    Map<List<String>, Map<String, List<List<String>>>> groups = new LinkedHashMap<>();
    for (List<String> columns : sets.groups()) {
      if (columns.size() == 1) {
        orders.put(
            columns.get(0),
            order(sets.found(columns, WHOLE_SAMPLE).stream().map(l -> l.get(0)).toList()));
      }
    }
    for (List<String> columns : sets.groups()) {
      Map<String, List<List<String>>> bySample = new LinkedHashMap<>();
      for (String sample : sets.samples()) {
        if (!sets.isOverfull(columns)) {
          List<List<String>> sorted = new ArrayList<>(sets.found(columns, sample));
          sorted.sort(order(columns, orders));
          bySample.put(sample, Collections.unmodifiableList(sorted));
        }
      }
      groups.put(columns, bySample);
    }
    return new Levels(groups);
  }

  private static void addOnce(List<List<String>> wanted, List<String> group) {
    if (!wanted.contains(group)) {
      wanted.add(group);
    }
  }

  private static Comparator<String> order(List<String> labels) {
    return LabelOrder.ofColumn(labels);
  }

  private static Comparator<List<String>> order(
      List<String> columns, Map<String, Comparator<String>> orders) {
    return (left, right) -> {
      int sign = 0;
      for (int i = 0; i < columns.size() && sign == 0; i++) {
        Comparator<String> order =
            orders.getOrDefault(columns.get(i), Comparator.<String>naturalOrder());
        sign = order.compare(left.get(i), right.get(i));
      }
      return sign;
    };
  }

  /** The levels of a column over the whole sample, in order. */
  public List<String> labels(String column) {
    return labels(column, WHOLE_SAMPLE);
  }

  /** The levels of a column that occur in a model's own sample, in order. */
  public List<String> labels(String column, String sample) {
    return occurring(List.of(column), sample).stream().map(labels -> labels.get(0)).toList();
  }

  /** The pairs of levels that occur in a sample, ordered by the first, then the second. */
  public List<List<String>> pairs(String column, String other, String sample) {
    return occurring(List.of(column, other), sample);
  }

  /** How many levels of a column occur in a sample; empty where they are too many to count. */
  OptionalInt count(String column, String sample) {
    Map<String, List<List<String>>> bySample = groups.getOrDefault(List.of(column), Map.of());
    return bySample.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(occurring(List.of(column), sample).size());
  }

  /**
   * The levels of columns that occur in a sample where another column has a value, in order.
   *
   * @param part the column that splits and its value
   */
  List<List<String>> within(DesignColumn.Indicator part, List<String> columns, String sample) {
    List<String> cells = new ArrayList<>(List.of(part.column()));
    cells.addAll(columns);
    if (groups.getOrDefault(cells, Map.of()).isEmpty()) {
      occurring(columns, sample);
      throw new SettingsException(
          String.join(" with ", columns)
              + " has more than "
              + MAX_SPLIT_LEVELS
              + " levels over the values of "
              + part.column()
              + ", too many to split by: absorb it as a fixed effect, after |");
    }
    return occurring(cells, sample).stream()
        .filter(labels -> labels.get(0).equals(part.label()))
        .map(labels -> labels.subList(1, labels.size()))
        .toList();
  }

  private List<List<String>> occurring(List<String> columns, String sample) {
    Map<String, List<List<String>>> bySample = groups.get(columns);
    if (bySample == null) {
      throw new IllegalArgumentException("no levels were collected of " + columns);
    }
    if (bySample.isEmpty()) {
      throw new SettingsException(
          String.join(" with ", columns)
              + " has more than "
              + MAX_LEVELS
              + " levels, too many for i() or factor(): absorb it as a fixed effect, after |");
    }
    List<List<String>> found = bySample.get(sample);
    if (found == null) {
      throw new IllegalArgumentException("no levels were collected in the sample " + sample);
    }
    return found;
  }

  /** The position of a label among {@link #labels(String)}, or −1. */
  public int code(String column, String label) {
    return byLabel(column).getOrDefault(label, -1);
  }

  /** The position of each row's label among {@link #labels(String)}, −1 where missing, [rows]. */
  public int[] globalCodes(PanelBlock block, String column) {
    int index = block.schema().categoryIndex(column);
    if (index < 0) {
      throw new IllegalArgumentException("the block has no category column " + column);
    }
    String[] dictionary = block.dictionary(index);
    int[] translated = new int[dictionary.length];
    Map<String, Integer> byLabel = byLabel(column);
    for (int code = 0; code < dictionary.length; code++) {
      translated[code] = byLabel.getOrDefault(dictionary[code], -1);
    }
    int[] local = block.codes(index);
    int[] global = new int[block.rows()];
    for (int row = 0; row < global.length; row++) {
      global[row] = local[row] < 0 ? -1 : translated[local[row]];
    }
    return global;
  }

  private Map<String, Integer> byLabel(String column) {
    // Refuses what has too many levels, or of which none were collected.
    occurring(List.of(column), WHOLE_SAMPLE);
    return codes.getOrDefault(column, Map.of());
  }
}
