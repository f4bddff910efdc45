package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.panelworks.SettingsException;
import org.panelworks.panel.PanelSchema;

/**
 * One reading of the panel: the columns to compute, in the order of a {@link RowLayout}, and how
 * they become blocks.
 */
final class PanelScan {
  private final Dataset<Row> rows;
  private final Dataset<Row> units;
  private final RowLayout layout;
  private final PanelSchema schema;
  private final int[] numericFrom;
  private final int[] categoryFrom;

  private PanelScan(
      Dataset<Row> rows,
      Dataset<Row> units,
      RowLayout layout,
      PanelSchema schema,
      int[] numericFrom,
      int[] categoryFrom) {
    this.rows = rows;
    this.units = units;
    this.layout = layout;
    this.schema = schema;
    this.numericFrom = numericFrom;
    this.categoryFrom = categoryFrom;
  }

  Dataset<Row> rows() {
    return rows;
  }

  /** The rows' units alone, where the scan has units. */
  Dataset<Row> units() {
    return units;
  }

  RowLayout layout() {
    return layout;
  }

  PanelSchema schema() {
    return schema;
  }

  BlockLayout blocks(boolean keepDropped, int targets) {
    return new BlockLayout(schema, layout, numericFrom, categoryFrom, keepDropped, targets);
  }

  /** Collects a scan's columns. */
  static final class Builder {
    private final SampledTable table;
    private final @Nullable String unit;
    private final @Nullable String time;
    private @Nullable ColumnKind unitKind;
    private @Nullable ColumnKind timeKind;
    private final Map<String, Column> numeric = new LinkedHashMap<>();
    private final Map<String, Column> conditions = new LinkedHashMap<>();
    private final List<Column> categories = new ArrayList<>();
    private final List<ColumnKind> categoryKinds = new ArrayList<>();
    private final Map<String, Column> others = new LinkedHashMap<>();
    private final List<String> numericNames = new ArrayList<>();
    private final List<String> categoryNames = new ArrayList<>();
    private final List<Integer> numericFrom = new ArrayList<>();
    private final List<Integer> categoryFrom = new ArrayList<>();

    /** A scan without unit and time. */
    Builder(SampledTable table) {
      this(table, Optional.empty(), Optional.empty());
    }

    /** A scan by unit and time, where there are such. */
    Builder(SampledTable table, Optional<String> unit, Optional<String> time) {
      this.table = table;
      TableColumns columns = table.columns();
      this.unit = unit.map(name -> columns.find(name, "panel.unit")).orElse(null);
      this.time = time.map(name -> columns.find(name, "panel.time")).orElse(null);
      if (this.unit != null) {
        unitKind =
            ColumnKind.ofCategory(this.unit, columns.type(this.unit, "panel.unit"), "panel.unit");
      }
      if (this.time != null) {
        timeKind = ColumnKind.ofTime(this.time, columns.type(this.time, "panel.time"));
      }
    }

    Builder numeric(String name, String setting) {
      String exact = table.columns().find(name, setting);
      if (numericNames.contains(name)) {
        return this;
      }
      numericNames.add(name);
      if (exact.equals(time)) {
        numericFrom.add(BlockLayout.TIME);
        return this;
      }
      ColumnKind.requireNumeric(exact, table.columns().type(exact, setting), setting);
      numericFrom.add(numeric.size());
      numeric.put(name, TableColumns.column(exact).cast(DataTypes.DoubleType));
      return this;
    }

    Builder category(String name, String setting) {
      String exact = table.columns().find(name, setting);
      if (categoryNames.contains(name)) {
        return this;
      }
      categoryNames.add(name);
      if (exact.equals(unit)) {
        categoryFrom.add(BlockLayout.UNIT);
      } else if (exact.equals(time)) {
        categoryFrom.add(BlockLayout.TIME);
      } else {
        ColumnKind kind =
            ColumnKind.ofCategory(exact, table.columns().type(exact, setting), setting);
        categoryFrom.add(categories.size());
        categories.add(kind.of(TableColumns.column(exact)));
        categoryKinds.add(kind);
      }
      return this;
    }

    /** A condition of a job; one whose text is a numeric column's name is that column. */
    Builder condition(SqlExpression condition) {
      if (!numericNames.contains(condition.text())) {
        conditions.put(
            condition.text(), condition.over(table.columns()).cast(DataTypes.BooleanType));
      }
      return this;
    }

    /** A column that is only checked for infinite values. */
    Builder checked(String exact) {
      if (!numeric.containsKey(exact)) {
        others.put(exact, TableColumns.column(exact).cast(DataTypes.DoubleType));
      }
      return this;
    }

    PanelScan scan() {
      List<Column> selected = new ArrayList<>();
      if (unit != null && unitKind != null) {
        selected.add(unitKind.of(TableColumns.column(unit)));
      }
      if (time != null && timeKind != null) {
        selected.add(timeKind.of(TableColumns.column(time)));
      }
      selected.addAll(table.dropped());
      selected.addAll(table.missing());
      selected.addAll(numeric.values());
      selected.addAll(conditions.values());
      selected.addAll(categories);
      selected.addAll(others.values());
      List<String> checked = new ArrayList<>(numeric.keySet());
      checked.addAll(others.keySet());
      RowLayout layout =
          new RowLayout(
              unitKind,
              timeKind,
              table.dropped().size(),
              table.missing().size(),
              numeric.size(),
              conditions.size(),
              categoryKinds,
              checked);
      List<String> names = new ArrayList<>(numericNames);
      names.addAll(conditions.keySet());
      PanelSchema schema =
          new PanelSchema(unit == null ? "" : unit, time == null ? "" : time, names, categoryNames);
      return new PanelScan(
          PanelTable.select(table.rows(), selected),
          PanelTable.select(table.rows(), selected.subList(0, Math.min(1, selected.size()))),
          layout,
          schema,
          numericFrom(),
          categoryFrom.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Conditions are packed after the numeric columns. */
    private int[] numericFrom() {
      int[] from = new int[numericFrom.size() + conditions.size()];
      for (int column = 0; column < from.length; column++) {
        boolean isNumeric = column < numericFrom.size();
        from[column] =
            isNumeric ? numericFrom.get(column) : numeric.size() + column - numericFrom.size();
      }
      return from;
    }
  }

  /** Refuses a condition that is neither true nor false. */
  static void requireBoolean(SqlExpression condition, PanelTable table) {
    StructType type =
        PanelTable.select(table.rows(), List.of(condition.over(table.columns()))).schema();
    if (!(type.fields()[0].dataType() instanceof BooleanType
        || type.fields()[0].dataType() instanceof NullType)) {
      throw new SettingsException(
          condition.setting()
              + ": `"
              + condition.text()
              + "` must be a condition, true or false, but is "
              + type.fields()[0].dataType().simpleString());
    }
  }
}
