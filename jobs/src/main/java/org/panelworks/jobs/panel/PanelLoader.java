package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.panelworks.DataException;
import org.panelworks.jobs.runtime.Output;
import org.panelworks.jobs.runtime.Steps;

/**
 * Finds and opens a study's panel.
 *
 * <p>A relative path is looked up in the study file's folder first, then where the command runs (or
 * in the default file system's working directory). What is neither, and is the name of a table in
 * the catalog, is read as that table. Formats that Spark does not read from files (a table format's
 * catalog, a database) get the path as it stands.
 *
 * <p>A CSV file has a header and is UTF-8, with or without a byte order mark; numbers are inferred,
 * except in the unit's column and in those listed under {@code strings}; a record that does not fit
 * is an error. The study's options replace these.
 */
final class PanelLoader {
  static final List<String> FILE_FORMATS =
      List.of("parquet", "orc", "csv", "json", "text", "avro", "xml");

  /**
   * Whether Parquet's column chunks are asked for together and awaited, which pays where each
   * request travels; from a disk of the machine's own they are read sooner one after the other.
   */
  private static final String READ_AHEAD = "parquet.hadoop.vectored.io.enabled";

  private final SparkSession spark;
  private final PanelSource source;
  private final java.nio.file.Path studyFolder;

  private PanelLoader(SparkSession spark, PanelSource source, java.nio.file.Path studyFolder) {
    this.spark = spark;
    this.source = source;
    this.studyFolder = studyFolder;
  }

  static PanelLoader of(SparkSession spark, PanelSource source, java.nio.file.Path studyFolder) {
    return new PanelLoader(spark, source, studyFolder);
  }

  /** The panel's rows, not yet read. */
  Dataset<Row> load() {
    List<String> paths = paths();
    Steps.begin(spark, "Looking at the panel's columns");
    try {
      if (paths.isEmpty()) {
        return isTable() ? keptAsText(spark.read().table(source.path())) : elsewhere();
      }
      return source.isCsv() ? csv(paths) : keptAsText(files(paths));
    } catch (Exception e) { // AnalysisException is checked, and Scala does not declare it
      throw LoadFailure.of(e, source);
    } finally {
      Steps.end(spark.sparkContext());
    }
  }

  /** The files and directories that the path stands for; none where it is no path. */
  List<String> paths() {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    Path path = hadoopPath(Output.current(source.path(), hadoop));
    List<Path> found = List.of();
    if (!path.isAbsolute()) {
      java.nio.file.Path folder = studyFolder.toAbsolutePath().normalize();
      found = InputFiles.matching(below(folder, source.path()), hadoop);
    }
    if (found.isEmpty()) {
      found = InputFiles.matching(path, hadoop);
    }
    return found.stream().map(Path::toString).toList();
  }

  private static Path below(java.nio.file.Path folder, String relative) {
    String literal = InputFiles.escaped(new Path("file", "", folder.toString())).toString();
    return new Path(literal + "/" + relative);
  }

  private static Path hadoopPath(String text) {
    try {
      return new Path(text);
    } catch (IllegalArgumentException e) {
      throw new DataException("panel.path: `" + text + "` is not a path: " + e.getMessage(), e);
    }
  }

  private boolean isTable() {
    return !source.path().contains("/") && spark.catalog().tableExists(source.path());
  }

  private Dataset<Row> elsewhere() {
    if (FILE_FORMATS.contains(source.format().toLowerCase(Locale.ROOT))) {
      throw new DataException(
          "panel.path: no such input `"
              + source.path()
              + "`: nothing there in the study's folder "
              + studyFolder.toAbsolutePath().normalize()
              + " nor from the current directory, and no table of that name");
    }
    return keptAsText(reader().load(source.path()));
  }

  private Dataset<Row> files(List<String> paths) {
    DataFrameReader reader = spark.read().format(source.format());
    if (paths.stream().allMatch(path -> "file".equals(new Path(path).toUri().getScheme()))) {
      reader = reader.option(READ_AHEAD, false);
    }
    return reader.options(source.options()).load(array(paths));
  }

