package org.panelworks.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.panelworks.panel.InMemoryBlocks;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelSchema;

/** A panel for tests: rows in any order, turned into blocks of whole units, sorted by time. */
final class FormulaPanel {
  private final String[] units;
  private final long[] time;
  private final Map<String, double[]> numeric = new LinkedHashMap<>();
  private final Map<String, String[]> categories = new LinkedHashMap<>();
  private int[] droppedAt;

  private FormulaPanel(String[] units, long[] time) {
    this.units = units;
    this.time = time;
    this.droppedAt = new int[units.length];
  }

  static FormulaPanel of(String[] units, long... time) {
    return new FormulaPanel(units, time);
  }

  /** One unit with these times. */
  static FormulaPanel oneUnit(long... time) {
    String[] units = new String[time.length];
    Arrays.fill(units, "a");
    return new FormulaPanel(units, time);
  }

  FormulaPanel with(String name, double... values) {
    numeric.put(name, values);
    return this;
  }

  /** Adds a category column; a missing cell is the text {@code "?"}. */
  FormulaPanel withCategory(String name, String... labels) {
    categories.put(name, labels);
    return this;
  }

  FormulaPanel droppedAt(int... steps) {
    droppedAt = steps;
    return this;
  }

  /** The rows' numbers in the order in which the blocks hold them. */
  int[] order() {
    return IntStream.range(0, units.length)
        .boxed()
        .sorted(Comparator.comparing((Integer row) -> units[row]).thenComparing(row -> time[row]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The whole panel as one block. */
  PanelBlock block() {
    return block(order());
  }

  /** The panel with one block per unit. */
  InMemoryBlocks blocks() {
    List<PanelBlock> blocks = new ArrayList<>();
    for (String unit : new LinkedHashSet<>(Arrays.asList(units))) {
      blocks.add(block(Arrays.stream(order()).filter(row -> units[row].equals(unit)).toArray()));
    }
    return InMemoryBlocks.of(schema(), true, blocks);
  }

  private PanelSchema schema() {
    return new PanelSchema(
        "unit", "time", List.copyOf(numeric.keySet()), List.copyOf(categories.keySet()));
  }

  private PanelBlock block(int[] rows) {
    List<String> keys = Arrays.stream(rows).mapToObj(row -> units[row]).distinct().toList();
    int[] starts = new int[keys.size() + 1];
    for (int i = rows.length - 1; i >= 0; i--) {
      starts[keys.indexOf(units[rows[i]])] = i;
    }
    starts[keys.size()] = rows.length;
    int[][] codes = new int[categories.size()][];
    String[][] dictionaries = new String[categories.size()][];
    int column = 0;
    for (String[] labels : categories.values()) {
      List<String> part = Arrays.stream(rows).mapToObj(row -> labels[row]).toList();
      // Codes run against the order of appearance, so that no test leans on it.
      List<String> levels =
          part.stream()
              .filter(l -> !l.equals("?"))
              .distinct()
              .sorted(Comparator.reverseOrder())
              .toList();
      codes[column] = part.stream().mapToInt(levels::indexOf).toArray();
      dictionaries[column++] = levels.toArray(String[]::new);
    }
    byte[] dropped = new byte[rows.length];
    IntStream.range(0, rows.length).forEach(i -> dropped[i] = (byte) droppedAt[rows[i]]);
    return new PanelBlock(
        schema(),
        rows.length,
        keys.toArray(String[]::new),
        starts,
        Arrays.stream(rows).mapToLong(row -> time[row]).toArray(),
        numeric.values().stream()
            .map(v -> Arrays.stream(rows).mapToDouble(row -> v[row]).toArray())
            .toArray(double[][]::new),
        codes,
        dictionaries,
        dropped);
  }

  /** The values of a formula's response, given as text, in the block's order. */
  double[] values(String expression) {
    return new BlockColumns(block()).values(Formula.parse(expression + " ~ 1").response());
  }

  double[] column(String name) {
    return Objects.requireNonNull(numeric.get(name), name);
  }
}
