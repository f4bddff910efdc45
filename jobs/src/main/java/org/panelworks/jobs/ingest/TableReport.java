package org.panelworks.jobs.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was done to a table.
 *
 * @param duplicates rows left out because an identical one is there
 * @param industries firms whose industry code changes, by column; empty where that is not counted
 */
record TableReport(
    TableSettings table,
    TableFiles files,
    TableSurvey survey,
    TableLayout layout,
    long duplicates,
    Optional<List<IndustryChanges.Found>> industries) {

  TableReport {
    industries = industries.map(List::copyOf);
  }

  /** Rows of the result. */
  long rows() {
    return survey.kept() - duplicates;
  }

  /** Cells that could not be cast, over all columns. */
  long failedCasts() {
    long failed = 0;
    for (int i = 0; i < layout.columns().size(); i++) {
      failed += survey.evidence(i).failed(layout.columns().get(i).type());
    }
    return failed;
  }

  /** For machines: the table with its policies and files. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("table", table.name());
    json.put("rows_read", survey.rows());
    json.put("dropped", survey.dropped());
    json.put("duplicates", duplicates);
    json.put("rows", rows());
    json.put("failed_casts", failedCasts());
    json.put("key", table.key());
    json.put("date", layout.date() < 0 ? null : layout.columns().get(layout.date()).name());
    json.put("policies", policies());
    json.put("typrep", survey.typreps());
    json.put(
        "industries",
        industries.map(found -> found.stream().map(TableReport::industry).toList()).orElse(null));
    json.put("files", survey.pieces().stream().map(TableReport::file).toList());
    json.put("ignored", files.ignored());
    return json;
  }

  private Map<String, Object> policies() {
    Policies stated = table.policies();
    IndustryBasis industry = stated.industry();
    Map<String, Object> policies = new LinkedHashMap<>();
    policies.put("typrep", stated.typrep().isEmpty() ? null : stated.typrep());
    policies.put("period_end", stated.periodEnds());
    policies.put("id", stated.id().isEmpty() ? null : stated.id());
    policies.put("units", stated.base() ? "base" : "keep");
    policies.put("industry", industry == null ? null : industry.name().toLowerCase(Locale.ROOT));
    return policies;
  }

  private static Map<String, Object> industry(IndustryChanges.Found found) {
    Map<String, Object> industry = new LinkedHashMap<>();
    industry.put("column", found.column());
    industry.put("firms", found.firms());
    industry.put("changing_firms", found.changing());
    industry.put("examples", found.examples());
    return industry;
  }

  /** For people: what the industry codes do over the years. */
  List<String> notes() {
    return industries.stream()
        .flatMap(List::stream)
        .filter(found -> found.firms() > 0)
        .map(
            found ->
                String.format(
                    Locale.ROOT,
                    "%s: %s changes over the rows of %,d of %,d firms.",
                    table.name(),
                    found.column(),
                    found.changing(),
                    found.firms()))
        .toList();
  }

  private static Map<String, Object> file(PieceSurvey piece) {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("file", piece.piece().shown());
    file.put("bytes", piece.piece().bytes());
    file.put("encoding", piece.encoding());
    file.put("header", word(piece.header().form()));
    file.put("rows_read", piece.rows());
    for (DropReason reason : DropReason.values()) {
      file.put(
          "dropped_" + reason.name().toLowerCase(Locale.ROOT),
          piece.dropped().getOrDefault(reason, 0L));
    }
    return file;
  }

  /** As the study writes it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** For machines: every column. */
  List<Map<String, Object>> columns() {
    List<Map<String, Object>> columns = new ArrayList<>();
    for (int i = 0; i < layout.columns().size(); i++) {
      OutputColumn column = layout.columns().get(i);
      ColumnEvidence evidence = survey.evidence(i);
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("table", table.name());
      entry.put("column", column.name());
      entry.put("code", column.code());
      entry.put("type", word(column.type()));
      entry.put("label", absent(column.label()));
      entry.put("unit", absent(column.unit()));
      entry.put("multiplied_by", Math.pow(10, column.power()));
      entry.put("values", column.values());
      entry.put("basis", absent(column.basis()));
      entry.put("filled", evidence.filled());
      entry.put("missing", evidence.missing());
      entry.put("failed_casts", evidence.failed(column.type()));
      entry.put("examples", evidence.examples(column.type()));
      columns.add(entry);
    }
    return columns;
  }

  private static @Nullable String absent(String text) {
    return text.isEmpty() ? null : text;
  }
}
