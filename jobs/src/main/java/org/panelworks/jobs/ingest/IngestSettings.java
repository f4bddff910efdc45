package org.panelworks.jobs.ingest;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.Results;

/**
 * The section {@code ingest}.
 *
 * @param tables in the order of {@code sources}
 * @param out the directory of the results where the command line names none
 */
record IngestSettings(List<TableSettings> tables, Optional<String> out) {
  IngestSettings {
    tables = List.copyOf(tables);
    if (tables.isEmpty()) {
      throw new SettingsException("sources must list at least one table");
    }
    Set<String> names = new HashSet<>();
    for (TableSettings table : tables) {
      if (!Results.isSafe(table.name())) {
        throw new SettingsException(
            "table must consist of letters, digits, `_`, `-` and `.`, got `" + table.name() + "`");
      }
      if (!names.add(table.name().toLowerCase(Locale.ROOT))) {
        throw new SettingsException(
            "sources name the table `" + table.name() + "` twice: list its files in one `path`");
      }
    }
  }
}
