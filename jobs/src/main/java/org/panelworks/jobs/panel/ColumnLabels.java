package org.panelworks.jobs.panel;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns' names in words, as ingested Parquet keeps them: the metadata {@code label}. */
final class ColumnLabels {
  private static final String LABEL = "label";

  private ColumnLabels() {}

  /** Column to label. A label that several columns share tells them apart no more: left out. */
  static Map<String, String> of(StructType schema) {
    Map<String, String> labels = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    Set<String> shared = new HashSet<>();
    for (StructField field : schema.fields()) {
      if (field.metadata().contains(LABEL)) {
        String label = field.metadata().getString(LABEL);
        labels.put(field.name(), label);
        if (!seen.add(label)) {
          shared.add(label);
        }
      }
    }
    labels.values().removeIf(label -> label.isBlank() || shared.contains(label));
    return labels;
  }
}
