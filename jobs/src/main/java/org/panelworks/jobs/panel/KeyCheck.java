package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.panelworks.DataException;
import org.panelworks.jobs.runtime.Steps;

/**
 * Counts the rows and keys of a table by one reading of its keys; refuses keys that stand in more
 * than one row. Rows with a missing key match nothing, and may be as many as they like.
 */
final class KeyCheck {
  private static final int FIRST_KEYS = 5;
  private static final String ROWS = "rows of the key";

  private final long rows;
  private final long keys;
  private final long rowsWithoutKey;

  private KeyCheck(Row counted) {
    this.rows = counted.getLong(0);
    this.keys = counted.getLong(1);
    this.rowsWithoutKey = counted.getLong(2);
  }

  /**
   * Counts.
   *
   * @param table the rows
   * @param keys exact names of the keys' columns in it
   * @param shown what the study calls them
   * @param what names the table and the rule in messages
   */
  static KeyCheck of(Dataset<Row> table, List<String> keys, List<String> shown, String what) {
    Column[] by = keys.stream().map(TableColumns::column).toArray(Column[]::new);
    Column known = functions.lit(true);
    for (Column key : by) {
      known = known.and(key.isNotNull());
    }
    Dataset<Row> groups = table.groupBy(by).agg(functions.count(functions.lit(1)).as(ROWS));
    Column size = TableColumns.column(ROWS);
    Column repeated = known.and(size.gt(1));
    Steps.begin(table.sparkSession().sparkContext(), "Checking the keys of " + what);
    try {
      Row counted =
          groups
              .agg(
                  sum(functions.lit(true), size),
                  sum(known, functions.lit(1L)),
                  sum(functions.not(known), size),
                  sum(repeated, functions.lit(1L)),
                  sum(repeated, size))
              .head();
      if (counted.getLong(3) > 0) {
        List<Row> first = groups.filter(repeated).orderBy(by).takeAsList(FIRST_KEYS);
        throw refusal(counted, first, shown, what);
      }
      return new KeyCheck(counted);
    } finally {
      Steps.end(table.sparkSession().sparkContext());
    }
  }

  private static Column sum(Column where, Column what) {
    return functions.coalesce(functions.sum(functions.when(where, what)), functions.lit(0L));
  }

  private static DataException refusal(
      Row counted, List<Row> first, List<String> shown, String what) {
    List<String> texts = new ArrayList<>();
    for (Row key : first) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < shown.size(); i++) {
        cells.add(String.valueOf(key.get(i)));
      }
      texts.add("(" + String.join(", ", cells) + ")");
    }
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s: (`%s`) must be unique, but %d %s in %d rows: %s%s",
            what,
            String.join("`, `", shown),
            counted.getLong(3),
            counted.getLong(3) == 1 ? "key stands" : "keys stand",
            counted.getLong(4),
            String.join(", ", texts),
            counted.getLong(3) > first.size() ? ", …" : ""));
  }

  long rows() {
    return rows;
  }

  long keys() {
    return keys;
  }

  long rowsWithoutKey() {
    return rowsWithoutKey;
  }
}
