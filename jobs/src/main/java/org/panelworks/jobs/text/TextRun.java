package org.panelworks.jobs.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.panelworks.DataException;
import org.panelworks.jobs.panel.PanelSource;
import org.panelworks.jobs.panel.SectionTable;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.Steps;
import org.panelworks.jobs.text.TextSettings.TextPlace;
import org.panelworks.text.TextMeasures;
import org.panelworks.text.TextTally;

/**
 * One run of the job: dictionaries, then the texts, then tables and rows from the counts. An
 * expansion reads the texts again.
 */
final class TextRun {
  private final SparkSession spark;
  private final TextSettings settings;
  private final Path studyFolder;
  private final Results results;

  TextRun(SparkSession spark, TextSettings settings, Path studyFolder, Results results) {
    this.spark = spark;
    this.settings = settings;
    this.studyFolder = studyFolder;
    this.results = results;
  }

  void run() {
    DictionaryFiles dictionaries =
        DictionaryFiles.read(
            settings.dictionaries(), studyFolder, spark.sessionState().newHadoopConf());
    dictionaries.warnings().forEach(warning -> results.warning("text: " + warning));
    SectionTable table = SectionTable.of(spark, source(), studyFolder, "text");
    Documents documents = Documents.of(settings, table, load(table));
    TextMeasures measures = TextMeasures.of(dictionaries.dictionaries());
    MeasuredRows measured = new MeasuredRows(measures);
    measured.schema(documents.keys());
    results.manifest("inputs", inputs(documents, dictionaries));
    try {
      count(documents, measured);
      if (settings.expansion().isPresent()) {
        new ExpansionRun(spark, settings, measures, documents, results).run();
      }
    } catch (Exception e) { // SparkException is checked, and Scala does not declare it
      throw table.failure(e);
    }
  }

  private PanelSource source() {
    return settings.texts() instanceof TextPlace.InFile
        ? new PanelSource(
            settings.source().path(),
            "binaryFile",
            settings.source().unit(),
            settings.source().time(),
            List.of(),
            Map.of("recursiveFileLookup", "true", "pathGlobFilter", "*.[tT][xX][tT]"))
        : settings.source();
  }

  private Dataset<Row> load(SectionTable table) {
    if (settings.texts() instanceof TextPlace.InFile && table.paths().isEmpty()) {
      throw new DataException(
          "text.path: no such input `"
              + settings.source().path()
              + "`: neither in the study's folder nor from the current directory");
    }
    return table.load();
  }

  private void count(Documents documents, MeasuredRows measured) {
    List<String> keys = documents.keys().stream().map(StructField::name).toList();
    TextMeasures measures = measured.measures();
    try (CountedDocuments counted = CountedDocuments.of(documents, measures)) {
      Steps.begin(spark, "Counting words");
      counted.check(keys, settings.duplicates());
      TextTally tally = counted.tally(new TimeBound(settings.time().orElse("")));
      Steps.end(spark.sparkContext());
      refuse(tally);
      warn(tally.overall());
      new TextTables(settings, measures, tally, documents.keys()).write(results);
      new WordTables(settings.digits(), measures, tally).write(spark, results);
      Column[] order =
          keys.stream()
              .map(k -> functions.col("`" + k.replace("`", "``") + "`"))
              .toArray(Column[]::new);
      Steps.begin(spark, "Writing the measures");
      results.rows(
          "text-measures",
          spark
              .createDataFrame(counted.rows(measured), measured.schema(documents.keys()))
              .orderBy(order));
      Steps.end(spark.sparkContext());
    }
  }

  private void refuse(TextTally tally) {
    if (tally.size() == 0) {
      throw new DataException("text: there are no documents in `" + settings.source().path() + "`");
    }
  }

  private void warn(TextTally.Sums overall) {
    if (overall.documents() == 0) {
      throw new DataException("text: the texts of all documents are missing");
    }
    if (overall.missing() > 0) {
      results.warning(
          "text: " + overall.missing() + " documents have no text, and their measures are missing");
    }
    if (overall.empty() > 0) {
      results.warning(
          "text: "
              + overall.empty()
              + " documents hold no word: their counts are 0 and their shares undefined");
    }
  }

  private static List<Map<String, Object>> inputs(
      Documents documents, DictionaryFiles dictionaries) {
    List<Map<String, Object>> inputs = new ArrayList<>(List.of(documents.input()));
    dictionaries
        .dictionaries()
        .forEach(
            dictionary -> {
              Map<String, Object> input = new LinkedHashMap<>();
              input.put("dictionary", dictionary.name());
              input.put("path", dictionaries.files().get(dictionary.name()));
              input.put("words", dictionary.words().size());
              input.put("sha256", dictionaries.hashes().get(dictionary.name()));
              inputs.add(input);
            });
    return inputs;
  }
}
