package org.panelworks.jobs.ingest;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;

/**
 * A column of a table's result.
 *
 * @param code its name in the files
 * @param name its name in the result
 * @param type what its cells become
 * @param power cells are multiplied by 10 to this power
 * @param label its name in words, empty where none is known
 * @param unit of the result's values, empty where there is none
 * @param values what its codes mean
 * @param basis what an industry code describes, empty where nothing is declared or it is none
 */
record OutputColumn(
    String code,
    String name,
    ColumnType type,
    int power,
    String label,
    String unit,
    Map<String, String> values,
    String basis)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  OutputColumn {
    values = new LinkedHashMap<>(values);
  }

  /** The column with what is known of it as metadata, which Parquet keeps. */
  StructField field() {
    return new StructField(name, type.stored(), true, metadata());
  }

  private Metadata metadata() {
    MetadataBuilder metadata = new MetadataBuilder();
    if (!label.isEmpty()) {
      metadata.putString("label", label);
    }
    if (!unit.isEmpty()) {
      metadata.putString("unit", unit);
    }
    if (!values.isEmpty()) {
      MetadataBuilder map = new MetadataBuilder();
      values.forEach(map::putString);
      metadata.putMetadata("values", map.build());
    }
    if (!basis.isEmpty()) {
      metadata.putString("basis", basis);
    }
    if (!code.equals(name)) {
      metadata.putString("code", code);
    }
    return metadata.build();
  }
}
