package org.panelworks.jobs.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.StandalonePlan;

/** An ingestion with its settings read; without any where they were wrong. */
final class IngestPlan implements StandalonePlan {
  private final Optional<IngestSettings> settings;
  private final Path studyFolder;

  IngestPlan(Optional<IngestSettings> settings, Path studyFolder) {
    this.settings = settings;
    this.studyFolder = studyFolder;
  }

  @Override
  public Optional<String> output() {
    return settings
        .flatMap(IngestSettings::out)
        .map(
            out ->
                FilePattern.isAbsolute(out)
                    ? out
                    : studyFolder.toAbsolutePath().resolve(out).normalize().toString());
  }

  @Override
  public List<String> makes() {
    return settings.stream()
        .flatMap(read -> read.tables().stream())
        .map(TableSettings::name)
        .toList();
  }

  @Override
  public List<String> inputs(SparkSession spark) {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    List<String> inputs = new ArrayList<>();
    for (TableSettings table : settings.orElseThrow().tables()) {
      for (String path : table.paths()) {
        try {
          TableFiles.files(path, studyFolder, hadoop)
              .forEach(
                  file -> inputs.add(new Piece(file.getPath().toString(), "", -1, 0, 0).shown()));
        } catch (IOException e) {
          throw new UncheckedIOException("cannot look for the files of table " + table.name(), e);
        }
      }
    }
    return inputs;
  }

  @Override
  public Optional<String> check(SparkSession spark) {
    if (inputs(spark).isEmpty()) {
      return Optional.of("the files of ingest are not to be found from here: they are not checked");
    }
    new IngestRun(spark, settings.orElseThrow().tables(), studyFolder).files();
    return Optional.of("every table of ingest has its files");
  }

  @Override
  public void run(SparkSession spark, Results results) {
    new IngestRun(spark, settings.orElseThrow().tables(), studyFolder).run(results);
  }
}