  private DataFrameReader reader() {
    return spark.read().format(source.format()).options(source.options());
  }

  private Dataset<Row> csv(List<String> paths) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("header", "true");
    options.put("encoding", "UTF-8");
    options.put("enforceSchema", "false");
    options.put("mode", "FAILFAST");
    options.put("inferSchema", "true");
    options.put("columnPruning", "false"); // with it, records of the wrong length pass unnoticed
    source.options().forEach((key, value) -> replace(options, key, value));
    if (Boolean.parseBoolean(options.get("header"))) {
      refuseRepeatedHeader(options, paths);
    }
    StructType inferred = spark.read().options(options).csv(array(paths)).schema();
    refuseEmpty(inferred, options, paths);
    replace(options, "inferSchema", "false");
    return spark.read().options(options).schema(withText(inferred)).csv(array(paths));
  }

  /** Without rows every column would pass for text, and a message about types would mislead. */
  private void refuseEmpty(StructType inferred, Map<String, String> options, List<String> paths) {
    if (inferred.isEmpty()) {
      throw new DataException("panel.path: `" + source.path() + "` is empty, without a header");
    }
    for (StructField field : inferred.fields()) {
      if (!(field.dataType() instanceof StringType)) {
        return;
      }
    }
    if (spark.read().options(options).csv(array(paths)).isEmpty()) {
      throw new DataException(
          "no rows in the panel `" + source.path() + "`: there is nothing to estimate");
    }
  }

  /** Spark renames columns of the same name, so they are looked for in the header itself. */
  private void refuseRepeatedHeader(Map<String, String> options, List<String> paths) {
    Map<String, String> asRows = new LinkedHashMap<>(options);
    asRows.put("header", "false");
    asRows.put("inferSchema", "false");
    asRows.put("mode", "PERMISSIVE");
    List<Row> first = spark.read().options(asRows).csv(array(paths)).takeAsList(1);
    Set<String> seen = new HashSet<>();
    List<String> repeated = new ArrayList<>();
    for (int i = 0; !first.isEmpty() && i < first.get(0).size(); i++) {
      Object name = first.get(0).get(i);
      if (name != null && !seen.add(TableColumns.fold(name.toString()))) {
        repeated.add(name.toString());
      }
    }
    if (!repeated.isEmpty()) {
      throw TableColumns.repeated("the panel", repeated);
    }
  }

  private StructType withText(StructType inferred) {
    TableColumns columns = TableColumns.of(inferred, "the panel");
    Set<String> text = textColumns(columns);
    StructType schema = new StructType();
    for (StructField field : inferred.fields()) {
      schema =
          schema.add(
              field.name(),
              text.contains(field.name()) ? DataTypes.StringType : field.dataType(),
              true);
    }
    return schema;
  }

  private Set<String> textColumns(TableColumns columns) {
    Set<String> text = new HashSet<>();
    source.strings().forEach(name -> text.add(columns.find(name, "panel.strings")));
    source.unit().filter(columns::has).ifPresent(name -> text.add(columns.find(name, "unit")));
    return text;
  }

  private Dataset<Row> keptAsText(Dataset<Row> table) {
    TableColumns columns = TableColumns.of(table.schema(), "the panel");
    Dataset<Row> kept = table;
    for (String name : source.strings()) {
      String exact = columns.find(name, "panel.strings");
      if (!(columns.type(exact, "panel.strings") instanceof StringType)) {
        kept = kept.withColumn(exact, TableColumns.column(exact).cast(DataTypes.StringType));
      }
    }
    return kept;
  }

  private static void replace(Map<String, String> options, String key, String value) {
    options.keySet().removeIf(key::equalsIgnoreCase);
    options.put(key, value);
  }

  private static String[] array(List<String> texts) {
    return texts.toArray(String[]::new);
  }
}
