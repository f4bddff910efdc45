package org.panelworks.jobs.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.panelworks.jobs.panel.LocalSpark;
import org.panelworks.jobs.runtime.Failure;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.SettingsReader;

/** A folder of documents and dictionaries, and the job on it within the tests' session. */
record TextFolder(Path path) {
  Path file(String name, byte[] content) {
    try {
      Path file = path.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file(String name, String content) {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** What a run leaves: the texts, and the rows of the measures. */
  record Run(Map<String, String> texts, Map<String, List<Row>> data, List<String> warnings) {
    List<Row> rows() {
      return data("text-measures");
    }

    List<Row> data(String name) {
      return data.getOrDefault("data/" + name + ".parquet", List.of());
    }

    JsonNode json(String table) {
      try {
        return new ObjectMapper().readTree(text(table));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String text(String table) {
      return texts.getOrDefault("tables/" + table + ".json", "null");
    }
  }

  /** Runs the job with these settings of its section, without writing. */
  Run run(String section) {
    Path study = file("study.conf", "text { " + section + " }\n");
    SettingsReader reader = SettingsReader.of(study, Map.of());
    TextPlan plan = (TextPlan) new TextJob().plan(reader.section("text"));
    reader.finish();
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, Dataset<Row>> rows = new LinkedHashMap<>();
    Results results = Results.into(texts, rows);
    plan.run(LocalSpark.session(), results);
    Map<String, List<Row>> data = new LinkedHashMap<>();
    rows.forEach((file, dataset) -> data.put(file, dataset.collectAsList()));
    return new Run(texts, data, results.warnings());
  }

  /** Runs the job, which must be refused with an exit code, and gives its message. */
  String refusal(int code, String section) {
    Failure failure;
    try {
      Run run = run(section);
      throw new AssertionError("not refused: " + run.texts().get("tables/text.json"));
    } catch (RuntimeException e) {
      failure = Failure.of(e);
    }
    if (failure.code() != code) {
      throw new AssertionError("ends with " + failure.code() + ": " + failure.message());
    }
    return failure.message();
  }
}
