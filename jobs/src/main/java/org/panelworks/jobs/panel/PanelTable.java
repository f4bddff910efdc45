package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StructField;
import org.panelworks.SettingsException;

/**
 * The panel's rows with the derived columns added. NaN is null in every column, so that conditions
 * treat both as missing.
 */
final class PanelTable {
  private final Dataset<Row> rows;
  private final TableColumns columns;
  private final Set<String> read;

  private PanelTable(Dataset<Row> rows, TableColumns columns, Set<String> read) {
    this.rows = rows;
    this.columns = columns;
    this.read = read;
  }

  /**
   * Adds the derived columns.
   *
   * @param loaded the rows as loaded
   * @param derived each after those it uses
   */
  static PanelTable of(Dataset<Row> loaded, List<DerivedColumn> derived) {
    return of(loaded, Optional.empty(), derived);
  }

  /**
   * Fills cells, then adds the derived columns.
   *
   * @param derived each after those it uses
   */
  static PanelTable of(
      Dataset<Row> loaded, Optional<Interpolation> interpolation, List<DerivedColumn> derived) {
    Dataset<Row> known = missingAsNull(loaded);
    if (interpolation.isPresent()) {
      TableColumns raw = TableColumns.of(loaded.schema(), "the panel");
      known = interpolation.get().fill(known, raw);
    }
    TableColumns loadedColumns = TableColumns.of(known.schema(), "the panel");
    Set<String> read = new LinkedHashSet<>(loadedColumns.names());
    PanelTable table = new PanelTable(known, loadedColumns, read);
    for (DerivedColumn column : derived) {
      if (loadedColumns.has(column.name())) {
        throw new SettingsException(
            column.expression().setting()
                + ": the panel already has a column `"
                + loadedColumns.find(column.name(), column.expression().setting())
                + "`: a derived column needs a name of its own");
      }
    }
    List<DerivedColumn> waiting = new ArrayList<>(derived);
    while (!waiting.isEmpty()) {
      List<DerivedColumn> level = table.ready(waiting);
      table = table.with(level);
      waiting.removeAll(level);
    }
    return table;
  }

  /** Those of the waiting columns that use no other waiting column. */
  private List<DerivedColumn> ready(List<DerivedColumn> waiting) {
    Set<String> names = new LinkedHashSet<>();
    waiting.forEach(column -> names.add(TableColumns.fold(column.name())));
    return waiting.stream()
        .filter(
            column ->
                column.expression().columns().stream()
                    .map(TableColumns::fold)
                    .noneMatch(names::contains))
        .toList();
  }

  private PanelTable with(List<DerivedColumn> level) {
    List<Column> totals = new ArrayList<>();
    level.forEach(column -> totals.addAll(column.expression().totals(columns)));
    Dataset<Row> from = totals.isEmpty() ? rows : beside(totals);
    List<Column> selected = new ArrayList<>();
    columns.names().forEach(name -> selected.add(TableColumns.column(name)));
    for (DerivedColumn column : level) {
      selected.add(column.expression().over(columns).as(column.name()));
    }
    Dataset<Row> wider = select(from, selected);
    return new PanelTable(missingAsNull(wider), TableColumns.of(wider.schema(), "the panel"), read);
  }

  /** Each row with aggregates of all rows, which take a reading of their own. */
  private Dataset<Row> beside(List<Column> totals) {
    Column[] more = totals.subList(1, totals.size()).toArray(Column[]::new);
    return rows.crossJoin(functions.broadcast(rows.agg(totals.get(0), more)));
  }

  private static Dataset<Row> missingAsNull(Dataset<Row> table) {
    List<Column> selected = new ArrayList<>();
    for (StructField field : table.schema().fields()) {
      Column column = TableColumns.column(field.name());
      selected.add(
          isFloating(field.dataType())
              ? functions
                  .nanvl(column, functions.lit(null).cast(field.dataType()))
                  .as(field.name(), field.metadata())
              : column);
    }
    return select(table, selected);
  }

  private static boolean isFloating(DataType type) {
    return type instanceof DoubleType || type instanceof FloatType;
  }

  /** Selects columns; a failure of the analysis names the setting. */
  static Dataset<Row> select(Dataset<Row> table, List<Column> selected) {
    try {
      return table.select(selected.toArray(Column[]::new));
    } catch (Exception e) { // AnalysisException is checked, and Scala does not declare it
      throw ExpressionFailure.unchecked(e);
    }
  }

  /** The table with other values in some columns of the same names. */
  PanelTable replacing(Dataset<Row> replaced) {
    return new PanelTable(replaced, TableColumns.of(replaced.schema(), "the panel"), read);
  }

  Dataset<Row> rows() {
    return rows;
  }

  TableColumns columns() {
    return columns;
  }

  /** The names of the columns as loaded, without the derived ones. */
  Set<String> loadedColumns() {
    return read;
  }
}
