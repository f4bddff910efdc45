package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.panelworks.NearestName;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.SettingsReader;

/**
 * One row per group of a table: firm-years from months or days. Missing values count in no
 * aggregate; {@code count(x)} tells how many there were, {@code count(*)} the rows.
 *
 * @param setting for messages
 * @param columns name to aggregate, in the file's order
 * @param orderBy what {@code first} and {@code last} go by; of several rows with the same, the
 *     smallest value is first and the largest last
 */
record TableAggregate(
    String setting, List<String> by, Map<String, Call> columns, Optional<String> orderBy) {
  private static final Pattern CALL =
      Pattern.compile("\\s*([A-Za-z_]+)\\s*\\(\\s*(.+?)\\s*\\)\\s*");
  private static final Set<String> FUNCTIONS =
      new TreeSet<>(
          List.of(
              "sum", "mean", "median", "min", "max", "sd", "count", "first", "last", "compound"));

  /** An aggregate function of a column. */
  record Call(String function, String column) {
    static Call of(String text) {
      Matcher call = CALL.matcher(text);
      if (!call.matches()) {
        throw new SettingsException("must be a function of one column, sum(x) say, got " + text);
      }
      String function = call.group(1).toLowerCase(Locale.ROOT);
      if (!FUNCTIONS.contains(function)) {
        throw new SettingsException(
            "aggregate `"
                + call.group(1)
                + "` is not one of "
                + String.join(", ", FUNCTIONS)
                + NearestName.hint(function, FUNCTIONS));
      }
      String column = call.group(2).replaceAll("^`(.*)`$", "$1");
      if (column.equals("*") && !function.equals("count")) {
        throw new SettingsException("only count takes *, got " + text);
      }
      return new Call(function, column);
    }

    boolean needsOrder() {
      return function.equals("first") || function.equals("last");
    }
  }

  TableAggregate {
    by = List.copyOf(by);
    columns = new LinkedHashMap<>(columns);
  }

  /** Reads the section {@code aggregate} of a table; problems are recorded in it. */
  static Optional<TableAggregate> read(SettingsReader section, String setting) {
    List<String> by = section.texts("by");
    if (by.isEmpty() && !section.anyProblem()) {
      section.problem("by", "must name at least one column");
    }
    Optional<String> orderBy = section.optionalText("order-by");
    Map<String, Call> columns = new LinkedHashMap<>();
    SettingsReader wanted = section.section("columns");
    for (String name : wanted.names()) {
      String text = wanted.text(name);
      Optional<Call> call = wanted.build(name, () -> Call.of(text));
      if (call.isPresent() && call.get().needsOrder() && orderBy.isEmpty()) {
        wanted.problem(name, call.get().function() + " needs order-by, the column to go by");
      }
      call.ifPresent(found -> columns.put(name, found));
    }
    return section.anyProblem()
        ? Optional.empty()
        : Optional.of(new TableAggregate(setting, by, columns, orderBy));
  }

  /** The groups' rows: the columns of {@code by}, then the aggregates. */
  Dataset<Row> over(Dataset<Row> rows, TableColumns table) {
    Column[] groups =
        by.stream()
            .map(name -> TableColumns.column(table.find(name, setting + ".by")))
            .toArray(Column[]::new);
    List<Column> aggregates = new ArrayList<>();
    columns.forEach((name, call) -> aggregates.add(column(call, table).as(name)));
    if (aggregates.isEmpty()) {
      return rows.select(groups).distinct();
    }
    Column[] more = aggregates.subList(1, aggregates.size()).toArray(Column[]::new);
    return rows.groupBy(groups).agg(aggregates.get(0), more);
  }

  private Column column(Call call, TableColumns table) {
    if (call.column.equals("*")) {
      return functions.count(functions.lit(1));
    }
    String exact = table.find(call.column, setting + ".columns");
    Column value = TableColumns.column(exact);
    return switch (call.function) {
      case "count" -> functions.count(value);
      case "min" -> functions.min(value);
      case "max" -> functions.max(value);
      case "first" -> functions.min(placed(value, table)).getField("value");
      case "last" -> functions.max(placed(value, table)).getField("value");
      default -> {
        ColumnKind.requireNumeric(exact, table.type(exact, setting), setting + ".columns");
        yield ofNumbers(call.function, value.cast(DataTypes.DoubleType));
      }
    };
  }

  private static Column ofNumbers(String function, Column value) {
    return switch (function) {
      case "sum" -> functions.sum(value);
      case "mean" -> functions.avg(value);
      case "median" -> functions.median(value);
      case "sd" -> functions.stddev_samp(value);
      case "compound" -> functions.product(value.plus(1)).minus(1);
      default -> throw new IllegalStateException(function);
    };
  }

  private Column placed(Column value, TableColumns table) {
    Column order = TableColumns.column(table.find(orderBy.orElseThrow(), setting + ".order-by"));
    return functions.when(
        value.isNotNull().and(order.isNotNull()),
        functions.struct(order.as("order"), value.as("value")));
  }
}
