package org.panelworks.jobs.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.panelworks.SettingsException;
import org.panelworks.table.ReportPage;
import org.panelworks.table.Table;
import org.panelworks.table.TableFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the jobs of one run produce: tables, figures, row-level results, warnings. Names
 * become file names, so they are checked, and no two results of a run may share one.
 */
public final class Results {
  private static final Pattern SAFE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}_.-]*");
  private static final Pattern FILE_NAME =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}_.\\-()\\[\\] ]*(?<![. ])");
  private static final int LONGEST = 100;

  /** Where the content goes. */
  interface Sink {
    /** Takes a text file, {@code tables/baseline.json} say. */
    void text(String path, String content);

    /** Takes rows, to be written as Parquet. */
    void rows(String path, Dataset<Row> rows);

    /** Takes a file of any kind. */
    void file(String path, FileContent content);
  }

  /** Writes a file's bytes. */
  @FunctionalInterface
  public interface FileContent {
    /** Writes to a stream that the caller closes. */
    void write(OutputStream out) throws IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Results.class);

  private final Sink sink;
  private final Set<String> taken = new HashSet<>();
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, Object> manifest = new LinkedHashMap<>();

  private final ReportPage.Builder report;

  /**
   * Results of one run.
   *
   * @param title of the report
   */
  Results(String title, Sink sink) {
    this.sink = sink;
    this.report = ReportPage.builder(title);
  }

  /** Results kept in memory, for tests of jobs: texts by their path in the output directory. */
  public static Results into(Map<String, String> texts, Map<String, Dataset<Row>> rows) {
    return new Results(
        "",
        new Sink() {
          @Override
          public void text(String path, String content) {
            texts.put(path, content);
          }

          @Override
          public void rows(String path, Dataset<Row> dataset) {
            rows.put(path, dataset);
          }

          @Override
          public void file(String path, FileContent content) {
            throw new UnsupportedOperationException("files are not kept in memory: " + path);
          }
        });
  }

  /**
   * A table in its printed forms, {@code tables/NAME.csv}, {@code .md}, {@code .tex}, {@code
   * .html}.
   */
  public void table(Table table) {
    TableFormat.writeAll(table)
        .forEach((suffix, text) -> sink.text(path("tables", table.name(), suffix), text));
    report.table(table);
  }

  /** How the sample came about, for the report; likewise printed as a table. */
  public void sample(Table flow) {
    TableFormat.writeAll(flow)
        .forEach((suffix, text) -> sink.text(path("tables", flow.name(), suffix), text));
    report.sample(flow);
  }

  /**
   * A result for machines, {@code tables/NAME.json}.
   *
   * @param content maps, lists, arrays, texts, numbers, booleans and nulls; keys keep their order,
   *     doubles their full precision, NaN and infinities become null
   */
  public void json(String name, Map<String, ?> content) {
    sink.text(path("tables", name, "json"), Json.pretty(content));
  }

  /** Row-level or cell-level results, {@code data/NAME.parquet}, in the order given. */
  public void rows(String name, Dataset<Row> rows) {
    sink.rows(path("data", name, "parquet"), rows);
  }

  /**
   * A file in the format of another program, at a path of its own below the output directory.
   *
   * @param path folders and a name, which may hold blanks and brackets
   */
  public void file(String path, FileContent content) {
    boolean safe = true;
    for (String part : path.split("/", -1)) {
      safe &= FILE_NAME.matcher(part).matches() && part.length() <= LONGEST;
    }
    if (!safe) {
      throw new SettingsException("`" + path + "` is no path for a result");
    }
    if (!taken.add(path.toLowerCase(Locale.ROOT))) {
      throw new SettingsException("two results of this run would be written to " + path);
    }
    sink.file(path, content);
  }

  /** A figure, {@code figures/NAME.svg}: one svg element. */
  public void figure(String name, String title, String svg) {
    sink.text(path("figures", name, "svg"), svg);
    report.figure(new ReportPage.Figure(name, title, svg));
  }

  /** Something the reader of the tables should know; shown at the end and in the manifest. */
  public void warning(String message) {
    if (!warnings.contains(message)) {
      warnings.add(message);
      LOG.warn("warning: {}", message);
    }
  }

  /** An entry of the manifest (sample attrition, scans, …): maps, lists and scalars. */
  public void manifest(String key, Object tree) {
    if (manifest.putIfAbsent(key, tree) != null) {
      throw new IllegalArgumentException("the manifest already has an entry `" + key + "`");
    }
  }

  /** The warnings so far. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Writes the report, {@code report.html}. */
  void report(Map<String, String> facts) {
    facts.forEach(report::fact);
    warnings.forEach(report::warning);
    sink.text("report.html", report.html());
  }

  Map<String, Object> manifest() {
    return new LinkedHashMap<>(manifest);
  }

  /** Whether a name is safe as a file name on every file system. */
  public static boolean isSafe(String name) {
    return name.length() <= LONGEST && SAFE.matcher(name).matches() && !name.endsWith(".");
  }

  private String path(String folder, String name, String suffix) {
    if (!isSafe(name)) {
      throw new SettingsException(
          "a result's name consists of letters, digits, `_`, `-` and `.`, got `" + name + "`");
    }
    String path = folder + "/" + name + "." + suffix;
    if (!taken.add(path.toLowerCase(Locale.ROOT))) {
      throw new SettingsException(
          "two results of this run would be written to " + path + ": give one another name");
    }
    return path;
  }
}
