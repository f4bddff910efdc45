package org.panelworks.jobs.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.panelworks.SettingsException;

/**
 * One table of the section {@code ingest}.
 *
 * @param name of the table and of its result
 * @param paths globs of its files
 * @param choice which of the files found are its own
 * @param key columns that tell its rows apart; empty where whole rows do
 * @param types lower-case column to its stated type
 * @param missing texts that mean a missing cell
 * @param options how its files are written
 * @param policies about the usual traps
 * @param inferShare share of a column's cells that decides its type
 * @param maxBadCasts share of a column's filled cells that may fail their cast
 */
record TableSettings(
    String name,
    List<String> paths,
    FileChoice choice,
    List<String> key,
    Map<String, ColumnType> types,
    Set<String> missing,
    ReadOptions options,
    Policies policies,
    double inferShare,
    double maxBadCasts)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  TableSettings {
    paths = List.copyOf(paths);
    key = List.copyOf(key);
    types = new LinkedHashMap<>(types);
    missing = Set.copyOf(missing);
    if (paths.isEmpty() || paths.stream().anyMatch(String::isBlank)) {
      throw new SettingsException("path must name files");
    }
    if (!(inferShare > 0.5 && inferShare <= 1)) {
      throw new SettingsException("infer-share must lie in (0.5, 1], got " + inferShare);
    }
    if (!(maxBadCasts >= 0 && maxBadCasts < 1)) {
      throw new SettingsException("max-bad-casts must lie in [0, 1), got " + maxBadCasts);
    }
    List<String> folded = new ArrayList<>();
    key.forEach(column -> folded.add(column.toLowerCase(Locale.ROOT)));
    if (Set.copyOf(folded).size() != folded.size()) {
      throw new SettingsException("key names a column twice: " + key);
    }
  }
}
