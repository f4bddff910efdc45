package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.panelworks.stats.WinsorCuts;

/**
 * The used columns of a panel, and what the sample steps say of each row: one boolean column for
 * each drop step's condition and one for each required column, true where its cell is missing.
 */
final class SampledTable {
  private static final String GROUP = "group of the cuts";

  private final Dataset<Row> rows;
  private final TableColumns columns;
  private final List<String> used;
  private final List<String> dropped;
  private final List<String> missing;

  private SampledTable(
      Dataset<Row> rows,
      TableColumns columns,
      List<String> used,
      List<String> dropped,
      List<String> missing) {
    this.rows = rows;
    this.columns = columns;
    this.used = used;
    this.dropped = dropped;
    this.missing = missing;
  }

  static SampledTable of(PanelTable table, PanelSettings settings, UsedColumns usedColumns) {
    TableColumns columns = table.columns();
    String prefix = freePrefix(columns);
    List<String> used = columnsToKeep(usedColumns);
    List<Column> selected = new ArrayList<>(used.stream().map(TableColumns::column).toList());
    List<String> dropped = new ArrayList<>();
    for (DropStep step : settings.drops()) {
      dropped.add(prefix + "drop " + dropped.size());
      selected.add(step.where().over(columns).as(dropped.get(dropped.size() - 1)));
    }
    List<String> missing = new ArrayList<>();
    for (String name : settings.required()) {
      String exact = columns.find(name, "sample.require");
      missing.add(prefix + "missing " + missing.size());
      selected.add(TableColumns.column(exact).isNull().as(missing.get(missing.size() - 1)));
    }
    Dataset<Row> rows = PanelTable.select(table.rows(), selected);
    return new SampledTable(rows, columns, used, dropped, missing);
  }

  private static List<String> columnsToKeep(UsedColumns usedColumns) {
    List<String> used = new ArrayList<>(usedColumns.direct());
    usedColumns.floating().stream().filter(name -> !used.contains(name)).forEach(used::add);
    return used;
  }

  private static String freePrefix(TableColumns columns) {
    StringBuilder prefix = new StringBuilder("sample ");
    while (columns.names().stream()
        .anyMatch(name -> TableColumns.fold(name).startsWith(prefix.toString()))) {
      prefix.append(' ');
    }
    return prefix.toString();
  }

  /** The same rows with the values outside their cuts replaced, in dropped rows too. */
  SampledTable winsorized(WinsorSettings settings, WinsorCuts cuts) {
    Dataset<Row> grouped = rows;
    @Nullable Column group = null;
    if (settings.by().isPresent()) {
      String exact = columns.find(settings.by().get(), "winsorize.by");
      DataType type = columns.type(exact, "winsorize.by");
      ColumnKind kind = ColumnKind.ofCategory(exact, type, "winsorize.by");
      Column label = kind.of(TableColumns.column(exact));
      UDF1<Object, Integer> number = new GroupNumber(cuts.groups());
      Column numbered = functions.udf(number, DataTypes.IntegerType).apply(label);
      List<Column> wider = new ArrayList<>();
      Arrays.stream(rows.columns()).map(TableColumns::column).forEach(wider::add);
      wider.add(numbered.as(GROUP));
      grouped = PanelTable.select(rows, wider);
      group = TableColumns.column(GROUP);
    }
    List<Column> selected = new ArrayList<>();
    for (String name : rows.columns()) {
      int place = winsorizedAt(name, settings);
      Column column = TableColumns.column(name);
      selected.add(place < 0 ? column : cut(column, group, place, settings, cuts).as(name));
    }
    return new SampledTable(PanelTable.select(grouped, selected), columns, used, dropped, missing);
  }

  private int winsorizedAt(String exactName, WinsorSettings settings) {
    return IntStream.range(0, settings.columns().size())
        .filter(i -> columns.find(settings.columns().get(i), "winsorize.columns").equals(exactName))
        .findFirst()
        .orElse(-1);
  }

  private static Column cut(
      Column column, @Nullable Column group, int place, WinsorSettings settings, WinsorCuts cuts) {
    double[] lows = new double[cuts.size()];
    double[] highs = new double[cuts.size()];
    for (int i = 0; i < lows.length; i++) {
      boolean none = cuts.count(i, place) == 0;
      lows[i] = none ? Double.NEGATIVE_INFINITY : cuts.low(i, place);
      highs[i] = none ? Double.POSITIVE_INFINITY : cuts.high(i, place);
    }
    Column low = group == null ? functions.lit(lows[0]) : functions.get(functions.lit(lows), group);
    Column high =
        group == null ? functions.lit(highs[0]) : functions.get(functions.lit(highs), group);
    Column value = column.cast(DataTypes.DoubleType);
    Column trimmed = functions.lit(null).cast(DataTypes.DoubleType);
    boolean clip = settings.mode() == WinsorMode.CLIP;
    return functions
        .when(value.lt(low), clip ? low : trimmed)
        .when(value.gt(high), clip ? high : trimmed)
        .otherwise(value);
  }

  Dataset<Row> rows() {
    return rows;
  }

  /** The panel's columns; those that no setting and no job uses are not in the rows. */
  TableColumns columns() {
    return columns;
  }

  List<Column> dropped() {
    return dropped.stream().map(TableColumns::column).toList();
  }

  List<Column> missing() {
    return missing.stream().map(TableColumns::column).toList();
  }

  /** The number of a group by its label, null where it has no cuts. */
  private static final class GroupNumber implements UDF1<Object, Integer> {
    private static final long serialVersionUID = 1L;

    private final Map<String, Integer> numbers = new HashMap<>();

    GroupNumber(List<String> groups) {
      for (int group = 0; group < groups.size(); group++) {
        numbers.put(groups.get(group), group);
      }
    }

    @Override
    public @Nullable Integer call(@Nullable Object value) {
      if (value == null) {
        return null;
      }
      String label =
          value instanceof Double number
              ? CellText.of(number + 0.0)
              : value instanceof Long whole ? CellText.of(whole) : value.toString();
      return numbers.get(label);
    }
  }
}
