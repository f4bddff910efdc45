package org.panelworks.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.panelworks.table.RegressionTableOptions.Below;

/** The sentences below a regression table, said of all columns or of those they hold for. */
final class RegressionNotes {
  private static final int NAMED = 8;

  private final List<ModelColumn> models;
  private final RegressionTableOptions options;
  private final TermLabels labels;

  RegressionNotes(List<ModelColumn> models, RegressionTableOptions options) {
    this.models = models;
    this.options = options;
    this.labels = new TermLabels(options);
  }

  List<String> paragraphs() {
    List<String> sentences = new ArrayList<>();
    sentences.add(covariance());
    sentences.add(correction());
    sentences.add(stars());
    sentences.addAll(remarks());
    sentences.addAll(omitted());
    sentences.removeIf(String::isEmpty);
    List<String> paragraphs = new ArrayList<>();
    if (!sentences.isEmpty()) {
      paragraphs.add(options.word("notes") + " " + String.join(" ", sentences));
    }
    paragraphs.addAll(options.notes());
    return paragraphs;
  }

  private String covariance() {
    boolean errors = options.below() == Below.STD_ERROR;
    String subject = errors ? "Standard errors" : "t statistics";
    String link = errors ? "" : "based on standard errors ";
    Map<String, List<Integer>> groups = groups(ModelColumn::covariance);
    if (groups.size() == 1) {
      String phrase = models.get(0).covariance();
      return subject + " in parentheses" + (phrase.isEmpty() ? "." : ", " + link + phrase + ".");
    }
    return subject + " in parentheses, " + link.strip() + byColumn(groups, link.isEmpty()) + ".";
  }

  private String correction() {
    Map<String, List<Integer>> groups = groups(ModelColumn::correction);
    if (groups.size() == 1) {
      String phrase = models.get(0).correction();
      return phrase.isEmpty() ? "" : "Small-sample correction: " + phrase + ".";
    }
    return "Small-sample correction: " + byColumn(groups, true) + ".";
  }

  private String stars() {
    boolean starred =
        models.stream()
            .flatMap(model -> model.terms().stream())
            .anyMatch(term -> !Double.isNaN(term.pValue()));
    String rule = options.stars().rule();
    return rule.isEmpty() || !starred ? "" : rule + ".";
  }

  private List<String> remarks() {
    Map<String, List<Integer>> columns = new LinkedHashMap<>();
    for (int model = 0; model < models.size(); model++) {
      for (String remark : models.get(model).remarks()) {
        columns.computeIfAbsent(remark, key -> new ArrayList<>()).add(model);
      }
    }
    List<String> sentences = new ArrayList<>();
    columns.forEach(
        (remark, where) ->
            sentences.add(
                remark + (where.size() == models.size() ? "" : " in " + columns(where)) + "."));
    return sentences;
  }

  private List<String> omitted() {
    Map<String, List<String>> terms = new LinkedHashMap<>();
    Map<List<String>, List<Integer>> columns = new LinkedHashMap<>();
    for (int model = 0; model < models.size(); model++) {
      for (ModelColumn.Omitted term : models.get(model).omitted()) {
        columns
            .computeIfAbsent(List.of(term.name(), term.reason()), key -> new ArrayList<>())
            .add(model);
      }
    }
    columns.forEach(
        (term, where) ->
            terms
                .computeIfAbsent(place(where) + ": " + term.get(1), key -> new ArrayList<>())
                .add(labels.term(term.get(0))));
    List<String> sentences = new ArrayList<>();
    terms.forEach((rest, names) -> sentences.add(named(names) + " omitted" + rest + "."));
    return sentences;
  }

  private static String named(List<String> names) {
    if (names.size() <= NAMED) {
      return String.join(", ", names);
    }
    int more = names.size() - NAMED;
    return String.join(", ", names.subList(0, NAMED)) + " and " + more + " more";
  }

  private String place(List<Integer> where) {
    return where.size() == models.size() ? "" : " from " + columns(where);
  }

  private Map<String, List<Integer>> groups(Function<ModelColumn, String> property) {
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    for (int model = 0; model < models.size(); model++) {
      groups
          .computeIfAbsent(property.apply(models.get(model)), key -> new ArrayList<>())
          .add(model);
    }
    return groups;
  }

  private String byColumn(Map<String, List<Integer>> groups, boolean plain) {
    List<String> parts = new ArrayList<>();
    groups.forEach(
        (phrase, where) ->
            parts.add((phrase.isEmpty() ? "not stated" : phrase) + " in " + columns(where)));
    return (plain ? "" : " ") + String.join(", ", parts);
  }

  /** Names where they tell columns apart, positions else. */
  private String columns(List<Integer> where) {
    boolean distinct = models.stream().map(ModelColumn::name).distinct().count() == models.size();
    List<String> names =
        where.stream()
            .map(model -> distinct ? models.get(model).name() : Integer.toString(model + 1))
            .toList();
    return (names.size() == 1 ? "column " : "columns ") + String.join(", ", names);
  }
}
