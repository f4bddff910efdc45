package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.panelworks.DataException;
import org.panelworks.NearestName;

/**
 * The columns of a table by name. Names are found in any case, as in SQL, so no two columns may
 * differ by case only.
 */
final class TableColumns {
  private final String what;
  private final Map<String, StructField> byFoldedName;

  private TableColumns(String what, Map<String, StructField> byFoldedName) {
    this.what = what;
    this.byFoldedName = byFoldedName;
  }

  /**
   * The columns of a schema.
   *
   * @param what what has the columns, for messages
   */
  static TableColumns of(StructType schema, String what) {
    Map<String, StructField> byFoldedName = new LinkedHashMap<>();
    List<String> repeated = new ArrayList<>();
    for (StructField field : schema.fields()) {
      if (byFoldedName.putIfAbsent(fold(field.name()), field) != null) {
        repeated.add(field.name());
      }
    }
    if (!repeated.isEmpty()) {
      throw repeated(what, repeated);
    }
    return new TableColumns(what, byFoldedName);
  }

  static DataException repeated(String what, List<String> names) {
    return new DataException(
        what
            + " has more than one column named "
            + quoted(names)
            + " (upper and lower case count as equal)");
  }

  /** A column by its exact name, which may hold dots and anything else. */
  static Column column(String exactName) {
    return functions.col("`" + exactName.replace("`", "``") + "`");
  }

  boolean has(String name) {
    return byFoldedName.containsKey(fold(name));
  }

  /** The exact name of a column; refuses one that is not there. */
  String find(String name, String setting) {
    return field(name, setting).name();
  }

  DataType type(String name, String setting) {
    return field(name, setting).dataType();
  }

  Collection<String> names() {
    return byFoldedName.values().stream().map(StructField::name).toList();
  }

  private StructField field(String name, String setting) {
    StructField field = byFoldedName.get(fold(name));
    if (field == null) {
      throw new DataException(missing(name, setting));
    }
    return field;
  }

  /** What is said of a column that is not there, with the nearest that is. */
  String missing(String name, String setting) {
    return setting + ": no column `" + name + "` in " + what + NearestName.hint(name, names());
  }

  private static String quoted(List<String> names) {
    return "`" + String.join("`, `", names) + "`";
  }

  static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
