package org.panelworks.jobs.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.panelworks.DataException;
import org.panelworks.jobs.panel.LocalSpark;
import org.panelworks.jobs.runtime.Failure;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.SettingsReader;

/** A folder of downloads, and the job on it within the tests' session. */
public record IngestFolder(Path path) {

  /** Writes a file, with the folders above it. */
  public Path file(String name, byte[] content) {
    try {
      Path file = path.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path file(String name, String content) {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes an archive whose names are encoded as Windows does. */
  public Path zip(String name, Map<String, byte[]> entries) {
    try {
      Path file = path.resolve(name);
      Files.createDirectories(file.getParent());
      try (ZipOutputStream zip =
          new ZipOutputStream(Files.newOutputStream(file), Charset.forName("GBK"))) {
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
          zip.putNextEntry(new ZipEntry(entry.getKey()));
          zip.write(entry.getValue());
          zip.closeEntry();
        }
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An archive of one text. */
  public Path zip(String name, String entry, String content) {
    return zip(name, Map.of(entry, content.getBytes(StandardCharsets.UTF_8)));
  }

  /** A study with these sources. */
  public Path study(String sources) {
    return study(sources, "");
  }

  /** A study with these sources and further settings of the section. */
  public Path study(String sources, String further) {
    return file("study.conf", "ingest { sources = [ " + sources + " ], " + further + " }\n");
  }

  /** What a run leaves: the texts, and the rows by table, not yet computed. */
  record Run(Map<String, String> texts, Map<String, Dataset<Row>> rows, List<String> warnings) {
    /** A table's rows, read. */
    List<Row> rows(String table) {
      Dataset<Row> found = rows.get("data/" + table + ".parquet");
      if (found == null) {
        throw new IllegalStateException("no table " + table + " among " + rows.keySet());
      }
      return found.collectAsList();
    }

    Dataset<Row> table(String table) {
      return rows.getOrDefault("data/" + table + ".parquet", LocalSpark.session().emptyDataFrame());
    }
  }

  /** Runs the job, without writing. */
  Run run(String sources) {
    return run(sources, "");
  }

  private Run run(String sources, String further) {
    SettingsReader reader = SettingsReader.of(study(sources, further), Map.of());
    IngestPlan plan = (IngestPlan) new IngestJob().plan(reader.section("ingest"));
    reader.finish();
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, Dataset<Row>> rows = new LinkedHashMap<>();
    Results results = Results.into(texts, rows);
    plan.run(LocalSpark.session(), results);
    return new Run(texts, rows, results.warnings());
  }

  /** Runs the job, which must refuse the data with exit code 3, and gives its message. */
  String refusal(String sources) {
    return refusal(sources, "");
  }

  String refusal(String sources, String further) {
    try {
      Run run = run(sources, further);
      throw new AssertionError("not refused: " + run.texts().get("tables/ingest.json"));
    } catch (DataException e) {
      Failure failure = Failure.of(e);
      if (failure.code() != Failure.DATA) {
        throw new AssertionError("ends with " + failure.code());
      }
      return failure.message();
    }
  }
}
