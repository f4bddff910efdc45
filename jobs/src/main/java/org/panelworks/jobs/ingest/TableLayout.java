package org.panelworks.jobs.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What a table's rows become: its columns in the first file's order, then {@code year} and {@code
 * month} of the date column where there is one.
 *
 * @param columns read from the files
 * @param key positions of the key columns; all columns where the study names none
 * @param date position of the date column, -1 where there is none
 */
record TableLayout(List<OutputColumn> columns, List<Integer> key, int date)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  static final String YEAR = "year";
  static final String MONTH = "month";

  TableLayout {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  /** Number of columns of the result. */
  int width() {
    return columns.size() + (date < 0 ? 0 : 2);
  }

  /** The result's columns with their metadata. */
  List<StructField> fields() {
    List<StructField> fields = new ArrayList<>();
    columns.forEach(column -> fields.add(column.field()));
    if (date >= 0) {
      String of = columns.get(date).name();
      fields.add(part(YEAR, "Year", of));
      fields.add(part(MONTH, "Month", of));
    }
    return fields;
  }

  private static StructField part(String name, String label, String of) {
    return new StructField(
        name,
        DataTypes.IntegerType,
        true,
        new MetadataBuilder().putString("label", label).putString("from", of).build());
  }

  StructType schema() {
    return new StructType(fields().toArray(StructField[]::new));
  }
}
