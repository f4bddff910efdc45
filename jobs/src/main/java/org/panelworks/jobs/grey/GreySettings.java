package org.panelworks.jobs.grey;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.panelworks.SettingsException;
import org.panelworks.grey.GreyModel;
import org.panelworks.grey.RollingForecast;
import org.panelworks.jobs.runtime.Kind;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.table.Digits;

/**
 * The {@code grey} section of a study.
 *
 * @param series numeric columns, each a series
 * @param time the column of the time
 * @param by the column whose levels are series apart
 * @param window points of the moving window
 * @param horizon steps to forecast
 * @param metabolic whether the metabolic forecast is wanted
 * @param translation added to every series; empty for the least that passes the class-ratio test
 * @param digits of the printed tables
 */
record GreySettings(
    List<String> series,
    String time,
    Optional<String> by,
    int window,
    int horizon,
    boolean metabolic,
    Optional<Double> translation,
    Digits digits) {

  GreySettings {
    series = List.copyOf(series);
    if (series.isEmpty() || new HashSet<>(series).size() < series.size()) {
      throw new SettingsException("series must name at least one column, and each once");
    }
    if (horizon < 1) {
      throw new SettingsException("horizon must be 1 or more, got " + horizon);
    }
    double added = translation.orElse(0.0);
    RollingForecast.of(window, added);
    GreyModel.of(horizon, added);
  }

  /** Reads the section; what is wrong with it is recorded in the reader. */
  static Optional<GreySettings> read(SettingsReader section) {
    List<String> series = section.texts("series");
    Optional<String> panelTime =
        section.root().optionalSection("panel").flatMap(panel -> panel.optionalText("time"));
    String time =
        panelTime.isPresent() ? section.text("time", panelTime.get()) : section.text("time");
    Optional<String> by = section.optionalText("by").filter(column -> !column.equals("none"));
    int window = section.integer("window", 4);
    int horizon = section.integer("horizon", 1);
    boolean metabolic = section.flag("metabolic", false);
    Optional<Double> translation = translation(section);
    int decimals = section.integer("decimals", 4);
    return section.build(
        () ->
            new GreySettings(
                series,
                time,
                by,
                window,
                horizon,
                metabolic,
                translation,
                Digits.fixed(decimals).missingAsPoint()));
  }

  private static Optional<Double> translation(SettingsReader section) {
    if (section.kind("translation") == Kind.TEXT
        && section.text("translation").equals("class-ratio")) {
      return Optional.empty();
    }
    return Optional.of(section.number("translation", 0));
  }
}
