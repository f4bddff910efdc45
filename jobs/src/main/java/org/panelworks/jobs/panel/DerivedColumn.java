package org.panelworks.jobs.panel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.Kind;
import org.panelworks.jobs.runtime.SettingsReader;

/** A column computed from the panel's columns and from other derived ones. */
record DerivedColumn(String name, Derivation expression) {

  /**
   * Reads a study's section {@code derive}; problems are recorded in it.
   *
   * @param source the panel, for its unit and time
   */
  static Optional<List<DerivedColumn>> read(SettingsReader study, PanelSource source) {
    Optional<SettingsReader> section = study.optionalSection("derive");
    if (section.isEmpty()) {
      return Optional.of(List.of());
    }
    SettingsReader derive = section.get();
    List<DerivedColumn> columns = new ArrayList<>();
    for (String name : derive.names()) {
      if (derive.kind(name) == Kind.OBJECT) {
        GroupMeasure.read(name, derive.section(name), source)
            .ifPresent(measure -> columns.add(new DerivedColumn(name, measure)));
      } else {
        String text = derive.text(name);
        derive
            .build(name, () -> SqlExpression.parse("derive." + name, text))
            .ifPresent(expression -> columns.add(new DerivedColumn(name, expression)));
      }
    }
    return derive.build(() -> ordered(columns));
  }

  /**
   * The columns in an order in which each comes after those it uses; otherwise the order is kept.
   * Columns that use one another in a circle are refused.
   */
  static List<DerivedColumn> ordered(List<DerivedColumn> columns) {
    Map<String, DerivedColumn> waiting = new LinkedHashMap<>();
    for (DerivedColumn column : columns) {
      if (waiting.putIfAbsent(TableColumns.fold(column.name), column) != null) {
        throw new SettingsException("derives `" + column.name + "` twice");
      }
    }
    List<DerivedColumn> ordered = new ArrayList<>();
    while (!waiting.isEmpty()) {
      List<DerivedColumn> ready =
          waiting.values().stream().filter(column -> !column.usesAny(waiting)).toList();
      if (ready.isEmpty()) {
        throw new SettingsException(circle(waiting));
      }
      ordered.addAll(ready);
      ready.forEach(column -> waiting.remove(TableColumns.fold(column.name)));
    }
    return ordered;
  }

  private boolean usesAny(Map<String, DerivedColumn> others) {
    return expression.columns().stream().map(TableColumns::fold).anyMatch(others::containsKey);
  }

  /** Follows one use after another until a column comes again: every column waits for another. */
  private static String circle(Map<String, DerivedColumn> waiting) {
    List<String> path = new ArrayList<>();
    String at = waiting.keySet().iterator().next();
    while (!path.contains(at)) {
      path.add(at);
      DerivedColumn column = Objects.requireNonNull(waiting.get(at));
      at =
          column.expression.columns().stream()
              .map(TableColumns::fold)
              .filter(waiting::containsKey)
              .findFirst()
              .orElseThrow();
    }
    List<String> circle = new ArrayList<>(path.subList(path.indexOf(at), path.size()));
    circle.add(at);
    return "derived columns must not use one another in a circle: " + String.join(" -> ", circle);
  }
}
