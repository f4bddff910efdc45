package org.panelworks.jobs.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.panelworks.DataException;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.Steps;

/** One run of the job: finds the files, reads all of them once, then writes table by table. */
final class IngestRun {
  private final SparkSession spark;
  private final List<TableSettings> tables;
  private final Path studyFolder;

  IngestRun(SparkSession spark, List<TableSettings> tables, Path studyFolder) {
    this.spark = spark;
    this.tables = tables;
    this.studyFolder = studyFolder;
  }

  void run(Results results) {
    List<TableFiles> files = files();
    List<TableIngest> ingests = surveyed(files);
    List<Map<String, Object>> inputs = new ArrayList<>();
    for (TableIngest ingest : ingests) {
      ingest.warnings().forEach(results::warning);
      inputs.addAll(ingest.inputs());
    }
    results.manifest("inputs", inputs);
    List<TableReport> reports = new ArrayList<>();
    for (TableIngest ingest : ingests) {
      reports.add(ingest.write(results));
    }
    write(reports, results);
  }

  private static void write(List<TableReport> reports, Results results) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("tables", reports.stream().map(TableReport::json).toList());
    results.json(IngestTables.FILES, json);
    results.table(IngestTables.files(reports));
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("columns", reports.stream().flatMap(r -> r.columns().stream()).toList());
    results.json(IngestTables.COLUMNS, columns);
    results.table(IngestTables.columns(reports));
  }

  /**
   * Finds the files of all tables, and reads the archives' directories and the dictionaries.
   *
   * @throws DataException naming every table whose files cannot be told
   */
  List<TableFiles> files() {
    Steps.begin(spark, "Looking for the files");
    Configuration hadoop = spark.sessionState().newHadoopConf();
    List<TableFiles> files = new ArrayList<>();
    Set<String> problems = new LinkedHashSet<>();
    for (TableSettings table : tables) {
      try {
        files.add(TableFiles.of(table, studyFolder, hadoop));
      } catch (DataException e) {
        problems.add(String.valueOf(e.getMessage()));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot look for the files of table " + table.name(), e);
      }
    }
    refuse(problems);
    return files;
  }

  private List<TableIngest> surveyed(List<TableFiles> files) {
    List<List<PieceSurvey>> found = surveys(files);
    List<TableIngest> ingests = new ArrayList<>();
    Set<String> problems = new LinkedHashSet<>();
    for (int i = 0; i < tables.size(); i++) {
      try {
        TableSurvey survey = TableSurvey.of(tables.get(i), found.get(i));
        ingests.add(TableIngest.of(spark, tables.get(i), files.get(i), survey));
      } catch (DataException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    refuse(problems);
    return ingests;
  }

  /** Reads every file of every table, all of them in one go. */
  private List<List<PieceSurvey>> surveys(List<TableFiles> files) {
    List<TableFile> all = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      for (Piece piece : files.get(i).data()) {
        all.add(new TableFile(i, tables.get(i), piece, files.get(i).dictionary()));
      }
    }
    Steps.begin(spark, "Reading " + all.size() + (all.size() == 1 ? " file" : " files"));
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sessionState().newHadoopConf());
    List<Survey.Outcome> outcomes =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(all, all.size())
            .map(new Survey(hadoop))
            .collect();
    List<List<PieceSurvey>> found = new ArrayList<>();
    tables.forEach(table -> found.add(new ArrayList<>()));
    Set<String> problems = new LinkedHashSet<>();
    for (Survey.Outcome outcome : outcomes) {
      PieceSurvey survey = outcome.survey();
      if (survey == null) {
        problems.add(outcome.refusal());
      } else {
        found.get(outcome.table()).add(survey);
      }
    }
    refuse(problems);
    return found;
  }

  private static void refuse(Set<String> problems) {
    if (!problems.isEmpty()) {
      throw new DataException(String.join("\n", problems));
    }
  }
}
