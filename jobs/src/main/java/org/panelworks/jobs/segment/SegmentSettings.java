package org.panelworks.jobs.segment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.Kind;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.segment.AttributeScale;
import org.panelworks.table.Digits;

/**
 * The {@code segment} section of a study.
 *
 * @param attributes in order: numeric columns, and levels of category columns
 * @param id the column that names rows; empty for none
 * @param scale of the attributes
 * @param sizes numbers of clusters to try, ascending
 * @param starts given starts, one for each of {@code sizes}; empty for k-means‖
 * @param restarts number of runs from k-means‖, the best is kept
 * @param seed of the first run; the following ones count up
 * @param iterations at most so many
 * @param tolerance a run ends where no centre moves further
 * @param silhouetteRows at most so many rows for Euclidean silhouettes
 * @param refitLevel attributes whose p-value is not below it are dropped for a second fit
 * @param digits of the printed tables
 */
record SegmentSettings(
    List<Attribute> attributes,
    Optional<String> id,
    AttributeScale.Kind scale,
    List<Integer> sizes,
    List<double[][]> starts,
    int restarts,
    long seed,
    int iterations,
    double tolerance,
    int silhouetteRows,
    Optional<Double> refitLevel,
    Digits digits) {

  /**
   * An attribute.
   *
   * @param name in results
   * @param column it is read from
   * @param levels empty for a numeric column; else the attribute is the place of the cell's label
   *     among them, from 1, or 1 where it is the only one and 0 where it is not
   * @param indicator whether the attribute is that of a single level
   */
  record Attribute(String name, String column, List<String> levels, boolean indicator) {
    Attribute {
      levels = List.copyOf(levels);
    }

    boolean isNumeric() {
      return levels.isEmpty();
    }
  }

  SegmentSettings {
    attributes = List.copyOf(attributes);
    sizes = List.copyOf(sizes);
    starts = List.copyOf(starts);
    List<String> names = attributes.stream().map(Attribute::name).toList();
    if (names.isEmpty() || new HashSet<>(names).size() < names.size()) {
      throw new SettingsException("attributes must name at least one, and each once, got " + names);
    }
    if (sizes.isEmpty() || sizes.stream().anyMatch(k -> k < 2 || k > 1000)) {
      throw new SettingsException("k must lie in 2 to 1000, got " + sizes);
    }
    requirePositive("restarts", restarts);
    requirePositive("max-iterations", iterations);
    requirePositive("silhouette-rows", silhouetteRows);
    if (!(tolerance >= 0)) {
      throw new SettingsException("tolerance must be 0 or more, got " + tolerance);
    }
    if (refitLevel.isPresent() && !(refitLevel.get() > 0 && refitLevel.get() < 1)) {
      throw new SettingsException("level must lie in (0, 1), got " + refitLevel.get());
    }
    for (double[][] start : starts) {
      for (double[] centre : start) {
        if (centre.length != names.size()) {
          throw new SettingsException(
              "a start must have a value for each of the "
                  + names.size()
                  + " attributes, got "
                  + centre.length);
        }
      }
    }
    if (!starts.isEmpty() && refitLevel.isPresent()) {
      throw new SettingsException("given starts and refit exclude each other");
    }
  }

  private static void requirePositive(String key, int value) {
    if (value < 1) {
      throw new SettingsException(key + " must be 1 or more, got " + value);
    }
  }

  /** Reads the section; what is wrong with it is recorded in the reader. */
  static Optional<SegmentSettings> read(SettingsReader section) {
    List<Attribute> attributes = attributes(section);
    Optional<String> id = section.optionalText("id");
    AttributeScale.Kind scale =
        section.choice("scale", AttributeScale.Kind.class, AttributeScale.Kind.Z);
    List<double[][]> starts = starts(section);
    List<Integer> sizes =
        starts.isEmpty() ? sizes(section) : starts.stream().map(start -> start.length).toList();
    int restarts = section.integer("restarts", 10);
    long seed = section.longInteger("seed", 1);
    int iterations = section.integer("max-iterations", 300);
    double tolerance = section.number("tolerance", starts.isEmpty() ? 1e-6 : 0);
    int rows = section.integer("silhouette-rows", 5000);
    Optional<Double> level =
        section.optionalSection("refit").map(refit -> refit.number("level", 0.05));
    int decimals = section.integer("decimals", 3);
    return section.build(
        () ->
            new SegmentSettings(
                attributes,
                id,
                scale,
                sizes,
                starts,
                restarts,
                seed,
                iterations,
                tolerance,
                rows,
                level,
                Digits.fixed(decimals).missingAsPoint()));
  }

  private static List<Attribute> attributes(SettingsReader section) {
    List<Attribute> attributes = new ArrayList<>();
    for (String column : section.texts("attributes")) {
      attributes.add(new Attribute(column, column, List.of(), false));
    }
    for (SettingsReader encoded : section.sections("encode")) {
      String column = encoded.text("column");
      List<String> levels = encoded.texts("levels");
      if (levels.size() < 2 || new HashSet<>(levels).size() < levels.size()) {
        encoded.problem("levels", "must name at least two levels, and each once, got " + levels);
      }
      if (encoded.choice("as", Encoding.class, Encoding.ORDINAL) == Encoding.ORDINAL) {
        attributes.add(new Attribute(column, column, levels, false));
      } else {
        for (String level : levels) {
          attributes.add(new Attribute(column + "=" + level, column, List.of(level), true));
        }
      }
    }
    return attributes;
  }

  /** How the levels of a category become numbers. */
  enum Encoding {
    ORDINAL,
    ONE_HOT
  }

  private static List<Integer> sizes(SettingsReader section) {
    if (section.kind("k") != Kind.OBJECT) {
      return List.of(section.integer("k"));
    }
    SettingsReader range = section.section("k");
    int from = range.integer("from");
    int to = range.integer("to");
    if (from > to) {
      range.problem("to", "must be no less than from, got " + from + " to " + to);
    }
    List<Integer> sizes = new ArrayList<>();
    for (int k = from; k <= to && sizes.size() <= 1000; k++) {
      sizes.add(k);
    }
    return sizes;
  }

  private static List<double[][]> starts(SettingsReader section) {
    List<double[][]> starts = new ArrayList<>();
    for (SettingsReader start : section.sections("starts")) {
      starts.add(
          start.sections("centres").stream()
              .map(
                  centre ->
                      centre.numbers("values").stream().mapToDouble(Double::doubleValue).toArray())
              .toArray(double[][]::new));
    }
    return starts;
  }
}
