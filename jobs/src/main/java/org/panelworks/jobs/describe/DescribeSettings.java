package org.panelworks.jobs.describe;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.panelworks.NearestName;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.Setting;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.stats.MissingCells;
import org.panelworks.stats.QuantileDefinition;
import org.panelworks.stats.Statistic;
import org.panelworks.table.Digits;
import org.panelworks.table.Stars;

/**
 * The {@code describe} section of a study.
 *
 * @param variables numeric columns, in the order of the tables, each once
 * @param by column whose levels are described apart; empty for none
 * @param statistics columns of the descriptive table, in its order, each once
 * @param correlation which correlation matrices; any but {@code NONE} needs two variables
 * @param missing which rows a correlation uses
 * @param vif whether variance inflation factors are taken, which needs two variables
 * @param quantile how median and quartiles are defined
 * @param labels variable to the name that the printed tables show
 * @param digits how the printed tables show numbers
 * @param stars marks of significance of the printed correlations
 */
record DescribeSettings(
    List<String> variables,
    Optional<String> by,
    List<Statistic> statistics,
    CorrelationChoice correlation,
    MissingCells missing,
    boolean vif,
    QuantileDefinition quantile,
    Map<String, String> labels,
    Digits digits,
    Stars stars) {

  DescribeSettings {
    variables = List.copyOf(variables);
    statistics = List.copyOf(statistics);
    labels = Map.copyOf(labels);
    requireList("variables", variables);
    requireList("statistics", statistics);
    requireSeveral("correlation", correlation != CorrelationChoice.NONE, variables);
    requireSeveral("vif", vif, variables);
    for (String labelled : labels.keySet()) {
      if (!variables.contains(labelled) && !by.equals(Optional.of(labelled))) {
        throw new SettingsException(
            "labels must name listed variables, got `"
                + labelled
                + "`"
                + NearestName.hint(labelled, variables));
      }
    }
  }

  private static void requireList(String key, List<?> list) {
    if (list.isEmpty()) {
      throw new SettingsException(key + " must name at least one");
    }
    HashSet<Object> seen = new HashSet<>();
    for (Object item : list) {
      if (!seen.add(item)) {
        String name = item instanceof Statistic statistic ? word(statistic) : item.toString();
        throw new SettingsException(key + " must name each once, got `" + name + "` twice");
      }
    }
  }

  private static void requireSeveral(String key, boolean asked, List<String> variables) {
    if (asked && variables.size() < 2) {
      throw new SettingsException(
          key + " needs at least two variables, got only `" + variables.get(0) + "`");
    }
  }

  /** Reads the section; what is wrong with it is recorded in the reader. */
  static Optional<DescribeSettings> read(SettingsReader section) {
    List<String> variables = section.texts("variables");
    Optional<String> by = section.optionalText("by").filter(column -> !column.equals("none"));
    List<Statistic> statistics =
        section.has("statistics")
            ? section.elements("statistics").stream().map(DescribeSettings::statistic).toList()
            : Statistic.all();
    // A single variable has no correlation; a study need not say so.
    CorrelationChoice usual =
        variables.size() > 1 ? CorrelationChoice.PEARSON : CorrelationChoice.NONE;
    CorrelationChoice correlation = section.choice("correlation", CorrelationChoice.class, usual);
    MissingCells missing = section.choice("missing", MissingCells.class, MissingCells.LISTWISE);
    boolean vif = section.flag("vif", false);
    QuantileDefinition quantile =
        section.choice("quantile", QuantileDefinition.class, QuantileDefinition.STATA);
    Map<String, String> labels = labels(section);
    int decimals = section.integer("decimals", 3);
    List<Double> levels = section.numbers("stars", List.of(0.1, 0.05, 0.01));
    return section.build(
        () ->
            new DescribeSettings(
                variables,
                by,
                statistics,
                correlation,
                missing,
                vif,
                quantile,
                labels,
                Digits.fixed(decimals),
                Stars.at(levels)));
  }

  private static Map<String, String> labels(SettingsReader section) {
    Map<String, String> labels = new LinkedHashMap<>();
    section
        .optionalSection("labels")
        .ifPresent(reader -> reader.names().forEach(name -> labels.put(name, reader.text(name))));
    return labels;
  }

  private static Statistic statistic(Setting element) {
    Optional<Statistic> known = element.choice(Statistic.class);
    if (known.isEmpty()) {
      List<String> allowed = Statistic.all().stream().map(DescribeSettings::word).toList();
      String text = element.text();
      element.problem(
          "must be one of "
              + String.join(", ", allowed)
              + ", got "
              + text
              + NearestName.hint(text, allowed));
    }
    return known.orElse(Statistic.N);
  }

  /** A statistic as studies and results write it. */
  static String word(Statistic statistic) {
    return statistic.name().toLowerCase(Locale.ROOT);
  }

  /** These settings with names of columns for those that the study gives none. */
  DescribeSettings withDefaultLabels(Map<String, String> defaults) {
    Map<String, String> all = new LinkedHashMap<>(defaults);
    all.keySet().removeIf(column -> !variables.contains(column) && !by.equals(Optional.of(column)));
    all.putAll(labels);
    return new DescribeSettings(
        variables, by, statistics, correlation, missing, vif, quantile, all, digits, stars);
  }

  /** The name of a column in printed tables. */
  String label(String column) {
    return labels.getOrDefault(column, column);
  }

  /** Whether co-moments of the variables are wanted. */
  boolean needsCoMoments() {
    return vif || correlation != CorrelationChoice.NONE;
  }
}
