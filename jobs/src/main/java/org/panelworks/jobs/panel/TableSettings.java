package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.panelworks.jobs.runtime.SettingsReader;

/** Reads the section {@code panel}: one path, or several {@code tables}. */
final class TableSettings {
  private static final int MOST_TABLES = 50;

  private final SettingsReader panel;
  private final Optional<String> unit;
  private final Optional<String> time;

  private TableSettings(SettingsReader panel) {
    this.panel = panel;
    this.unit = panel.optionalText("unit");
    this.time = panel.optionalText("time");
  }

  /** The tables, the first of which the others are joined to; none where any is wrong. */
  static Optional<List<TableSource>> read(SettingsReader panel) {
    TableSettings settings = new TableSettings(panel);
    if (panel.has("tables")) {
      return settings.tables();
    }
    return settings.source(panel).map(source -> List.of(TableSource.of(source)));
  }

  private Optional<PanelSource> source(SettingsReader section) {
    String path = section.text("path");
    String format = section.text("format", "parquet");
    List<String> strings = section.texts("strings", List.of());
    Map<String, String> options = new LinkedHashMap<>();
    section
        .optionalSection("options")
        .ifPresent(given -> given.names().forEach(key -> options.put(key, given.text(key))));
    return section.build(() -> new PanelSource(path, format, unit, time, strings, options));
  }

  private Optional<List<TableSource>> tables() {
    for (String key : List.of("path", "format", "strings", "options")) {
      if (panel.has(key)) {
        panel.problem(key, "belongs to a table where there are panel.tables");
      }
    }
    List<TableSource> tables = new ArrayList<>();
    Set<String> names = new HashSet<>();
    List<SettingsReader> sections = panel.sections("tables");
    if (sections.isEmpty() && !panel.anyProblem()) {
      panel.problem("tables", "must hold at least one table");
    }
    if (sections.size() > MOST_TABLES) {
      panel.problem("tables", "must be at most " + MOST_TABLES + ", got " + sections.size());
    }
    for (SettingsReader section : sections) {
      Optional<TableSource> table = table(section, section == sections.get(0));
      if (table.isPresent() && !names.add(TableColumns.fold(table.get().name()))) {
        section.problem("name", "each table needs a name of its own, got " + table.get().name());
      }
      table.ifPresent(tables::add);
    }
    return panel.anyProblem() ? Optional.empty() : Optional.of(tables);
  }

  private Optional<TableSource> table(SettingsReader section, boolean first) {
    Optional<PanelSource> source = source(section);
    String name = section.text("name", source.map(TableSettings::baseName).orElse(""));
    String setting = TableSource.setting(name);
    List<DerivedColumn> derived = derived(section, setting);
    Optional<SqlExpression> filter =
        section
            .optionalText("filter")
            .flatMap(
                rows ->
                    section.build("filter", () -> SqlExpression.parse(setting + ".filter", rows)));
    Optional<TableAggregate> aggregate =
        section
            .optionalSection("aggregate")
            .flatMap(given -> TableAggregate.read(given, setting + ".aggregate"));
    List<String> columns = section.texts("columns", List.of());
    Map<String, String> rename = new LinkedHashMap<>();
    section
        .optionalSection("rename")
        .ifPresent(given -> given.names().forEach(key -> rename.put(key, given.text(key))));
    Optional<TableJoin> join = first ? Optional.empty() : TableJoin.read(section, time);
    if (first && section.has("join")) {
      section.problem("join", "the first table is what the others are joined to");
    }
    if (source.isEmpty() || section.anyProblem()) {
      return Optional.empty();
    }
    return Optional.of(
        new TableSource(name, source.get(), derived, filter, aggregate, columns, rename, join));
  }

  private static List<DerivedColumn> derived(SettingsReader section, String setting) {
    Optional<SettingsReader> derive = section.optionalSection("derive");
    if (derive.isEmpty()) {
      return List.of();
    }
    List<DerivedColumn> columns = new ArrayList<>();
    for (String name : derive.get().names()) {
      String text = derive.get().text(name);
      derive
          .get()
          .build(name, () -> SqlExpression.parse(setting + ".derive." + name, text))
          .ifPresent(expression -> columns.add(new DerivedColumn(name, expression)));
    }
    return derive.get().build(() -> DerivedColumn.ordered(columns)).orElse(List.of());
  }

  private static String baseName(PanelSource source) {
    String last = source.path().replaceAll("/+$", "").replaceAll("^.*/", "");
    int dot = last.indexOf('.');
    return dot > 0 ? last.substring(0, dot) : last;
  }
}
