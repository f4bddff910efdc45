package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.stats.WinsorCuts;
import org.panelworks.table.Alignment;
import org.panelworks.table.AttritionTable;
import org.panelworks.table.Cell;
import org.panelworks.table.Digits;
import org.panelworks.table.HeaderCell;
import org.panelworks.table.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the preparation of a panel puts into a run's results: {@code tables/attrition.json} and
 * {@code tables/winsorize.json}, both also for reading, what {@link NotesResults} has, and the
 * manifest's input and sample.
 */
public final class PanelResults {
  private static final Logger LOG = LoggerFactory.getLogger(PanelResults.class);
  private static final String ATTRITION = "attrition";
  private static final String WINSORIZE = "winsorize";

  private PanelResults() {}

  /** Writes what is known of the panel. */
  public static void write(PreparedPanel panel, Results results) {
    panel.input().ifPresent(input -> results.manifest("inputs", List.of(input(input))));
    List<Map<String, Object>> steps = panel.steps().stream().map(PanelResults::step).toList();
    Map<String, Object> sample = new LinkedHashMap<>();
    sample.put("rows", panel.rows());
    sample.put("units", panel.units());
    sample.put("steps", steps);
    results.manifest(ATTRITION, sample);
    panel.steps().forEach(PanelResults::log);
    panel.warnings().forEach(results::warning);
    writeAttrition(panel, steps, results);
    NotesResults.write(panel.notes(), results);
    panel.winsorized().ifPresent(done -> writeCuts(done, results));
  }

  private static void log(SampleStep step) {
    String units =
        step.unitsBefore() == 0
            ? ""
            : ", units " + count(step.unitsBefore()) + " to " + count(step.unitsAfter());
    LOG.info(
        "sample: {}: rows {} to {}{}",
        step.name(),
        count(step.rowsBefore()),
        count(step.rowsAfter()),
        units);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static Map<String, Object> input(PanelInput input) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("path", input.path());
    tree.put("format", input.format());
    tree.put("files", input.files());
    tree.put("bytes", input.bytes());
    tree.put("layout", input.layout());
    tree.put("rows", input.rows());
    tree.put("schema", input.schema());
    tree.put("fingerprint", input.fingerprint());
    return tree;
  }

  private static Map<String, Object> step(SampleStep step) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", step.name());
    tree.put("rows_before", step.rowsBefore());
    tree.put("rows_after", step.rowsAfter());
    tree.put("units_before", step.unitsBefore());
    tree.put("units_after", step.unitsAfter());
    tree.put("null_predicate", step.undecided());
    tree.put("missing", step.missing());
    return tree;
  }

  private static void writeAttrition(
      PreparedPanel panel, List<Map<String, Object>> steps, Results results) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("table", ATTRITION);
    json.put("rows", panel.rows());
    json.put("units", panel.units());
    json.put("steps", steps);
    results.json(ATTRITION, json);
    if (!panel.steps().isEmpty()) {
      results.sample(
          AttritionTable.of(
              ATTRITION, "The sample", panel.steps().stream().map(PanelResults::printed).toList()));
    }
  }

  private static AttritionTable.Step printed(SampleStep step) {
    AttritionTable.Step printed =
        AttritionTable.Step.ofRows(step.name(), step.rowsBefore(), step.rowsAfter())
            .undecided(step.undecided());
    return step.unitsBefore() > 0 ? printed.units(step.unitsBefore(), step.unitsAfter()) : printed;
  }

  private static void writeCuts(PreparedPanel.Winsorized done, Results results) {
    WinsorSettings settings = done.settings();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("table", WINSORIZE);
    json.put("mode", settings.mode().name().toLowerCase(Locale.ROOT));
    json.put("lower", settings.lower());
    json.put("upper", settings.upper());
    json.put("by", settings.by().orElse(null));
    json.put("quantile", settings.quantile().name().toLowerCase(Locale.ROOT));
    json.put("rows_without_group", done.cuts().rowsWithoutGroup());
    json.put("columns", columns(done.cuts()));
    results.json(WINSORIZE, json);
    results.table(table(done));
  }

  private static List<Map<String, Object>> columns(WinsorCuts cuts) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (int column = 0; column < cuts.columns().size(); column++) {
      for (int group = 0; group < cuts.size(); group++) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("column", cuts.columns().get(column));
        entry.put("group", cuts.by().isPresent() ? cuts.groups().get(group) : null);
        entry.put("n", cuts.count(group, column));
        entry.put("cut_low", cuts.low(group, column));
        entry.put("cut_high", cuts.high(group, column));
        entry.put("changed_low", cuts.changedLow(group, column));
        entry.put("changed_high", cuts.changedHigh(group, column));
        entries.add(entry);
      }
    }
    return entries;
  }

  private static Table table(PreparedPanel.Winsorized done) {
    WinsorCuts cuts = done.cuts();
    boolean grouped = cuts.by().isPresent();
    Table.Builder table = Table.builder(WINSORIZE).title("Winsorizing");
    List<String> heads = new ArrayList<>(List.of("Column"));
    cuts.by().ifPresent(heads::add);
    heads.addAll(List.of("N", "Lower cut", "Upper cut", "Changed below", "Changed above"));
    table.columns(heads.size() - 1, Alignment.RIGHT);
    table.header(heads.stream().map(HeaderCell::of).toList());
    Digits digits = Digits.significant(6);
    for (int column = 0; column < cuts.columns().size(); column++) {
      for (int group = 0; group < cuts.size(); group++) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.label(cuts.columns().get(column)));
        if (grouped) {
          cells.add(Cell.text(cuts.groups().get(group)));
        }
        cells.add(Cell.count(cuts.count(group, column)));
        cells.add(Cell.number(cuts.low(group, column), digits));
        cells.add(Cell.number(cuts.high(group, column), digits));
        cells.add(Cell.count(cuts.changedLow(group, column)));
        cells.add(Cell.count(cuts.changedHigh(group, column)));
        table.row(cells);
      }
    }
    table.note(note(done.settings()));
    return table.build();
  }

  private static String note(WinsorSettings settings) {
    return String.format(
        Locale.ROOT,
        "Values strictly outside the %s and %s quantiles (%s) were set to %s%s.",
        settings.lower(),
        settings.upper(),
        settings.quantile().name().toLowerCase(Locale.ROOT),
        settings.mode() == WinsorMode.CLIP ? "the cut" : "missing",
        settings.by().map(by -> ", each " + by + " with cuts of its own").orElse(""));
  }
}
