package org.panelworks.jobs.text;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.panelworks.DataException;
import org.panelworks.jobs.panel.SectionTable;
import org.panelworks.jobs.text.TextSettings.TextPlace;

/**
 * The documents: their keys and their texts.
 *
 * @param rows the keys, then the text; none of the cells has been checked
 * @param keys the columns of the keys: the unit, and the time where there is one
 * @param input for the manifest
 */
record Documents(JavaRDD<Row> rows, List<StructField> keys, Map<String, Object> input) {
  private static final long PARTITION_BYTES = 32L << 20;

  Documents {
    keys = List.copyOf(keys);
  }

  /** Finds the documents; reads none. */
  static Documents of(TextSettings settings, SectionTable table, Dataset<Row> loaded) {
    Map<String, Object> input = table.described(loaded);
    return settings.texts() instanceof TextPlace.InFile files
        ? inFiles(settings, files, loaded, input)
        : inColumn(
            settings, ((TextPlace.InColumn) settings.texts()).column(), table, loaded, input);
  }

  private static Documents inColumn(
      TextSettings settings,
      String text,
      SectionTable table,
      Dataset<Row> loaded,
      Map<String, Object> input) {
    List<StructField> keys = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    DataType type = table.type(loaded, settings.id(), "text.id");
    requireKey("text.id", settings.id(), type, false);
    keys.add(key(settings.id(), type));
    columns.add(table.column(loaded, settings.id(), "text.id").cast(keys.get(0).dataType()));
    if (settings.time().isPresent()) {
      String time = settings.time().get();
      DataType timeType = table.type(loaded, time, "text.time");
      requireKey("text.time", time, timeType, true);
      keys.add(key(time, timeType));
      Column column = table.column(loaded, time, "text.time");
      columns.add(timeType instanceof IntegralType ? column.cast(DataTypes.LongType) : column);
    }
    DataType cells = table.type(loaded, text, "text.text");
    if (!(cells instanceof StringType)) {
      throw new DataException(
          "text.text: column `" + text + "` must hold text, but is " + cells.simpleString());
    }
    columns.add(table.column(loaded, text, "text.text"));
    Dataset<Row> rows = loaded.select(columns.toArray(Column[]::new));
    boolean timed = settings.time().isPresent();
    return new Documents(rows.toJavaRDD().map(new WholeTimes(timed)), keys, input);
  }

  private static StructField key(String name, DataType type) {
    return DataTypes.createStructField(
        name, type instanceof StringType ? DataTypes.StringType : DataTypes.LongType, false);
  }

  private static void requireKey(String setting, String name, DataType type, boolean floating) {
    boolean whole = type instanceof IntegralType || type instanceof StringType;
    boolean number = type instanceof DoubleType || type instanceof FloatType;
    if (!whole && !(floating && number)) {
      throw new DataException(
          setting
              + ": column `"
              + name
              + "` must hold text or whole numbers, but is "
              + type.simpleString());
    }
  }

  private static Documents inFiles(
      TextSettings settings,
      TextPlace.InFile files,
      Dataset<Row> loaded,
      Map<String, Object> input) {
    List<StructField> keys = new ArrayList<>();
    keys.add(key(settings.id(), DataTypes.StringType));
    settings.time().ifPresent(time -> keys.add(key(time, DataTypes.LongType)));
    FileText text =
        new FileText(
            files.names(),
            files.encoding(),
            settings.id(),
            settings.time().orElse(null),
            new SerializableConfiguration(loaded.sparkSession().sessionState().newHadoopConf()));
    input.put("format", TextSettingsReader.FILES);
    // Spark's own reader of files leaves empty ones out.
    List<String> paths = List.of(loaded.inputFiles());
    JavaSparkContext context = new JavaSparkContext(loaded.sparkSession().sparkContext());
    long bytes = input.get("bytes") instanceof Long size ? size : 0;
    long parts =
        Math.max(Math.min(paths.size(), context.defaultParallelism()), bytes / PARTITION_BYTES);
    JavaRDD<Row> rows =
        context.parallelize(paths, (int) Math.max(1, Math.min(parts, paths.size()))).map(text);
    return new Documents(rows, keys, input);
  }

  /** Times that travel as floating numbers become whole. */
  private record WholeTimes(boolean timed) implements Function<Row, Row> {
    @Override
    public Row call(Row row) {
      if (!timed || !(row.get(1) instanceof Number time) || time instanceof Long) {
        return row;
      }
      double value = time.doubleValue();
      if (Double.isNaN(value)) {
        return RowFactory.create(row.get(0), null, row.get(2));
      }
      if (value != Math.rint(value) || Math.abs(value) > 1e15) {
        throw new DataException(
            "text.time: " + value + " is no whole number (unit " + row.get(0) + ")");
      }
      return RowFactory.create(row.get(0), (long) value, row.get(2));
    }
  }

  /** Keys from a file's name, the text from its bytes. */
  private record FileText(
      FileNames names,
      String encoding,
      String id,
      @Nullable String time,
      SerializableConfiguration hadoop)
      implements Function<String, Row> {
    @Override
    public Row call(String uri) throws IOException {
      Path file = new Path(URI.create(uri));
      Map<String, String> values =
          names
              .values(file.getName())
              .orElseThrow(
                  () ->
                      new DataException(
                          "text.file-name: " + file + " is not named as `" + names + "` says"));
      String unit = values.getOrDefault(id, "");
      if (unit.isEmpty()) {
        throw new DataException("text.file-name: the name of " + file + " holds no " + id);
      }
      String text = text(file);
      return time == null
          ? RowFactory.create(unit, text)
          : RowFactory.create(unit, whole(file, values.getOrDefault(time, "")), text);
    }

    private String text(Path file) throws IOException {
      FileSystem files = file.getFileSystem(hadoop.value());
      try (InputStream in = files.open(file)) {
        return DictionaryFiles.strictly(
            file.toString(), in.readAllBytes(), Charset.forName(encoding));
      }
    }

    private static long whole(Path file, String text) {
      if (!text.matches("-?\\d{1,15}")) {
        throw new DataException(
            "text.file-name: the time in " + file + " must be a whole number, got `" + text + "`");
      }
      return Long.parseLong(text);
    }
  }
}
