package org.panelworks.jobs.panel;

import java.io.IOException;
import java.io.ObjectInputStream;
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

  /** How many of the dropping steps are the study's drops. */
  private final int drops;

  private final List<String> dropped;
  private final List<String> missing;

  private SampledTable(
      Dataset<Row> rows,
      TableColumns columns,
      List<String> used,
      int drops,
      List<String> dropped,
      List<String> missing) {
    this.rows = rows;
    this.columns = columns;
    this.used = used;
    this.drops = drops;
    this.dropped = dropped;
    this.missing = missing;
  }

  static SampledTable of(PanelTable table, PanelSettings settings, UsedColumns usedColumns) {
    TableColumns columns = table.columns();
    String prefix = freePrefix(columns);
    List<String> used = columnsToKeep(usedColumns);
    settings.marks(columns).stream().filter(name -> !used.contains(name)).forEach(used::add);
    List<Column> selected = new ArrayList<>(used.stream().map(TableColumns::column).toList());
    List<String> dropped = new ArrayList<>();
    for (DropStep step : settings.drops()) {
      dropped.add(prefix + "drop " + dropped.size());
      selected.add(condition(step, settings, columns).as(dropped.get(dropped.size() - 1)));
    }
    int drops = dropped.size();
    List<String> missing = new ArrayList<>();
    for (String name : settings.required()) {
      String exact = columns.find(name, "sample.require");
      missing.add(prefix + "missing " + missing.size());
      selected.add(TableColumns.column(exact).isNull().as(missing.get(missing.size() - 1)));
    }
    Dataset<Row> rows = PanelTable.select(table.rows(), selected);
    SampledTable sampled = new SampledTable(rows, columns, used, drops, dropped, missing);
    return settings.balance().isPresent() ? sampled.requiring(prefix + "require") : sampled;
  }

  private static Column condition(DropStep step, PanelSettings settings, TableColumns columns) {
    Column where = step.where().over(columns).cast(DataTypes.BooleanType);
    if (!step.wholeUnit()) {
      return where;
    }
    String unit = settings.source().unit().orElseThrow();
    return functions.max(where).over(PanelKeys.ofUnit(columns, unit));
  }

  /** The required columns as one more drop step, so that another step may follow it. */
  private SampledTable requiring(String step) {
    if (missing.isEmpty()) {
      return this;
    }
    Column any = functions.lit(false);
    for (Column one : missing()) {
      any = any.or(one);
    }
    return with(step, any);
  }

  /**
   * The same with the step that drops units without a row at every time. Where drops or require
   * drop a row already, it says nothing of it.
   *
   * @param times how many times the sample has; not used where the balance has a range
   */
  SampledTable balanced(Balance balance, PanelKeys keys, long times) {
    Column time = keys.at(columns);
    Column inside =
        balance
            .range()
            .map(range -> time.between(range.from(), range.to()))
            .orElse(functions.lit(true));
    long wanted = balance.range().map(Balance.Range::times).orElse(times);
    Column present = functions.count_if(inSample().and(inside)).over(keys.window(columns));
    Column drop = functions.not(inside).or(present.lt(wanted));
    return with(freePrefix(columns) + "balanced", functions.coalesce(drop, functions.lit(true)));
  }

  private SampledTable with(String step, Column condition) {
    List<Column> wider = new ArrayList<>();
    Arrays.stream(rows.columns()).map(TableColumns::column).forEach(wider::add);
    wider.add(condition.as(step));
    List<String> steps = new ArrayList<>(dropped);
    steps.add(step);
    return new SampledTable(PanelTable.select(rows, wider), columns, used, drops, steps, List.of());
  }

  /** Whether a row passes the drop steps. */
  Column notDropped() {
    return passing(dropped.subList(0, drops));
  }

  /** Whether a row passes every step, {@code balanced} apart. */
  Column inSample() {
    Column passing = passing(dropped);
    for (Column one : missing()) {
      passing = passing.and(functions.not(one));
    }
    return passing;
  }

  private static Column passing(List<String> steps) {
    Column passing = functions.lit(true);
    for (String step : steps) {
      Column drops = functions.coalesce(TableColumns.column(step), functions.lit(false));
      passing = passing.and(functions.not(drops));
    }
    return passing;
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
    return new SampledTable(
        PanelTable.select(grouped, selected), columns, used, drops, dropped, missing);
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

    private static final int NONE = -1;
    private static final int MOST_KNOWN = 1 << 16;

    private final Map<String, Integer> numbers = new HashMap<>();

    /** Cells met by this task, so that a label is made once. */
    private transient Map<Object, Integer> known = new HashMap<>();

    GroupNumber(List<String> groups) {
      for (int group = 0; group < groups.size(); group++) {
        numbers.put(groups.get(group), group);
      }
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      known = new HashMap<>();
    }

    @Override
    public @Nullable Integer call(@Nullable Object value) {
      if (value == null) {
        return null;
      }
      Integer number = known.get(value);
      if (number == null) {
        number = numbers.getOrDefault(label(value), NONE);
        if (known.size() < MOST_KNOWN) {
          known.put(value, number);
        }
      }
      return number == NONE ? null : number;
    }

    private static String label(Object value) {
      return value instanceof Double number
          ? CellText.of(number + 0.0)
          : value instanceof Long whole ? CellText.of(whole) : value.toString();
    }
  }
}
