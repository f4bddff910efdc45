package org.panelworks.jobs.runtime;

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

/**
 * Takes what the jobs of one run produce: tables, figures, row-level results, warnings. Names
 * become file names, so they are checked, and no two results of a run may share one.
 */
public final class Results {
  private static final Pattern SAFE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}_.-]*");
  private static final int LONGEST = 100;

  /** Where the content goes. */
  interface Sink {
    /** Takes a text file, {@code tables/baseline.json} say. */
    void text(String path, String content);

    /** Takes rows, to be written as Parquet. */
    void rows(String path, Dataset<Row> rows);
  }

  private final Sink sink;
  private final Set<String> taken = new HashSet<>();
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, Object> manifest = new LinkedHashMap<>();

  Results(Sink sink) {
    this.sink = sink;
  }

  /** Results kept in memory, for tests of jobs: texts by their path in the output directory. */
  public static Results into(Map<String, String> texts, Map<String, Dataset<Row>> rows) {
    return new Results(
        new Sink() {
          @Override
          public void text(String path, String content) {
            texts.put(path, content);
          }

          @Override
          public void rows(String path, Dataset<Row> dataset) {
            rows.put(path, dataset);
          }
        });
  }

  /**
   * A table's printed forms.
   *
   * @param texts suffix ({@code csv}, {@code md}, {@code tex}, {@code html}) to content
   */
  public void table(String name, Map<String, String> texts) {
    texts.forEach((suffix, content) -> sink.text(path("tables", name, suffix), content));
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

  /** A figure, {@code figures/NAME.svg}. */
  public void figure(String name, String svg) {
    sink.text(path("figures", name, "svg"), svg);
  }

  /** Something the reader of the tables should know; shown at the end and in the manifest. */
  public void warning(String message) {
    if (!warnings.contains(message)) {
      warnings.add(message);
    }
  }

  /** An entry of the manifest (sample attrition, scans, …): maps, lists and scalars. */
  public void manifest(String key, Object tree) {
    if (manifest.putIfAbsent(key, tree) != null) {
      throw new IllegalArgumentException("the manifest already has an entry `" + key + "`");
    }
  }

  public List<String> warnings() {
    return List.copyOf(warnings);
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
      throw new IllegalArgumentException(
          "a result's name consists of letters, digits, `_`, `-` and `.`, got `" + name + "`");
    }
    String path = folder + "/" + name + "." + suffix;
    if (!taken.add(path.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("two results of this run would be written to " + path);
    }
    return path;
  }
}
