package org.panelworks.jobs.panel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.panelworks.SettingsException;

/**
 * Where a study's panel is and what its keys are.
 *
 * @param path a file, a directory, a glob or a table of the catalog
 * @param format the format's name, as Spark knows it
 * @param unit the column that names the unit (firm, city); empty where a method needs none
 * @param time the column that holds the time, whole numbers; likewise
 * @param strings columns of a text format that stay text, whatever they look like
 * @param options handed to Spark's reader
 */
public record PanelSource(
    String path,
    String format,
    Optional<String> unit,
    Optional<String> time,
    List<String> strings,
    Map<String, String> options) {

  public PanelSource {
    strings = List.copyOf(strings);
    options = new LinkedHashMap<>(options);
    if (path.isBlank()) {
      throw new SettingsException("path must not be empty");
    }
    if (format.isBlank()) {
      throw new SettingsException("format must not be empty");
    }
    if (unit.isPresent() && time.isPresent() && unit.get().equalsIgnoreCase(time.get())) {
      throw new SettingsException(
          "unit and time must be different columns, got `" + unit.get() + "` for both");
    }
  }

  /** Unit and time, where there are both. */
  Optional<PanelKeys> keys() {
    return unit.flatMap(name -> time.map(at -> new PanelKeys(name, at)));
  }

  boolean isCsv() {
    return format.equalsIgnoreCase("csv");
  }
}
