package org.panelworks.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.panelworks.SettingsException;

/**
 * Choices for a regression table.
 *
 * <p>{@code keep}, {@code drop}, {@code order} and the terms of {@code controls} are exact term
 * names, in which {@code *} stands for any text: {@code year::*}.
 *
 * @param keep the terms to show; empty for all
 * @param drop terms not to show
 * @param order the terms to show first, in this order; the rest follows as the models have it
 * @param labels what is printed for a term, a variable or a fixed effect
 * @param controls rows that say Yes or No in place of the coefficients of control variables; terms
 *     that {@code keep} names are shown all the same
 * @param below what stands in parentheses below a coefficient
 * @param digits of coefficients, standard errors and statistics
 * @param stars levels of significance
 * @param statistics the rows below the coefficients; one that no model knows is left out
 * @param words replacements of the table's own words, see {@link #WORDS}
 * @param notes further paragraphs below the table
 */
public record RegressionTableOptions(
    List<String> keep,
    List<String> drop,
    List<String> order,
    Map<String, String> labels,
    List<Controls> controls,
    Below below,
    Digits digits,
    Stars stars,
    List<ModelStatistic> statistics,
    Map<String, String> words,
    List<String> notes) {

  private static final int LISTED = 20;

  /** The table's own words that can be replaced, besides the keys of {@link ModelStatistic}. */
  public static final Map<String, String> WORDS =
      Map.of(
          "yes", "Yes",
          "no", "No",
          "partly", "Partly",
          "omitted", "(omitted)",
          "constant", "Constant",
          "fixed-effect", "FE",
          "sample", "Sample",
          "full-sample", "Full sample",
          "notes", "Notes:");

  /** What stands in parentheses below a coefficient. */
  public enum Below {
    STD_ERROR,
    STATISTIC
  }

  /**
   * A row for control variables.
   *
   * @param label the row's name
   * @param terms exact names or patterns with {@code *}
   */
  public record Controls(String label, List<String> terms) {
    public Controls {
      terms = List.copyOf(terms);
      if (terms.isEmpty()) {
        throw new SettingsException("controls " + label + " must name at least one term, got none");
      }
    }
  }

  public RegressionTableOptions {
    keep = List.copyOf(keep);
    drop = List.copyOf(drop);
    order = List.copyOf(order);
    labels = Map.copyOf(labels);
    controls = List.copyOf(controls);
    statistics = List.copyOf(statistics);
    words = Map.copyOf(words);
    notes = List.copyOf(notes);
    words.keySet().forEach(RegressionTableOptions::requireWord);
  }

  private static void requireWord(String word) {
    List<String> known = new ArrayList<>(WORDS.keySet().stream().sorted().toList());
    for (ModelStatistic statistic : ModelStatistic.values()) {
      known.add(statistic.key());
    }
    if (!known.contains(word)) {
      throw new SettingsException(
          "words can replace one of " + String.join(", ", known) + ", got " + word);
    }
  }

  /** All terms, standard errors, three decimals, standard stars and statistics. */
  public static RegressionTableOptions standard() {
    return builder().build();
  }

  /** These options with texts for variables that have none. */
  public RegressionTableOptions withDefaultLabels(Map<String, String> defaults) {
    Map<String, String> all = new HashMap<>(defaults);
    all.putAll(labels);
    return new RegressionTableOptions(
        keep, drop, order, all, controls, below, digits, stars, statistics, words, notes);
  }

  /** Starts from the standard choices. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Refuses a name or pattern in keep, drop, order or controls that fits none of these terms.
   *
   * @param terms all that the models of the table estimate or omit
   */
  public void requireTerms(Collection<String> terms) {
    require("keep", keep, terms);
    require("drop", drop, terms);
    require("order", order, terms);
    controls.forEach(group -> require("controls " + group.label(), group.terms(), terms));
  }

  private static void require(String setting, List<String> patterns, Collection<String> terms) {
    for (String pattern : patterns) {
      if (terms.stream().noneMatch(term -> TermPattern.matches(pattern, term))) {
        throw new SettingsException(
            setting
                + " must name terms of the table's models ("
                + listed(terms)
                + "), got "
                + pattern);
      }
    }
  }

  private static String listed(Collection<String> terms) {
    String first = terms.stream().limit(LISTED).collect(Collectors.joining(", "));
    int more = terms.size() - LISTED;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  String word(String word) {
    return words.getOrDefault(word, WORDS.getOrDefault(word, word));
  }

  String label(ModelStatistic statistic) {
    return words.getOrDefault(statistic.key(), statistic.label());
  }

  /** Collects choices; what is not chosen stays standard. */
  public static final class Builder {
    private List<String> keep = List.of();
    private List<String> drop = List.of();
    private List<String> order = List.of();
    private Map<String, String> labels = Map.of();
    private final List<Controls> controls = new ArrayList<>();
    private Below below = Below.STD_ERROR;
    private Digits digits = Digits.fixed(3);
    private Stars stars = Stars.standard();
    private List<ModelStatistic> statistics = ModelStatistic.standard();
    private final Map<String, String> words = new LinkedHashMap<>();
    private List<String> notes = List.of();

    private Builder() {}

    /** The terms to show. */
    public Builder keep(List<String> patterns) {
      keep = patterns;
      return this;
    }

    /** Terms not to show. */
    public Builder drop(List<String> patterns) {
      drop = patterns;
      return this;
    }

    /** The terms to show first. */
    public Builder order(List<String> patterns) {
      order = patterns;
      return this;
    }

    /** What is printed for names. */
    public Builder labels(Map<String, String> texts) {
      labels = texts;
      return this;
    }

    /** A row for control variables. */
    public Builder controls(String label, List<String> patterns) {
      controls.add(new Controls(label, patterns));
      return this;
    }

    /** What stands below a coefficient. */
    public Builder below(Below choice) {
      below = choice;
      return this;
    }

    /** How numbers are printed. */
    public Builder digits(Digits choice) {
      digits = choice;
      return this;
    }

    /** Levels of significance. */
    public Builder stars(Stars choice) {
      stars = choice;
      return this;
    }

    /** The rows below the coefficients. */
    public Builder statistics(List<ModelStatistic> choice) {
      statistics = choice;
      return this;
    }

    /** Replaces some of the table's own words. */
    public Builder words(Map<String, String> replacements) {
      words.putAll(replacements);
      return this;
    }

    /** Further paragraphs below the table. */
    public Builder notes(List<String> paragraphs) {
      notes = paragraphs;
      return this;
    }

    /** The options. */
    public RegressionTableOptions build() {
      return new RegressionTableOptions(
          keep, drop, order, labels, controls, below, digits, stars, statistics, words, notes);
    }
  }
}
