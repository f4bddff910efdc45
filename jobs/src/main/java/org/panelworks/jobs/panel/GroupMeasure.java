package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.SettingsReader;

/**
 * A derived column that looks at other rows: {@code derive { name = { of = x, method = … } }}.
 *
 * <ul>
 *   <li>{@code growth}: x over its value {@code lag} times before, within the unit, less 1. The
 *       value of that very time, or missing.
 *   <li>{@code share}: x over the sum of x in its group.
 *   <li>{@code group-adjusted}: x less the mean or median of x in its group.
 *   <li>{@code standardized}: x less the mean, over the standard deviation (n - 1), of its group or
 *       of the whole panel.
 * </ul>
 *
 * <p>Groups are made of all rows before the sample's steps, or of those that {@code where} takes.
 * Missing values count in no statistic; a row with a missing group, or whose divisor is 0 or
 * missing, has a missing result.
 */
final class GroupMeasure implements Derivation {
  private enum Method {
    GROWTH,
    SHARE,
    GROUP_ADJUSTED,
    STANDARDIZED
  }

  private enum Statistic {
    MEAN,
    MEDIAN
  }

  private final String name;
  private final String of;
  private final Method method;
  private final List<String> by;
  private final Statistic statistic;
  private final int lag;
  private final Optional<SqlExpression> where;
  private final Optional<PanelKeys> keys;

  private GroupMeasure(
      String name,
      String of,
      Method method,
      List<String> by,
      Statistic statistic,
      int lag,
      Optional<SqlExpression> where,
      Optional<PanelKeys> keys) {
    this.name = name;
    this.of = of;
    this.method = method;
    this.by = List.copyOf(by);
    this.statistic = statistic;
    this.lag = lag;
    this.where = where;
    this.keys = keys;
  }

  /**
   * Reads one; a problem is recorded in the section.
   *
   * @param source the panel, for its unit and time
   */
  static Optional<GroupMeasure> read(String name, SettingsReader section, PanelSource source) {
    String of = section.text("of");
    Method method = section.choice("method", Method.class);
    Optional<PanelKeys> keys = source.keys();
    int lag = 1;
    List<String> by = List.of();
    Statistic statistic = Statistic.MEAN;
    Optional<SqlExpression> where = Optional.empty();
    if (method == Method.GROWTH) {
      lag = section.integer("lag", 1);
      if (lag < 1) {
        section.problem("lag", "must be at least 1, got " + lag);
      }
      if (keys.isEmpty()) {
        section.problem("method", "growth needs panel.unit and panel.time");
      }
    } else {
      by = method == Method.GROUP_ADJUSTED ? section.texts("by") : section.texts("by", List.of());
      if (method == Method.GROUP_ADJUSTED) {
        statistic = section.choice("statistic", Statistic.class, Statistic.MEAN);
      }
      Optional<String> text = section.optionalText("where");
      where =
          text.flatMap(
              rows ->
                  section.build(
                      "where", () -> SqlExpression.parse("derive." + name + ".where", rows)));
    }
    return section.anyProblem()
        ? Optional.empty()
        : Optional.of(new GroupMeasure(name, of, method, by, statistic, lag, where, keys));
  }

  @Override
  public String setting() {
    return "derive." + name;
  }

  @Override
  public Set<String> columns() {
    Set<String> columns = new LinkedHashSet<>(List.of(of));
    columns.addAll(by);
    where.ifPresent(rows -> columns.addAll(rows.columns()));
    if (method == Method.GROWTH) {
      keys.ifPresent(panel -> columns.addAll(List.of(panel.unit(), panel.time())));
    }
    return columns;
  }

  @Override
  public Column over(TableColumns table) {
    Column x = value(table);
    Column measured =
        switch (method) {
          case GROWTH -> functions.try_divide(x, before(x, table)).minus(1);
          case SHARE -> functions.try_divide(x, grouped(0, table));
          case GROUP_ADJUSTED -> x.minus(grouped(0, table));
          case STANDARDIZED -> functions.try_divide(x.minus(grouped(0, table)), grouped(1, table));
        };
    Column known = functions.lit(true);
    for (String group : by) {
      known = known.and(group(group, table).isNotNull());
    }
    return functions.when(known, measured);
  }

  @Override
  public List<Column> totals(TableColumns table) {
    if (method == Method.GROWTH || !by.isEmpty()) {
      return List.of();
    }
    List<Column> totals = new ArrayList<>();
    List<Column> statistics = statistics(table);
    for (int i = 0; i < statistics.size(); i++) {
      totals.add(statistics.get(i).as(total(i)));
    }
    return List.copyOf(totals);
  }

  private String total(int statistic) {
    return String.format(Locale.ROOT, "total %d of %s", statistic, name);
  }

  private Column grouped(int statistic, TableColumns table) {
    if (by.isEmpty()) {
      return TableColumns.column(total(statistic));
    }
    Column[] groups = by.stream().map(column -> group(column, table)).toArray(Column[]::new);
    return statistics(table).get(statistic).over(Window.partitionBy(groups));
  }

  private Column group(String column, TableColumns table) {
    return TableColumns.column(table.find(column, setting() + ".by"));
  }

  private List<Column> statistics(TableColumns table) {
    Column all = value(table);
    Column x = where.map(rows -> functions.when(rows.over(table), all)).orElse(all);
    return switch (method) {
      case GROWTH -> List.of();
      case SHARE -> List.of(functions.sum(x));
      case GROUP_ADJUSTED ->
          List.of(statistic == Statistic.MEAN ? functions.avg(x) : functions.median(x));
      case STANDARDIZED -> List.of(functions.avg(x), functions.stddev_samp(x));
    };
  }

  private Column value(TableColumns table) {
    String exact = table.find(of, setting() + ".of");
    ColumnKind.requireNumeric(exact, table.type(exact, setting()), setting() + ".of");
    return TableColumns.column(exact).cast(DataTypes.DoubleType);
  }

  private Column before(Column x, TableColumns table) {
    PanelKeys panel =
        keys.orElseThrow(() -> new SettingsException("growth needs panel.unit and panel.time"));
    return functions
        .max(x)
        .over(panel.window(table).orderBy(panel.at(table)).rangeBetween(-lag, -lag));
  }
}
