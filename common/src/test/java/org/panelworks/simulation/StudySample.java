package org.panelworks.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.panel.InMemoryBlocks;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelSchema;

/** What the study's screens leave of a simulated panel, taken row by row. */
final class StudySample {
  private static final List<String> NUMERIC =
      List.of("roe", "dt", "lev", "lnasset", "cash", "age", "soe", "opinion", "board");
  private static final List<String> CATEGORIES = List.of("stkcd", "industry", "year");

  /** A row of the sample; cells in the order of {@code NUMERIC}. */
  record Row(String stkcd, String industry, int year, double[] cells) {
    double cell(String name) {
      return cells[NUMERIC.indexOf(name)];
    }
  }

  private final List<Row> rows;

  private StudySample(List<Row> rows) {
    this.rows = rows;
  }

  static StudySample of(FirmYearProcess process) {
    List<Row> rows = new ArrayList<>();
    for (FirmHistory firm : process.firms()) {
      FirmYears years = process.draw(firm);
      for (int row = 0; row < years.years(); row++) {
        Row candidate = row(years, row);
        if (!isScreenedOut(years, row) && isComplete(candidate)) {
          rows.add(candidate);
        }
      }
    }
    return new StudySample(rows);
  }

  static boolean isScreenedOut(FirmYears years, int row) {
    return years.firm().delisted()
        || years.isSt(row)
        || years.firm().industry().startsWith("J")
        || years.year(row) - years.firm().listYear() < 2;
  }

  private static boolean isComplete(Row row) {
    for (double cell : row.cells()) {
      if (Double.isNaN(cell)) {
        return false;
      }
    }
    return true;
  }

  private static Row row(FirmYears years, int row) {
    double[] cells = new double[NUMERIC.size()];
    for (int c = 0; c < cells.length; c++) {
      cells[c] =
          switch (NUMERIC.get(c)) {
            case "lnasset" -> Math.log(years.value("total_assets", row));
            case "age" -> years.year(row) - years.firm().listYear();
            default -> years.value(NUMERIC.get(c), row);
          };
    }
    return new Row(years.firm().code(), years.firm().industry(), years.year(row), cells);
  }

  List<Row> rows() {
    return rows;
  }

  /** Row numbers by firm, in order. */
  Map<String, List<Row>> byFirm() {
    Map<String, List<Row>> firms = new LinkedHashMap<>();
    rows.forEach(row -> firms.computeIfAbsent(row.stkcd(), key -> new ArrayList<>()).add(row));
    return firms;
  }

  InMemoryBlocks blocks() {
    PanelSchema schema = new PanelSchema("stkcd", "year", NUMERIC, CATEGORIES);
    List<String> keys = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      if (r == 0 || !rows.get(r).stkcd().equals(rows.get(r - 1).stkcd())) {
        keys.add(rows.get(r).stkcd());
        starts.add(r);
      }
    }
    starts.add(rows.size());
    double[][] numeric = new double[NUMERIC.size()][rows.size()];
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < numeric.length; c++) {
        numeric[c][r] = rows.get(r).cells()[c];
      }
    }
    int[][] codes = new int[CATEGORIES.size()][];
    String[][] dictionaries = new String[CATEGORIES.size()][];
    encode(0, rows.stream().map(Row::stkcd).toList(), codes, dictionaries);
    encode(1, rows.stream().map(Row::industry).toList(), codes, dictionaries);
    encode(2, rows.stream().map(row -> "" + row.year()).toList(), codes, dictionaries);
    PanelBlock block =
        new PanelBlock(
            schema,
            rows.size(),
            keys.toArray(String[]::new),
            starts.stream().mapToInt(Integer::intValue).toArray(),
            rows.stream().mapToLong(Row::year).toArray(),
            numeric,
            codes,
            dictionaries,
            new byte[0]);
    return InMemoryBlocks.of(schema, true, List.of(block));
  }

  private static void encode(int at, List<String> labels, int[][] codes, String[][] dictionaries) {
    Map<String, Integer> dictionary = new LinkedHashMap<>();
    codes[at] =
        labels.stream()
            .mapToInt(label -> dictionary.computeIfAbsent(label, key -> dictionary.size()))
            .toArray();
    dictionaries[at] = dictionary.keySet().toArray(String[]::new);
  }
}
