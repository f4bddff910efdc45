package org.panelworks.jobs.indices;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Digits;
import org.panelworks.table.Table;

/**
 * Writes an index for each row of a table: as Parquet always, as JSON up to 10,000 rows, printed up
 * to 200.
 *
 * @param name of the files
 * @param title of the printed table
 * @param keys number of leading columns that name a row, by which the rows are sorted
 */
record IndexTable(String name, String title, int keys, Digits digits) {
  private static final int MOST_JSON = 10_000;
  private static final int MOST_PRINTED = 200;

  /** Writes the rows; the last text column {@code reason} says why an index is undefined. */
  void write(Dataset<Row> unsorted, Results results) {
    Dataset<Row> held = unsorted.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      write(held, held.orderBy(sortedBy(held.columns())), results);
    } finally {
      held.unpersist(false);
    }
  }

  private Column[] sortedBy(String[] columns) {
    return Arrays.stream(columns, 0, keys).map(functions::col).toArray(Column[]::new);
  }

  private void write(Dataset<Row> held, Dataset<Row> rows, Results results) {
    results.rows(name, rows);
    Column undefined = functions.when(functions.col("reason").notEqual(""), 1L).otherwise(0L);
    Row counts = held.agg(functions.count(functions.lit(1)), functions.sum(undefined)).first();
    boolean all = counts.getLong(0) <= MOST_JSON;
    List<Row> first = rows.limit(all ? MOST_JSON : MOST_PRINTED).collectAsList();
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("rows", counts.getLong(0));
    content.put("complete", all);
    if (!all) {
      content.put("see", "data/" + name + ".parquet");
    }
    content.put("entries", all ? first.stream().map(this::entry).toList() : List.of());
    results.json(name, content);
    if (counts.getLong(0) > 0 && counts.getLong(1) > 0) {
      results.warning(
          String.format(
              Locale.ROOT,
              "indices, %s: %,d rows have an undefined index, whose reason stands beside it",
              name,
              counts.getLong(1)));
    }
    print(first, counts.getLong(0), rows.schema(), results);
  }

  private Map<String, Object> entry(Row row) {
    Map<String, Object> entry = new LinkedHashMap<>();
    for (String column : row.schema().fieldNames()) {
      @Nullable Object value = row.getAs(column);
      entry.put(column, value == null ? Double.NaN : value);
    }
    return entry;
  }

  private void print(List<Row> rows, long all, StructType schema, Results results) {
    StructField[] fields = schema.fields();
    int shown = fields.length - 1;
    List<Alignment> alignments = new ArrayList<>();
    String[] heads = new String[shown];
    for (int i = 0; i < shown; i++) {
      boolean text = fields[i].dataType().equals(DataTypes.StringType);
      alignments.add(text ? Alignment.LEFT : Alignment.RIGHT);
      heads[i] = fields[i].name();
    }
    Table.Builder table = Table.builder(name).title(title).columns(alignments).header(heads);
    for (Row row : rows.subList(0, Math.min(rows.size(), MOST_PRINTED))) {
      List<Cell> cells = new ArrayList<>();
      for (int i = 0; i < shown; i++) {
        cells.add(cell(row.get(i), i < keys));
      }
      table.row(cells);
    }
    if (all > MOST_PRINTED) {
      table.note("The first " + MOST_PRINTED + " rows; all of them stand in data/" + name + ".");
    }
    results.table(table.build());
  }

  private Cell cell(@Nullable Object value, boolean key) {
    if (value == null) {
      return Cell.number(Double.NaN, digits);
    }
    if (value instanceof Number number && !key) {
      boolean whole = value instanceof Long || value instanceof Integer;
      return whole ? Cell.count(number.longValue()) : Cell.number(number.doubleValue(), digits);
    }
    return key ? Cell.label(value.toString()) : Cell.text(value.toString());
  }
}
