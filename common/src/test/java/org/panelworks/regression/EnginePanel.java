package org.panelworks.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.panelworks.panel.InMemoryBlocks;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelSchema;

/**
 * A table for tests of the estimator, in any order of rows, that can be cut into blocks with or
 * without a unit. A missing number is NaN, a missing label the text {@code "?"}.
 */
final class EnginePanel {
  static final String MISSING = "?";

  private final int rows;
  private final Map<String, double[]> numbers = new LinkedHashMap<>();
  private final Map<String, String[]> labels = new LinkedHashMap<>();
  private String unit = "";
  private String time = "";
  private byte[] droppedAt;

  private EnginePanel(int rows) {
    this.rows = rows;
    this.droppedAt = new byte[rows];
  }

  static EnginePanel of(int rows) {
    return new EnginePanel(rows);
  }

  EnginePanel with(String name, double... values) {
    numbers.put(name, values);
    return this;
  }

  EnginePanel withLabels(String name, String... values) {
    labels.put(name, values);
    return this;
  }

  /** Names the label column that is the unit, and the number column that is the time. */
  EnginePanel unit(String unitColumn, String timeColumn) {
    unit = unitColumn;
    time = timeColumn;
    return this;
  }

  EnginePanel droppedAt(byte... steps) {
    droppedAt = steps;
    return this;
  }

  /** The same table with another unit, or none. */
  EnginePanel rearranged(String unitColumn, String timeColumn) {
    EnginePanel copy = copy();
    copy.unit = unitColumn;
    copy.time = timeColumn;
    return copy;
  }

  /** The same table with every label replaced. */
  EnginePanel renamed(UnaryOperator<String> name) {
    EnginePanel copy = copy();
    labels.forEach(
        (column, values) ->
            copy.labels.put(
                column,
                Arrays.stream(values)
                    .map(v -> v.equals(MISSING) ? v : name.apply(v))
                    .toArray(String[]::new)));
    return copy;
  }

  EnginePanel copy() {
    EnginePanel copy = new EnginePanel(rows);
    copy.numbers.putAll(numbers);
    copy.labels.putAll(labels);
    copy.unit = unit;
    copy.time = time;
    copy.droppedAt = droppedAt;
    return copy;
  }

  int rows() {
    return rows;
  }

  String unit() {
    return unit;
  }

  boolean inSample(int row) {
    return droppedAt[row] == 0;
  }

  double[] numbers(String name) {
    return Objects.requireNonNull(numbers.get(name), name);
  }

  String[] labels(String name) {
    return Objects.requireNonNull(labels.get(name), name);
  }

  PanelSchema schema() {
    return new PanelSchema(unit, time, List.copyOf(numbers.keySet()), List.copyOf(labels.keySet()));
  }

  InMemoryBlocks oneBlock() {
    return blocks(1, 0);
  }

  /** The table in some blocks; the seed settles which rows, in which order, under which codes. */
  InMemoryBlocks blocks(int parts, long seed) {
    return InMemoryBlocks.of(schema(), !unit.isEmpty(), blockList(parts, seed));
  }

  List<PanelBlock> blockList(int parts, long seed) {
    Random random = new Random(seed);
    List<Integer> order = new ArrayList<>(IntStream.range(0, rows).boxed().toList());
    Collections.shuffle(order, random);
    Map<String, Integer> partOfUnit = new HashMap<>();
    List<List<Integer>> members = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      members.add(new ArrayList<>());
    }
    for (int row : order) {
      int part =
          unit.isEmpty()
              ? random.nextInt(parts)
              : partOfUnit.computeIfAbsent(labels(unit)[row], key -> random.nextInt(parts));
      members.get(part).add(row);
    }
    return members.stream().map(part -> block(part, random)).toList();
  }

  private PanelBlock block(List<Integer> part, Random random) {
    Comparator<Integer> order = Comparator.comparingInt(row -> 0);
    if (!unit.isEmpty()) {
      order = order.thenComparing(row -> labels(unit)[row]);
    }
    if (!time.isEmpty()) {
      order = order.thenComparing(row -> numbers(time)[row]);
    }
    part.sort(order);
    List<String> keys = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    for (int r = 0; r < part.size() && !unit.isEmpty(); r++) {
      String key = labels(unit)[part.get(r)];
      if (r == 0 || !key.equals(keys.get(keys.size() - 1))) {
        keys.add(key);
        starts.add(r);
      }
    }
    starts.add(part.size());
    int[][] codes = new int[labels.size()][part.size()];
    String[][] dictionaries = new String[labels.size()][];
    int column = 0;
    for (String[] values : labels.values()) {
      dictionaries[column] = encode(part, values, codes[column], random);
      column++;
    }
    byte[] dropped = new byte[part.size()];
    for (int r = 0; r < dropped.length; r++) {
      dropped[r] = droppedAt[part.get(r)];
    }
    return new PanelBlock(
        schema(),
        part.size(),
        keys.toArray(String[]::new),
        unit.isEmpty() ? new int[0] : starts.stream().mapToInt(Integer::intValue).toArray(),
        time.isEmpty()
            ? new long[0]
            : part.stream().mapToLong(row -> (long) numbers(time)[row]).toArray(),
        numbers.values().stream()
            .map(v -> part.stream().mapToDouble(row -> v[row]).toArray())
            .toArray(double[][]::new),
        codes,
        dictionaries,
        dropped);
  }

  private static String[] encode(List<Integer> part, String[] values, int[] codes, Random random) {
    List<String> levels = new ArrayList<>(List.of("a level of no row"));
    part.stream().map(row -> values[row]).distinct().forEach(levels::add);
    levels.remove(MISSING);
    Collections.shuffle(levels, random);
    Map<String, Integer> code = new HashMap<>();
    for (int l = 0; l < levels.size(); l++) {
      code.put(levels.get(l), l);
    }
    for (int r = 0; r < codes.length; r++) {
      codes[r] = code.getOrDefault(values[part.get(r)], -1);
    }
    return levels.toArray(String[]::new);
  }
}
