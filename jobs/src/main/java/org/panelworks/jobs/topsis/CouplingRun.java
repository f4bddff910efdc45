package org.panelworks.jobs.topsis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.jobs.moments.BlockRows;
import org.panelworks.jobs.moments.SparkBlocks;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.Steps;
import org.panelworks.panel.PanelBlock;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Digits;
import org.panelworks.table.HeaderCell;
import org.panelworks.table.Table;
import org.panelworks.topsis.CouplingCoordination;
import org.panelworks.topsis.CouplingGrade;
import org.panelworks.topsis.CouplingMeans;
import org.panelworks.topsis.CouplingOptions;
import org.panelworks.topsis.TopsisModel;

/** Coupling coordination of criteria: rows, means by year, a printed table of D. */
final class CouplingRun {
  private final CouplingOptions options;
  private final TopsisSettings settings;
  private final TopsisModel model;
  private final SparkBlocks panel;
  private final Results results;

  CouplingRun(
      CouplingOptions options,
      TopsisSettings settings,
      TopsisModel model,
      SparkBlocks panel,
      Results results) {
    this.options = options;
    this.settings = settings;
    this.model = model;
    this.panel = panel;
    this.results = results;
  }

  private record Row(String unit, long time, double c, double t, double d) {}

  void run() {
    CouplingCoordination coupling = CouplingCoordination.of(model, options);
    SparkBlocks coupled =
        SparkBlocks.of(coupling.schema(), panel.hasUnit(), panel.rdd().map(coupling::couple));
    CouplingMeans means = coupled.run("Coupling coordination", CouplingMeans.pass(model.times()));
    Steps.begin(panel.rdd().context(), "Writing the coupling coordination");
    List<Row> rows = List.of();
    try {
      results.rows("topsis-coupling", BlockRows.of(coupled, model.rows(), List.of()));
      if (model.rows() <= TopsisRun.MOST_ROWS) {
        rows = rows(coupled.rdd().collect());
      }
    } finally {
      Steps.end(panel.rdd().context());
    }
    results.json("topsis-coupling", json(rows, means));
    results.table(table(rows, means));
  }

  private static List<Row> rows(List<PanelBlock> blocks) {
    List<Row> rows = new ArrayList<>();
    for (PanelBlock block : blocks) {
      for (int unit = 0; unit < block.units(); unit++) {
        for (int i = block.unitStart(unit); i < block.unitStart(unit + 1); i++) {
          long time = block.time().length == 0 ? 0 : block.time()[i];
          rows.add(
              new Row(
                  block.unitKey(unit),
                  time,
                  block.numeric(0)[i],
                  block.numeric(1)[i],
                  block.numeric(2)[i]));
        }
      }
    }
    rows.sort(Comparator.comparing(Row::unit).thenComparingLong(Row::time));
    return rows;
  }

  private Map<String, Object> json(List<Row> rows, CouplingMeans means) {
    Map<String, Object> json = new TopsisJson(model).head("topsis-coupling");
    json.put("criteria", options.criteria());
    json.put("score", TopsisJson.word(options.score()));
    List<Map<String, Object>> list = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("unit", row.unit());
      if (model.times().isPresent()) {
        one.put("time", row.time());
      }
      put(one, row.c(), row.t(), row.d());
      list.add(one);
    }
    json.put("rows", list);
    if (model.rows() > TopsisRun.MOST_ROWS) {
      json.put("rows_note", TopsisRun.note("data/topsis-coupling.parquet", model));
    }
    List<Map<String, Object>> years = new ArrayList<>();
    for (int time = 0; time < model.times().size(); time++) {
      Map<String, Object> year = new LinkedHashMap<>();
      if (model.times().isPresent()) {
        year.put("time", model.times().time(time));
      }
      put(year, means.mean(time, 0), means.mean(time, 1), means.mean(time, 2));
      Map<String, Object> grades = new LinkedHashMap<>();
      long[] counts = means.byGrade(time);
      for (CouplingGrade grade : CouplingGrade.values()) {
        grades.put(grade.words(), counts[grades.size()]);
      }
      year.put("grades", grades);
      years.add(year);
    }
    json.put("means", years);
    return json;
  }

  private static void put(Map<String, Object> json, double c, double t, double d) {
    json.put("c", c);
    json.put("t", t);
    json.put("d", d);
    json.put("grade", Double.isNaN(d) ? null : CouplingGrade.of(d).words());
  }

  /** D of each unit at each time with the last time's grade; of many units the means alone. */
  private Table table(List<Row> rows, CouplingMeans means) {
    Digits digits = Digits.fixed(settings.decimals());
    List<Long> times = rows.stream().map(Row::time).distinct().sorted().toList();
    List<String> units = rows.stream().map(Row::unit).distinct().toList();
    boolean printable =
        !units.isEmpty()
            && units.size() <= UnitYears.MOST_UNITS
            && times.size() <= UnitYears.MOST_TIMES;
    if (!printable) {
      return means(means, digits);
    }
    List<HeaderCell> heads = new ArrayList<>(List.of(HeaderCell.of("Unit")));
    times.forEach(time -> heads.add(HeaderCell.of(model.times().isPresent() ? "" + time : "D")));
    heads.add(HeaderCell.of("Grade"));
    List<Alignment> columns = new ArrayList<>(Collections.nCopies(heads.size(), Alignment.RIGHT));
    columns.set(0, Alignment.LEFT);
    columns.set(columns.size() - 1, Alignment.LEFT);
    Table.Builder table =
        Table.builder("topsis-coupling").title(title()).columns(columns).header(heads);
    for (String unit : units) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.label(unit)));
      double last = Double.NaN;
      for (long time : times) {
        last =
            rows.stream()
                .filter(row -> row.unit().equals(unit) && row.time() == time)
                .mapToDouble(Row::d)
                .findFirst()
                .orElse(Double.NaN);
        cells.add(Cell.number(last, digits));
      }
      cells.add(Cell.text(Double.isNaN(last) ? "" : CouplingGrade.of(last).words()));
      table.row(cells);
    }
    return table.note(times.size() > 1 ? "Grade: of the last year." : "").build();
  }

  private String title() {
    return "Coupling coordination of " + String.join(", ", options.criteria());
  }

  private Table means(CouplingMeans means, Digits digits) {
    Table.Builder table =
        Table.builder("topsis-coupling")
            .title(title() + ": means")
            .columns(3, Alignment.RIGHT)
            .header("Year", "C", "T", "D");
    for (int time = 0; time < model.times().size(); time++) {
      table.row(
          Cell.label(model.times().isPresent() ? "" + model.times().time(time) : "All"),
          Cell.number(means.mean(time, 0), digits),
          Cell.number(means.mean(time, 1), digits),
          Cell.number(means.mean(time, 2), digits));
    }
    return table.build();
  }
}
