package org.panelworks.jobs.watershed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.panelworks.SettingsException;
import org.panelworks.hydrology.GapRule;
import org.panelworks.hydrology.StormEvents;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.table.Digits;

/**
 * The {@code watershed} section of a study.
 *
 * @param date the column of the day, or of the hour for rain
 * @param daily flow and concentrations; empty where the table holds hourly rain
 * @param rain the rule of storm events by rain; empty where the table holds a daily record
 * @param seasons season to its months, 1 to 12; every month in one
 * @param digits of the printed tables
 */
record WatershedSettings(
    String date,
    Optional<Daily> daily,
    Optional<Rain> rain,
    Map<String, List<Integer>> seasons,
    Digits digits) {

  /**
   * A daily record.
   *
   * @param concentrations columns in mg/L
   * @param area km²; empty for no yields
   * @param storms threshold of flow in m³/s for storm events; empty for none
   */
  record Daily(
      String flow,
      FlowUnit unit,
      List<String> concentrations,
      Optional<Double> area,
      GapRule fill,
      Optional<StormEvents> storms) {
    Daily {
      concentrations = List.copyOf(concentrations);
      Set<String> names = new HashSet<>(concentrations);
      if (concentrations.isEmpty()
          || names.size() < concentrations.size()
          || names.contains(flow)) {
        throw new SettingsException(
            "concentrations must name at least one column, each once, and not that of the flow, got"
                + " "
                + concentrations);
      }
      if (area.isPresent() && !(area.get() > 0)) {
        throw new SettingsException("area-km2 must be above 0, got " + area.get());
      }
    }
  }

  /** Hourly rain, mm, and the rule of an event. */
  record Rain(String column, StormEvents rule) {}

  WatershedSettings {
    seasons = new LinkedHashMap<>(seasons);
    Set<Integer> months = new HashSet<>();
    for (Map.Entry<String, List<Integer>> season : seasons.entrySet()) {
      for (int month : season.getValue()) {
        if (month < 1 || month > 12 || !months.add(month)) {
          throw new SettingsException(
              "seasons must hold every month from 1 to 12 once, got "
                  + month
                  + " in "
                  + season.getKey());
        }
      }
    }
    if (months.size() < 12) {
      throw new SettingsException("seasons must hold every month from 1 to 12, got " + months);
    }
  }

  /** Reads the section; what is wrong with it is recorded in the reader. */
  static Optional<WatershedSettings> read(SettingsReader section) {
    String date = section.text("date");
    Optional<SettingsReader> hourly = section.optionalSection("rain");
    Optional<Rain> rain = hourly.flatMap(WatershedSettings::rain);
    Optional<Daily> daily = hourly.isPresent() ? Optional.empty() : daily(section);
    Map<String, List<Integer>> seasons = seasons(section);
    int decimals = section.integer("decimals", 3);
    return section.build(
        () ->
            new WatershedSettings(
                date, daily, rain, seasons, Digits.fixed(decimals).missingAsPoint()));
  }

  private static Optional<Rain> rain(SettingsReader reader) {
    String column = reader.text("column");
    double threshold = reader.number("threshold-mm-per-hour", 0.5);
    int longest = reader.integer("longest-break-hours", 2);
    return reader.build(() -> new Rain(column, StormEvents.of(threshold, longest)));
  }

  private static Optional<Daily> daily(SettingsReader section) {
    String flow = section.text("flow");
    FlowUnit unit = section.choice("flow-unit", FlowUnit.class, FlowUnit.M3_S);
    List<String> concentrations = section.texts("concentrations");
    Optional<Double> area =
        section.has("area-km2") ? Optional.of(section.number("area-km2")) : Optional.empty();
    GapRule fill = section.choice("fill", GapRule.class, GapRule.NONE);
    Optional<StormEvents> storms =
        section
            .optionalSection("storms")
            .flatMap(
                reader -> {
                  double threshold = reader.number("flow-above-m3-s");
                  return reader.build(() -> StormEvents.of(threshold, 0));
                });
    return section.build(() -> new Daily(flow, unit, concentrations, area, fill, storms));
  }

  private static Map<String, List<Integer>> seasons(SettingsReader section) {
    Map<String, List<Integer>> seasons = new LinkedHashMap<>();
    Optional<SettingsReader> stated = section.optionalSection("seasons");
    if (stated.isEmpty()) {
      seasons.put("spring", List.of(3, 4, 5));
      seasons.put("summer", List.of(6, 7, 8));
      seasons.put("autumn", List.of(9, 10, 11));
      seasons.put("winter", List.of(12, 1, 2));
      return seasons;
    }
    SettingsReader reader = stated.get();
    for (String name : reader.names()) {
      seasons.put(name, reader.integers(name, List.of()));
    }
    return seasons;
  }

  /** The season of a month. */
  String season(int month) {
    return seasons.entrySet().stream()
        .filter(season -> season.getValue().contains(month))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /** A column's name as part of a file's. */
  static String fileName(String column) {
    return column.replaceAll("[^\\p{L}\\p{N}\\p{M}_.-]+", "-");
  }

  /** Every column that is read, all as text, so that stray entries can be told and counted. */
  List<String> columns() {
    List<String> columns = new ArrayList<>(List.of(date));
    daily.ifPresent(
        record -> {
          columns.add(record.flow());
          columns.addAll(record.concentrations());
        });
    rain.ifPresent(record -> columns.add(record.column()));
    return columns;
  }
}
