package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.panelworks.DataException;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.SettingsReader;

/**
 * The section {@code interpolate}: missing cells between two observed ones of the same unit get the
 * value on the straight line between them, in time: {@code x(s) + (x(u) - x(s)) (t - s) / (u - s)}
 * with s and u the nearest observed times before and after t.
 *
 * <p>It comes first, on the panel's columns as loaded, so that derived columns use the filled
 * values, and so that the years that a sample leaves out still carry what was observed in them.
 * Nothing is filled before a unit's first or after its last observed value, in gaps of more missing
 * times than {@code max-gap}, or in rows that the panel does not have. {@code filled_x} says of
 * each row whether x was filled.
 *
 * @param maxGap longest run of missing times that is filled; empty for any
 */
record Interpolation(List<String> columns, Optional<Integer> maxGap, PanelKeys keys) {
  private static final String SETTING = "interpolate.columns";
  private static final String MARK = "filled_";

  private enum Method {
    LINEAR
  }

  Interpolation {
    columns = List.copyOf(new LinkedHashSet<>(columns));
    if (columns.isEmpty()) {
      throw new SettingsException("columns must name at least one column");
    }
    if (maxGap.isPresent() && maxGap.get() < 1) {
      throw new SettingsException("max-gap must be at least 1, got " + maxGap.get());
    }
  }

  /** Reads the section; problems are recorded in it. */
  static Optional<Interpolation> read(SettingsReader section, PanelSource source) {
    List<String> columns = section.texts("columns");
    section.choice("method", Method.class, Method.LINEAR);
    Optional<Integer> maxGap =
        section.has("max-gap") ? Optional.of(section.integer("max-gap")) : Optional.empty();
    String by = section.text("by", "unit");
    Optional<PanelKeys> keys = source.keys();
    if (keys.isEmpty()) {
      section.problem("needs panel.unit and panel.time");
      return Optional.empty();
    }
    if (!by.equals("unit") && !by.equalsIgnoreCase(keys.get().unit())) {
      section.problem("by", "must be unit, the panel's `" + keys.get().unit() + "`, got " + by);
    }
    return section.build(() -> new Interpolation(columns, maxGap, keys.get()));
  }

  /** The column that says where a column was filled. */
  static String mark(String column) {
    return MARK + column;
  }

  /** The rows with the missing cells filled and the marks added. */
  Dataset<Row> fill(Dataset<Row> rows, TableColumns table) {
    Column time = keys.at(table);
    Set<String> filled = new LinkedHashSet<>();
    for (String name : columns) {
      String exact = table.find(name, SETTING);
      ColumnKind.requireNumeric(exact, table.type(exact, SETTING), SETTING);
      if (exact.equals(table.find(keys.time(), "panel.time"))) {
        throw new DataException(SETTING + ": `" + exact + "` is the panel's time");
      }
      if (table.has(mark(exact))) {
        throw new DataException(
            SETTING
                + ": the panel already has a column `"
                + mark(exact)
                + "`, a filled cell's mark");
      }
      filled.add(exact);
    }
    List<Column> selected = new ArrayList<>();
    for (String name : table.names()) {
      Column column = TableColumns.column(name);
      selected.add(
          filled.contains(name)
              ? functions
                  .coalesce(column.cast(DataTypes.DoubleType), line(name, time, table))
                  .as(name)
              : column);
    }
    for (String name : filled) {
      Column missing = TableColumns.column(name).isNull();
      selected.add(missing.and(line(name, time, table).isNotNull()).as(mark(name)));
    }
    return PanelTable.select(rows, selected);
  }

  /** The value on the line; null where there is none. */
  private Column line(String name, Column time, TableColumns table) {
    Column x = TableColumns.column(name).cast(DataTypes.DoubleType);
    WindowSpec unit = keys.window(table);
    WindowSpec before =
        unit.orderBy(time.asc()).rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    WindowSpec after =
        unit.orderBy(time.desc()).rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    Column known = functions.when(x.isNotNull(), time);
    Column low = functions.last(x, true).over(before);
    Column high = functions.last(x, true).over(after);
    Column from = functions.last(known, true).over(before);
    Column to = functions.last(known, true).over(after);
    Column span = to.minus(from);
    Column step = functions.try_divide(time.minus(from), span);
    Column inside = from.lt(time).and(time.lt(to));
    Column close =
        maxGap.map(most -> span.leq(functions.lit(most + 1L))).orElse(functions.lit(true));
    return functions.when(inside.and(close), low.plus(high.minus(low).multiply(step)));
  }
}
