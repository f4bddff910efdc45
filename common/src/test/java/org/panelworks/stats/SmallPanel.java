package org.panelworks.stats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.panelworks.panel.InMemoryBlocks;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelSchema;

/** A table for tests, cut into as many blocks as a test wants. */
public final class SmallPanel {
  private final Map<String, double[]> numeric = new LinkedHashMap<>();
  private final Map<String, String[]> categories = new LinkedHashMap<>();
  private byte[] droppedAt = {};

  public static SmallPanel of(String name, double... values) {
    return new SmallPanel().with(name, values);
  }

  public SmallPanel with(String name, double... values) {
    numeric.put(name, values);
    return this;
  }

  /** Adds a category column; a missing cell is the text {@code "?"}. */
  public SmallPanel withCategory(String name, String... labels) {
    categories.put(name, labels);
    return this;
  }

  SmallPanel droppedAt(int... steps) {
    droppedAt = new byte[steps.length];
    for (int row = 0; row < steps.length; row++) {
      droppedAt[row] = (byte) steps[row];
    }
    return this;
  }

  /** Reads a reference case; each column is both numeric, where it can be, and a category. */
  public static SmallPanel reference(String folder) {
    String[] lines = text(folder, "data.csv").lines().toArray(String[]::new);
    String[] names = lines[0].split(",", -1);
    SmallPanel panel = new SmallPanel();
    for (int column = 0; column < names.length; column++) {
      String[] labels = new String[lines.length - 1];
      for (int row = 0; row < labels.length; row++) {
        labels[row] = lines[row + 1].split(",", -1)[column];
      }
      panel.withCategory(names[column], labels);
      panel.with(names[column], Arrays.stream(labels).mapToDouble(Double::parseDouble).toArray());
    }
    return panel;
  }

  public static JsonNode expected(String folder) {
    try {
      return new ObjectMapper().readTree(text(folder, "expected.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String folder, String file) {
    String path = "/reference/" + folder + "/" + file;
    try (InputStream in = SmallPanel.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public double[] column(String name) {
    return Objects.requireNonNull(numeric.get(name), name);
  }

  int rows() {
    return numeric.values().iterator().next().length;
  }

  /** The same rows in another order. */
  public SmallPanel shuffled(long seed) {
    List<Integer> order = new ArrayList<>();
    for (int row = 0; row < rows(); row++) {
      order.add(row);
    }
    Collections.shuffle(order, new Random(seed));
    SmallPanel panel = new SmallPanel();
    numeric.forEach(
        (name, values) ->
            panel.with(name, order.stream().mapToDouble(row -> values[row]).toArray()));
    categories.forEach(
        (name, labels) ->
            panel.withCategory(
                name, order.stream().map(row -> labels[row]).toArray(String[]::new)));
    return panel;
  }

  public InMemoryBlocks blocks(int count) {
    return InMemoryBlocks.of(schema(), false, parts(count));
  }

  public PanelSchema schema() {
    return new PanelSchema(List.copyOf(numeric.keySet()), List.copyOf(categories.keySet()));
  }

  /** The table cut into blocks. */
  public List<PanelBlock> parts(int count) {
    PanelSchema schema = schema();
    List<PanelBlock> blocks = new ArrayList<>();
    for (int block = 0; block < count; block++) {
      int from = (int) ((long) rows() * block / count);
      int to = (int) ((long) rows() * (block + 1) / count);
      blocks.add(block(schema, from, to));
    }
    return blocks;
  }

  private PanelBlock block(PanelSchema schema, int from, int to) {
    double[][] values =
        numeric.values().stream()
            .map(all -> Arrays.copyOfRange(all, from, to))
            .toArray(double[][]::new);
    int[][] codes = new int[categories.size()][];
    String[][] dictionaries = new String[categories.size()][];
    int column = 0;
    for (String[] labels : categories.values()) {
      List<String> part = Arrays.asList(labels).subList(from, to);
      List<String> levels = new ArrayList<>(new LinkedHashSet<>(part));
      levels.remove("?");
      codes[column] = part.stream().mapToInt(levels::indexOf).toArray();
      dictionaries[column] = levels.toArray(String[]::new);
      column++;
    }
    byte[] dropped = droppedAt.length == 0 ? droppedAt : Arrays.copyOfRange(droppedAt, from, to);
    return new PanelBlock(
        schema,
        to - from,
        new String[0],
        new int[0],
        new long[0],
        values,
        codes,
        dictionaries,
        dropped);
  }
}
