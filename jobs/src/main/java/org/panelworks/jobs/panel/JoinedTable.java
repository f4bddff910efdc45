package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.panelworks.DataException;

/**
 * A panel and a table beside it. The keys of the table are unique, which {@link #check} makes sure
 * of, so that no row of the panel ever becomes two. Of an as-of join each row of the table serves
 * from its own time up to the next one's, so that it is a join on keys too.
 */
final class JoinedTable {
  private static final String FOUND = "join found";
  private static final String UNTIL = "join until";

  private final Dataset<Row> panel;
  private final TableColumns panelColumns;
  private final Dataset<Row> table;
  private final TableColumns tableColumns;
  private final TableSource source;
  private final TableJoin join;
  private final Optional<String> time;

  private JoinedTable(
      Dataset<Row> panel,
      Dataset<Row> table,
      TableSource source,
      TableJoin join,
      Optional<String> time) {
    this.panel = panel;
    this.panelColumns = TableColumns.of(panel.schema(), "the panel");
    this.table = table;
    this.tableColumns = TableColumns.of(table.schema(), "the table");
    this.source = source;
    this.join = join;
    this.time = time;
  }

  static JoinedTable of(
      Dataset<Row> panel,
      Dataset<Row> table,
      TableSource source,
      TableJoin join,
      Optional<String> time) {
    return new JoinedTable(panel, table, source, join, time);
  }

  /** The panel with the table's columns and the mark of its matches. */
  Dataset<Row> rows() {
    Map<String, String> brought = brought();
    List<Column> right = new ArrayList<>();
    List<TableJoin.Key> keys = join.keys();
    for (int i = 0; i < keys.size(); i++) {
      right.add(TableColumns.column(tableKey(keys.get(i))).as(key(i)));
    }
    List<String> names = List.copyOf(brought.keySet());
    for (int i = 0; i < names.size(); i++) {
      right.add(TableColumns.column(names.get(i)).as(value(i)));
    }
    right.add(functions.lit(true).as(FOUND));
    Dataset<Row> other = PanelTable.select(table, right);
    if (join.asOf().isPresent()) {
      other = other.withColumn(UNTIL, until(keys.size() - 1));
    }
    List<Column> selected = new ArrayList<>();
    panelColumns.names().forEach(name -> selected.add(TableColumns.column(name)));
    for (int i = 0; i < names.size(); i++) {
      selected.add(TableColumns.column(value(i)).as(brought.get(names.get(i))));
    }
    selected.add(
        functions.coalesce(TableColumns.column(FOUND), functions.lit(false)).as(source.mark()));
    return PanelTable.select(panel.join(other, condition(keys), "left"), selected);
  }

  /** Where the next row of the same keys begins; nothing for the last. */
  private static Column until(int asOf) {
    Column[] same = new Column[asOf];
    for (int i = 0; i < asOf; i++) {
      same[i] = TableColumns.column(key(i));
    }
    Column from = TableColumns.column(key(asOf));
    return functions.lead(from, 1).over(Window.partitionBy(same).orderBy(from.asc()));
  }

  private Column condition(List<TableJoin.Key> keys) {
    Column condition = functions.lit(true);
    for (int i = 0; i < keys.size(); i++) {
      TableJoin.Key pair = keys.get(i);
      Column mine = panelKey(pair);
      Column theirs = TableColumns.column(key(i));
      if (join.asOf().filter(pair::equals).isPresent() && i == keys.size() - 1) {
        Column until = TableColumns.column(UNTIL);
        condition = condition.and(mine.geq(theirs)).and(until.isNull().or(mine.lt(until)));
      } else {
        condition = condition.and(mine.equalTo(theirs));
      }
    }
    return condition;
  }

