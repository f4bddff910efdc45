package org.panelworks.jobs.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.panelworks.jobs.panel.SectionTable;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.StandalonePlan;

/** The job with its settings; without any where they were wrong, which the reader reports. */
final class TextPlan implements StandalonePlan {
  private final Optional<TextSettings> settings;
  private final Path studyFolder;

  TextPlan(Optional<TextSettings> settings, Path studyFolder) {
    this.settings = settings;
    this.studyFolder = studyFolder;
  }

  @Override
  public Optional<String> output() {
    return settings
        .flatMap(TextSettings::out)
        .map(
            out ->
                out.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")
                    ? out
                    : studyFolder.toAbsolutePath().resolve(out).normalize().toString());
  }

  @Override
  public List<String> makes() {
    return List.of("text-measures");
  }

  @Override
  public List<String> inputs(SparkSession spark) {
    TextSettings known = settings.orElseThrow();
    List<String> inputs =
        new ArrayList<>(SectionTable.of(spark, known.source(), studyFolder, "text").paths());
    DictionaryFiles.places(
            known.dictionaries().values(), studyFolder, spark.sessionState().newHadoopConf())
        .forEach(inputs::add);
    return inputs;
  }

  @Override
  public Optional<String> check(SparkSession spark) {
    TextSettings known = settings.orElseThrow();
    DictionaryFiles.read(known.dictionaries(), studyFolder, spark.sessionState().newHadoopConf());
    SectionTable table = SectionTable.of(spark, known.source(), studyFolder, "text");
    String path = known.source().path();
    boolean isPath = path.contains("/") || path.contains(".");
    if (isPath && table.paths().isEmpty()) {
      return Optional.of(
          "the input " + path + " of text is not to be found from here: it is not checked");
    }
    if (known.texts() instanceof TextSettings.TextPlace.InColumn) {
      Documents.of(known, table, table.load());
    }
    return Optional.of("the input " + path + " of text and its dictionaries are as it needs them");
  }

  @Override
  public void run(SparkSession spark, Results results) {
    new TextRun(spark, settings.orElseThrow(), studyFolder, results).run();
  }
}
