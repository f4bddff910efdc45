package org.panelworks.jobs.qca;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.qca.CalibratedSet;
import org.panelworks.qca.Condition;
import org.panelworks.qca.NecessaryCondition;
import org.panelworks.qca.RowOutcome;
import org.panelworks.qca.SetDefinition;
import org.panelworks.qca.TruthTableOptions;
import org.panelworks.qca.TruthTableRow;

/** The job's results for machines, but for the solutions ({@link SolutionsJson}). */
final class FsqcaJson {
  private static final int MOST_NAMED = 10_000;

  private final FsqcaSettings settings;
  private final CaseTable cases;

  FsqcaJson(FsqcaSettings settings, CaseTable cases) {
    this.settings = settings;
    this.cases = cases;
  }

  /** Whether there are few enough cases to name them in the JSON. */
  boolean namesCases() {
    return cases.size() <= MOST_NAMED;
  }

  Map<String, Object> calibration(Map<String, CalibratedSet> sets) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("table", "fsqca-calibration");
    json.put("n", cases.size());
    json.put("half_membership", word(settings.halfMembership()));
    if (namesCases()) {
      json.put("cases", cases.names());
    } else {
      json.put("memberships_in", "data/fsqca-memberships.parquet");
    }
    json.put("sets", sets.values().stream().map(this::set).toList());
    return json;
  }

  private Map<String, Object> set(CalibratedSet set) {
    Map<String, Object> json = new LinkedHashMap<>();
    String name = set.condition().name();
    json.put("set", name);
    json.put("role", role(name));
    if (set.definition() instanceof SetDefinition.FromColumn column) {
      json.put("from", column.from());
      json.putAll(CalibrationJson.of(column.calibration(), set.used().orElseThrow()));
    } else if (set.definition() instanceof SetDefinition.MeanOf mean) {
      json.put("method", "mean");
      json.put("of", mean.of());
    }
    json.put("levels", set.condition().levels());
    json.put("half_memberships", set.halves().size());
    if (namesCases()) {
      json.put("memberships", set.values());
    }
    return json;
  }

  private String role(String name) {
    if (settings.outcomes().contains(name)) {
      return "outcome";
    }
    return settings.conditions().contains(name) ? "condition" : "component";
  }

  /** The memberships of every case as rows, where the JSON does not have them. */
  void writeMemberships(Map<String, CalibratedSet> sets, Results results) {
    if (namesCases()) {
      return;
    }
    List<StructField> fields = new ArrayList<>();
    fields.add(new StructField("case", DataTypes.StringType, false, Metadata.empty()));
    sets.keySet()
        .forEach(
            set -> fields.add(new StructField(set, DataTypes.DoubleType, true, Metadata.empty())));
    List<Row> rows = new ArrayList<>();
    List<String> names = cases.names();
    for (int i = 0; i < names.size(); i++) {
      List<Object> cells = new ArrayList<>(List.of(names.get(i)));
      for (CalibratedSet set : sets.values()) {
        cells.add(set.values()[i]);
      }
      rows.add(RowFactory.create(cells.toArray()));
    }
    Dataset<Row> memberships =
        SparkSession.active()
            .createDataFrame(rows, new StructType(fields.toArray(StructField[]::new)));
    results.rows("fsqca-memberships", memberships.coalesce(1));
  }

  Map<String, Object> necessity(Analysis analysis) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("table", analysis.settings().result("necessity"));
    json.put("outcome", analysis.settings().label());
    json.put("necessity_cutoff", analysis.necessity().cutoff());
    json.put("conditions", fits(analysis.necessity().single(), analysis));
    json.put("unions", fits(analysis.necessity().unions(), analysis));
    return json;
  }

  private static List<Map<String, Object>> fits(
      List<NecessaryCondition> conditions, Analysis analysis) {
    List<Map<String, Object>> fits = new ArrayList<>();
    for (NecessaryCondition condition : conditions) {
      Map<String, Object> fit = new LinkedHashMap<>();
      fit.put("condition", condition.label());
      fit.put("consistency", condition.consistency());
      fit.put("coverage", condition.coverage());
      fit.put("ron", condition.ron());
      boolean necessary =
          condition.literals().size() > 1
              || analysis.necessity().necessary().contains(condition.label());
      fit.put("necessary", necessary);
      fits.add(fit);
    }
    return fits;
  }

  Map<String, Object> truthTable(Analysis analysis) {
    Map<String, Object> json = new LinkedHashMap<>();
    TruthTableOptions cutoffs = analysis.options().truthTable();
    json.put("table", analysis.settings().result("truth-table"));
    json.put("outcome", analysis.settings().label());
    json.put("conditions", settings.conditions());
    json.put("levels", analysis.sample().conditions().stream().map(Condition::levels).toList());
    json.put("consistency_cutoff", cutoffs.consistencyCutoff());
    json.put("pri_cutoff", cutoffs.priCutoff());
    json.put("frequency_cutoff", cutoffs.frequencyCutoff());
    json.put("excluded_rows", cutoffs.excludedRows().stream().sorted().toList());
    json.put("rows", analysis.result().truthTable().observed().stream().map(this::row).toList());
    json.put("n_remainders", analysis.result().truthTable().rows(RowOutcome.REMAINDER).size());
    json.put("undecided_cases", names(analysis.result().truthTable().undecided()));
    return json;
  }

  private Map<String, Object> row(TruthTableRow row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("row_id", row.id());
    json.put("bits", row.levels());
    json.put("n", row.n());
    json.put("cases", names(row.cases()));
    json.put("consistency", row.consistency());
    json.put("pri", row.pri());
    json.put("out", row.outcome().symbol());
    json.put("excluded", row.excluded());
    return json;
  }

  Map<String, Object> solutions(Analysis analysis) {
    return new SolutionsJson(this, analysis).content();
  }

  /** Names of cases, or nothing where there are too many. */
  @Nullable List<String> names(List<String> names) {
    return namesCases() ? names : null;
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
