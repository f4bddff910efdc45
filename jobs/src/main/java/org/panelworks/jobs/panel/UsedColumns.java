package org.panelworks.jobs.panel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.panelworks.DataException;

/**
 * The columns that a study uses, with the setting that first names each, and those that derived
 * columns among them are computed from.
 */
final class UsedColumns {
  private final TableColumns table;

  /** Exact name to the setting. */
  private final Map<String, String> direct = new LinkedHashMap<>();

  private final Set<String> all = new LinkedHashSet<>();

  /** A message for each column that is not there. */
  private final Set<String> missing = new LinkedHashSet<>();

  private UsedColumns(TableColumns table) {
    this.table = table;
  }

  /**
   * Collects the columns; refuses those that are not there, all in one message.
   *
   * @param conditions row conditions of the jobs
   */
  static UsedColumns of(
      PanelTable table, PanelSettings settings, PanelNeeds needs, List<SqlExpression> conditions) {
    UsedColumns used = new UsedColumns(table.columns());
    settings.source().unit().ifPresent(name -> used.add(name, "panel.unit"));
    settings.source().time().ifPresent(name -> used.add(name, "panel.time"));
    settings.drops().forEach(step -> used.addAll(step.where()));
    settings.required().forEach(name -> used.add(name, "sample.require"));
    settings
        .winsorize()
        .ifPresent(
            winsor -> {
              winsor.columns().forEach(name -> used.add(name, "winsorize.columns"));
              winsor.by().ifPresent(name -> used.add(name, "winsorize.by"));
            });
    needs.numeric().forEach(used::add);
    needs.categories().forEach(used::add);
    conditions.forEach(used::addAll);
    used.close(settings.derived());
    if (!used.missing.isEmpty()) {
      throw new DataException(String.join("\n", used.missing));
    }
    return used;
  }

  private void addAll(SqlExpression expression) {
    expression.columns().forEach(name -> add(name, expression.setting()));
  }

  private void add(String name, String setting) {
    find(name, setting).ifPresent(exact -> direct.putIfAbsent(exact, setting));
  }

  private Optional<String> find(String name, String setting) {
    if (table.has(name)) {
      return Optional.of(table.find(name, setting));
    }
    missing.add(table.missing(name, setting));
    return Optional.empty();
  }

  private void close(List<DerivedColumn> derived) {
    Map<String, DerivedColumn> byName = new LinkedHashMap<>();
    derived.forEach(column -> byName.put(TableColumns.fold(column.name()), column));
    Deque<String> waiting = new ArrayDeque<>(direct.keySet());
    while (!waiting.isEmpty()) {
      String name = waiting.remove();
      DerivedColumn column = byName.get(TableColumns.fold(name));
      if (all.add(name) && column != null) {
        for (String source : column.expression().columns()) {
          find(source, column.expression().setting()).ifPresent(waiting::add);
        }
      }
    }
  }

  /** Exact names of the columns that settings and jobs name. */
  List<String> direct() {
    return List.copyOf(direct.keySet());
  }

  /** Exact names of all used columns that may hold infinite values. */
  List<String> floating() {
    List<String> floating = new ArrayList<>();
    for (String name : all) {
      DataType type = table.type(name, name);
      if (type instanceof DoubleType || type instanceof FloatType) {
        floating.add(name);
      }
    }
    return floating;
  }
}
