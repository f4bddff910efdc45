package org.panelworks.jobs.kano;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.table.Digits;

/**
 * The {@code kano} section of a study.
 *
 * @param respondent the column that names respondents
 * @param feature the column that names features; empty where each has columns of its own
 * @param pairs columns of the answers: one pair for all features, or one for each
 * @param scale which answer is 1
 * @param digits of the printed tables
 */
record KanoSettings(
    String respondent, Optional<String> feature, List<Pair> pairs, Scale scale, Digits digits) {

  /** Which answer is 1. */
  enum Scale {
    LIKE_FIRST,
    DISLIKE_FIRST
  }

  /**
   * Columns of the answers to a pair of questions.
   *
   * @param name the feature's name; empty where a column names it
   */
  record Pair(String name, String functional, String dysfunctional) {
    Pair {
      if (functional.equals(dysfunctional)) {
        throw new SettingsException(
            "functional and dysfunctional must be different columns, got `" + functional + "`");
      }
    }
  }

  KanoSettings {
    pairs = List.copyOf(pairs);
    if (pairs.isEmpty()) {
      throw new SettingsException(
          "must name the answers: feature, functional and dysfunctional, or features = [ … ]");
    }
    List<String> names = pairs.stream().map(Pair::name).toList();
    if (new HashSet<>(names).size() < names.size()) {
      throw new SettingsException("features must have names of their own, got " + names);
    }
  }

  /** Reads the section; what is wrong with it is recorded in the reader. */
  static Optional<KanoSettings> read(SettingsReader section) {
    String respondent = section.text("respondent");
    Optional<String> feature = section.optionalText("feature");
    List<Pair> pairs = new ArrayList<>();
    if (feature.isPresent()) {
      String functional = section.text("functional");
      String dysfunctional = section.text("dysfunctional");
      section.build(() -> new Pair("", functional, dysfunctional)).ifPresent(pairs::add);
    } else {
      for (SettingsReader one : section.sections("features")) {
        String name = one.text("name");
        String functional = one.text("functional");
        String dysfunctional = one.text("dysfunctional");
        one.build(() -> new Pair(name, functional, dysfunctional)).ifPresent(pairs::add);
      }
    }
    Scale scale = section.choice("scale", Scale.class, Scale.LIKE_FIRST);
    int decimals = section.integer("decimals", 3);
    return section.build(
        () ->
            new KanoSettings(
                respondent, feature, pairs, scale, Digits.fixed(decimals).missingAsPoint()));
  }

  /** Numeric columns. */
  List<String> numeric() {
    List<String> columns = new ArrayList<>();
    pairs.forEach(pair -> columns.addAll(List.of(pair.functional(), pair.dysfunctional())));
    return columns;
  }

  /** Category columns, the respondent first. */
  List<String> categories() {
    List<String> columns = new ArrayList<>(List.of(respondent));
    feature.ifPresent(columns::add);
    return columns;
  }
}