  private Column panelKey(TableJoin.Key pair) {
    String setting = source.setting() + ".on";
    String exact = panelColumns.find(pair.panel(), setting);
    DataType mine = panelColumns.type(exact, setting);
    DataType theirs = tableColumns.type(tableKey(pair), setting);
    if (!family(mine).equals(family(theirs))) {
      throw new DataException(
          setting
              + ": `"
              + exact
              + "` is "
              + mine.simpleString()
              + " in the panel, but `"
              + pair.table()
              + "` is "
              + theirs.simpleString()
              + " in the table: keep codes as text (strings), derive years from dates");
    }
    int lag = join.lag(pair, time);
    if (lag > 0 && !(mine instanceof NumericType)) {
      throw new DataException(
          source.setting()
              + ".lag: `"
              + exact
              + "` must be numeric, but is "
              + mine.simpleString());
    }
    Column column = TableColumns.column(exact);
    return lag == 0 ? column : column.minus(lag);
  }

  private static String family(DataType type) {
    if (type instanceof NumericType) {
      return "number";
    }
    return type instanceof StringType ? "text" : type instanceof BooleanType ? "flag" : "date";
  }

  private String tableKey(TableJoin.Key pair) {
    return find(pair.table(), "on");
  }

  private String find(String name, String key) {
    if (!tableColumns.has(name)) {
      throw new DataException(tableColumns.missing(name, source.setting() + "." + key));
    }
    return tableColumns.find(name, source.setting());
  }

  /** The table's columns that the panel gets, with their names there. */
  private Map<String, String> brought() {
    List<String> keys = join.on().stream().map(this::tableKey).toList();
    Map<String, String> brought = new LinkedHashMap<>();
    List<String> wanted = TableChoice.names(source, tableColumns);
    for (String exact : wanted) {
      if (!source.columns().isEmpty() || !keys.contains(exact)) {
        brought.put(exact, TableChoice.renamed(source, tableColumns, exact));
      }
    }
    List<String> taken =
        Stream.concat(brought.values().stream(), Stream.of(source.mark()))
            .filter(panelColumns::has)
            .toList();
    if (!taken.isEmpty()) {
      throw new DataException(
          source.setting()
              + ": the panel already has "
              + taken.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "))
              + (keys.containsAll(taken)
                  ? ": keys are not to be among columns"
                  : ": choose columns = […], or rename { theirs = other }"));
    }
    return brought;
  }

  /**
   * Refuses keys that are not unique; counts the table's rows.
   *
   * @param unique columns of the panel that were found to be unique; those of this join are added.
   *     Joins add no rows, so what is unique stays so
   */
  JoinCount check(Set<List<String>> unique) {
    List<TableJoin.Key> keys = join.keys();
    List<String> theirs = keys.stream().map(this::tableKey).toList();
    KeyCheck counted =
        KeyCheck.of(table, theirs, theirs, source.setting() + ", joined " + join.kind());
    if (join.oneToOne()) {
      List<String> mine =
          join.on().stream().map(key -> panelColumns.find(key.panel(), source.setting())).toList();
      if (unique.add(mine)) {
        KeyCheck.of(panel, mine, mine, source.setting() + ", joined 1:1, in the panel");
      }
    }
    return new JoinCount(
        source.name(),
        join.kind(),
        shown(),
        counted.rows(),
        counted.keys(),
        counted.rowsWithoutKey(),
        0,
        0);
  }

  private String shown() {
    List<String> texts = new ArrayList<>();
    for (TableJoin.Key key : join.keys()) {
      int lag = join.lag(key, time);
      boolean asOf = join.asOf().filter(key::equals).isPresent();
      String mine = lag == 0 ? key.panel() : key.panel() + " - " + lag;
      String sign = asOf ? " >= " : " = ";
      texts.add(mine.equals(key.table()) && !asOf ? mine : mine + sign + key.table());
    }
    return String.join(", ", texts);
  }

  private static String key(int i) {
    return "join key " + i;
  }

  private static String value(int i) {
    return "join value " + i;
  }
}
