package org.panelworks.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.panelworks.panel.InMemoryBlocks;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelSchema;

/** A data set with what an established program gives on it. */
public final class ReferenceCase {
  private final String name;
  private final List<String> header;
  private final List<String[]> rows;
  private final JsonNode expected;

  private ReferenceCase(String name, List<String> header, List<String[]> rows, JsonNode expected) {
    this.name = name;
    this.header = List.copyOf(header);
    this.rows = List.copyOf(rows);
    this.expected = expected;
  }

  private static ReferenceCase of(String name, String csv, JsonNode expected) {
    List<String[]> lines =
        csv.lines().filter(line -> !line.isBlank()).map(ReferenceCase::cells).toList();
    return new ReferenceCase(name, List.of(lines.get(0)), lines.subList(1, lines.size()), expected);
  }

  /** A case that stands in the test resources. */
  public static ReferenceCase of(String name) {
    return of(name, resource(name + "/data.csv"), json(resource(name + "/expected.json")));
  }

  /**
   * A case that may not be redistributed, from the folder beside the checkout where there is one.
   */
  public static Optional<ReferenceCase> beside(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path candidate = folder.resolve("shared/reference").resolve(name);
      if (Files.isDirectory(candidate)) {
        return Optional.of(
            of(
                name,
                text(candidate.resolve("data.csv")),
                json(text(candidate.resolve("expected.json")))));
      }
      folder = folder.getParent();
    }
    return Optional.empty();
  }

  private static String[] cells(String line) {
    String[] cells = line.split(",", -1);
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cells[i].replaceAll("^\"|\"$", "");
    }
    return cells;
  }

  private static String resource(String path) {
    try (InputStream in =
        ReferenceCase.class.getClassLoader().getResourceAsStream("reference/" + path)) {
      if (in == null) {
        throw new IllegalArgumentException("no reference case at " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same case with a numeric column more. */
  public ReferenceCase with(String column, double[] values) {
    List<String> wider = new ArrayList<>(header);
    wider.add(column);
    List<String[]> longer = new ArrayList<>();
    for (int r = 0; r < values.length; r++) {
      String[] row = Arrays.copyOf(rows.get(r), header.size() + 1);
      row[header.size()] = Double.toString(values[r]);
      longer.add(row);
    }
    return new ReferenceCase(name, wider, longer, expected);
  }

  /** The cells of a column, in the file's order. */
  public String[] texts(String column) {
    int at = header.indexOf(column);
    return rows.stream().map(row -> row[at]).toArray(String[]::new);
  }

  public String name() {
    return name;
  }

  public List<String> header() {
    return header;
  }

  public int rows() {
    return rows.size();
  }

  public JsonNode expected() {
    return expected;
  }

  /** A column as numbers, NaN where the cell is empty or NA, in the file's order. */
  public double[] numbers(String column) {
    int at = header.indexOf(column);
    return rows.stream().mapToDouble(row -> number(row[at])).toArray();
  }

  private static double number(String cell) {
    return cell.isEmpty() || cell.equals("NA") ? Double.NaN : Double.parseDouble(cell);
  }

  /**
   * The data as a panel.
   *
   * @param unit name of the unit column, empty for none
   * @param time name of the time column, empty for none
   * @param blocks number of blocks to spread the units over
   */
  public InMemoryBlocks panel(
      String unit,
      String time,
      Collection<String> numeric,
      Collection<String> categories,
      int blocks) {
    PanelSchema schema = new PanelSchema(unit, time, List.copyOf(numeric), List.copyOf(categories));
    List<List<String[]>> parts = new ArrayList<>();
    for (int b = 0; b < blocks; b++) {
      parts.add(new ArrayList<>());
    }
    Random shuffle = new Random(7);
    List<String[]> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, shuffle);
    for (String[] row : shuffled) {
      int part =
          unit.isEmpty()
              ? shuffle.nextInt(blocks)
              : Math.floorMod(row[header.indexOf(unit)].hashCode(), blocks);
      parts.get(part).add(row);
    }
    return InMemoryBlocks.of(
        schema, !unit.isEmpty(), parts.stream().map(part -> block(schema, part)).toList());
  }

  private PanelBlock block(PanelSchema schema, List<String[]> part) {
    int unitAt = header.indexOf(schema.unit());
    int timeAt = header.indexOf(schema.time());
    Comparator<String[]> order = Comparator.comparingInt(row -> 0);
    if (timeAt >= 0) {
      order = Comparator.comparingLong(row -> Long.parseLong(row[timeAt]));
    }
    if (unitAt >= 0) {
      order = Comparator.comparing((String[] row) -> row[unitAt]).thenComparing(order);
    }
    part.sort(order);
    int n = part.size();
    List<String> keys = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    for (int r = 0; r < n && unitAt >= 0; r++) {
      if (r == 0 || !part.get(r)[unitAt].equals(part.get(r - 1)[unitAt])) {
        keys.add(part.get(r)[unitAt]);
        starts.add(r);
      }
    }
    starts.add(n);
    double[][] numeric = new double[schema.numeric().size()][n];
    for (int c = 0; c < numeric.length; c++) {
      int at = header.indexOf(schema.numeric().get(c));
      for (int r = 0; r < n; r++) {
        numeric[c][r] = number(part.get(r)[at]);
      }
    }
    int[][] codes = new int[schema.categories().size()][n];
    String[][] dictionaries = new String[codes.length][];
    for (int c = 0; c < codes.length; c++) {
      int at = header.indexOf(schema.categories().get(c));
      Map<String, Integer> dictionary = new LinkedHashMap<>();
      for (int r = 0; r < n; r++) {
        codes[c][r] = dictionary.computeIfAbsent(part.get(r)[at], key -> dictionary.size());
      }
      dictionaries[c] = dictionary.keySet().toArray(String[]::new);
    }
    return new PanelBlock(
        schema,
        n,
        keys.toArray(String[]::new),
        unitAt >= 0 ? starts.stream().mapToInt(Integer::intValue).toArray() : new int[0],
        timeAt >= 0
            ? part.stream().mapToLong(row -> Long.parseLong(row[timeAt])).toArray()
            : new long[0],
        numeric,
        codes,
        dictionaries,
        new byte[0]);
  }

  /** The data as a file, its rows in the order that a seed gives; 0 for the case's own order. */
  public String csv(long seed) {
    List<String[]> ordered = new ArrayList<>(rows);
    if (seed != 0) {
      Collections.shuffle(ordered, new Random(seed));
    }
    StringBuilder text = new StringBuilder(String.join(",", header)).append('\n');
    ordered.forEach(row -> text.append(String.join(",", row)).append('\n'));
    return text.toString();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s (%d rows)", name, rows.size());
  }
}
