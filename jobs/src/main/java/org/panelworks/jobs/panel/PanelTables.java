package org.panelworks.jobs.panel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.panelworks.DataException;

/** The tables that a study's panel is made of, and the panel that they make. */
final class PanelTables {
  private final SparkSession spark;
  private final PanelSettings settings;
  private final Path studyFolder;
  private final List<JoinedTable> joins = new ArrayList<>();

  private PanelTables(SparkSession spark, PanelSettings settings, Path studyFolder) {
    this.spark = spark;
    this.settings = settings;
    this.studyFolder = studyFolder;
  }

  static PanelTables of(SparkSession spark, PanelSettings settings, Path studyFolder) {
    return new PanelTables(spark, settings, studyFolder);
  }

  /** Files and directories that the paths stand for. */
  List<String> paths() {
    return settings.tables().stream().flatMap(table -> loader(table).paths().stream()).toList();
  }

  /** The panel's rows, not yet read. */
  Dataset<Row> load() {
    List<TableSource> tables = settings.tables();
    joins.clear();
    if (!settings.isJoined()) {
      return loader(tables.get(0)).load();
    }
    Dataset<Row> panel = chosen(tables.get(0));
    for (TableSource table : tables.subList(1, tables.size())) {
      JoinedTable joined =
          JoinedTable.of(
              panel, opened(table), table, table.join().orElseThrow(), settings.source().time());
      joins.add(joined);
      panel = joined.rows();
    }
    return panel;
  }

  /** Reads the tables' keys; refuses those that are not unique. */
  List<JoinCount> check() {
    Set<List<String>> unique = new HashSet<>();
    return joins.stream().map(joined -> joined.check(unique)).toList();
  }

  private PanelLoader loader(TableSource table) {
    return PanelLoader.of(spark, table.source(), studyFolder);
  }

  /** A table with its derived columns, filtered and aggregated. */
  private Dataset<Row> opened(TableSource table) {
    try {
      PanelTable panel = PanelTable.of(loader(table).load(), table.derived());
      Dataset<Row> rows = panel.rows();
      if (table.filter().isPresent()) {
        PanelScan.requireBoolean(table.filter().get(), panel);
        rows = rows.filter(table.filter().get().over(panel.columns()));
      }
      return table.aggregate().isPresent()
          ? table.aggregate().get().over(rows, panel.columns())
          : rows;
    } catch (DataException e) {
      String message = String.valueOf(e.getMessage());
      boolean named = message.startsWith(table.setting());
      throw named ? e : new DataException(table.setting() + ": " + message, e);
    }
  }

  private Dataset<Row> chosen(TableSource table) {
    Dataset<Row> rows = opened(table);
    TableColumns columns = TableColumns.of(rows.schema(), "the table");
    List<Column> selected = new ArrayList<>();
    for (String name : TableChoice.names(table, columns)) {
      selected.add(TableColumns.column(name).as(TableChoice.renamed(table, columns, name)));
    }
    return PanelTable.select(rows, selected);
  }
}
