package org.panelworks.jobs.panel;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The winsorized columns of a study, and what it uses them as. */
final class WinsorizedColumns {
  private final TableColumns table;
  private final WinsorSettings settings;

  WinsorizedColumns(TableColumns table, WinsorSettings settings) {
    this.table = table;
    this.settings = settings;
  }

  /** The names that jobs have for each column where they use it as a number. */
  List<Set<String>> names(PanelNeeds needs) {
    return settings.columns().stream().map(column -> names(column, needs)).toList();
  }

  private Set<String> names(String column, PanelNeeds needs) {
    Set<String> names = new LinkedHashSet<>();
    needs
        .numeric()
        .forEach(
            (name, setting) -> {
              if (table.find(name, setting).equals(exact(column))) {
                names.add(name);
              }
            });
    return names;
  }

  private String exact(String column) {
    return table.find(column, "winsorize.columns");
  }

  /**
   * Whether a winsorized column is used otherwise than as a number: in a condition of a job, as a
   * category, as the unit or the time. What comes of its cut values then takes the rows themselves.
   */
  boolean areMoreThanNumbers(PanelSource source, PanelNeeds needs, List<SqlExpression> conditions) {
    Set<String> cut = new LinkedHashSet<>();
    settings.columns().forEach(column -> cut.add(exact(column)));
    Stream<String> keys = Stream.of(source.unit(), source.time()).flatMap(Optional::stream);
    Stream<String> inConditions =
        conditions.stream().flatMap(condition -> condition.columns().stream());
    return Stream.of(keys, needs.categories().keySet().stream(), inConditions)
        .flatMap(names -> names)
        .anyMatch(name -> cut.contains(table.find(name, name)));
  }
}
