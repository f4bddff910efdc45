package org.panelworks.topsis;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.panelworks.panel.InMemoryBlocks;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelSchema;
import org.panelworks.reference.ReferenceCase;

/**
 * Rows of units at times with indicators, as blocks.
 *
 * @param times empty for a panel without a time
 * @param values [indicators][rows]
 */
record CityPanel(String[] units, long[] times, List<String> names, double[][] values) {

  static CityPanel of(ReferenceCase reference, String unit, String time) {
    List<String> names =
        reference.header().stream().filter(n -> !n.equals(unit) && !n.equals(time)).toList();
    long[] times =
        time.isEmpty()
            ? new long[0]
            : Arrays.stream(reference.texts(time)).mapToLong(Long::parseLong).toArray();
    return new CityPanel(
        reference.texts(unit),
        times,
        names,
        names.stream().map(reference::numbers).toArray(double[][]::new));
  }

  /** A cross-section: a row a unit, u0, u1, …. */
  static CityPanel of(double[]... values) {
    String[] units = new String[values[0].length];
    String[] names = new String[values.length];
    Arrays.setAll(units, i -> "u" + i);
    Arrays.setAll(names, j -> "x" + j);
    return new CityPanel(units, new long[0], List.of(names), values);
  }

  CityPanel at(String[] otherUnits, long... otherTimes) {
    return new CityPanel(otherUnits, otherTimes, names, values);
  }

  CityPanel withValues(double[]... others) {
    return new CityPanel(units, times, names, others);
  }

  /** The rows in another order. */
  CityPanel permuted(int... order) {
    double[][] permuted = new double[values.length][];
    Arrays.setAll(permuted, j -> Arrays.stream(order).mapToDouble(i -> values[j][i]).toArray());
    return new CityPanel(
        Arrays.stream(order).mapToObj(i -> units[i]).toArray(String[]::new),
        times.length == 0 ? times : Arrays.stream(order).mapToLong(i -> times[i]).toArray(),
        names,
        permuted);
  }

  /** Indicators of one direction, without criteria. */
  List<Indicator> indicators(Direction direction) {
    return names.stream()
        .map(name -> new Indicator(name, "", direction, name, Double.NaN))
        .toList();
  }

  /** The indicators of a reference case. */
  List<Indicator> indicators(JsonNode meta, String... negative) {
    List<Indicator> indicators = new ArrayList<>();
    for (int j = 0; j < names.size(); j++) {
      boolean positive =
          meta.has("positive")
              ? meta.get("positive").get(j).asBoolean()
              : !List.of(negative).contains(names.get(j));
      indicators.add(
          new Indicator(
              names.get(j),
              meta.has("dimension") ? meta.get("dimension").get(j).asText() : "",
              positive ? Direction.POSITIVE : Direction.NEGATIVE,
              names.get(j),
              Double.NaN));
    }
    return indicators;
  }

  PanelSchema schema() {
    return new PanelSchema("unit", times.length == 0 ? "" : "time", names, List.of());
  }

  InMemoryBlocks blocks(int count) {
    return InMemoryBlocks.of(schema(), true, list(count));
  }

  /** The units spread over some blocks. */
  List<PanelBlock> list(int count) {
    List<Map<String, List<Integer>>> parts = new ArrayList<>();
    for (int b = 0; b < count; b++) {
      parts.add(new TreeMap<>());
    }
    for (int i = 0; i < units.length; i++) {
      parts
          .get(Math.floorMod(units[i].hashCode(), count))
          .computeIfAbsent(units[i], unit -> new ArrayList<>())
          .add(i);
    }
    return parts.stream().map(this::block).toList();
  }

  private PanelBlock block(Map<String, List<Integer>> rowsOf) {
    List<Integer> rows = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    for (List<Integer> own : rowsOf.values()) {
      starts.add(rows.size());
      if (times.length > 0) {
        own.sort((a, b) -> Long.compare(times[a], times[b]));
      }
      rows.addAll(own);
    }
    starts.add(rows.size());
    double[][] numeric = new double[values.length][];
    for (int j = 0; j < numeric.length; j++) {
      double[] column = values[j];
      numeric[j] = rows.stream().mapToDouble(i -> column[i]).toArray();
    }
    return new PanelBlock(
        schema(),
        rows.size(),
        rowsOf.keySet().toArray(String[]::new),
        rowsOf.isEmpty() ? new int[0] : starts.stream().mapToInt(Integer::intValue).toArray(),
        times.length == 0 ? new long[0] : rows.stream().mapToLong(i -> times[i]).toArray(),
        numeric,
        new int[0][],
        new String[0][],
        new byte[0]);
  }

  /** An evaluation's numbers in the order of this panel's rows. */
  double[][] evaluated(TopsisModel model, boolean obstacles, int blocks) {
    Map<String, double[]> found = new TreeMap<>();
    int columns = 0;
    for (PanelBlock panel : list(blocks)) {
      PanelBlock block = obstacles ? model.obstacles(panel) : model.score(panel);
      columns = block.schema().numeric().size();
      for (int unit = 0; unit < block.units(); unit++) {
        for (int row = block.unitStart(unit); row < block.unitStart(unit + 1); row++) {
          double[] cells = new double[columns];
          for (int c = 0; c < columns; c++) {
            cells[c] = block.numeric(c)[row];
          }
          long time = times.length == 0 ? 0 : block.time()[row];
          found.put(block.unitKey(unit) + " " + time, cells);
        }
      }
    }
    double[][] byColumn = new double[columns][units.length];
    for (int i = 0; i < units.length; i++) {
      double[] none = new double[columns];
      Arrays.fill(none, Double.NaN);
      double[] cells =
          found.getOrDefault(units[i] + " " + (times.length == 0 ? 0 : times[i]), none);
      for (int c = 0; c < columns; c++) {
        byColumn[c][i] = cells[c];
      }
    }
    return byColumn;
  }
}
