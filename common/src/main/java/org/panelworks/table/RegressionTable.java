package org.panelworks.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.panelworks.table.RegressionTableOptions.Below;
import org.panelworks.table.RegressionTableOptions.Controls;

/**
 * The table of a paper: one column per model, a coefficient with its stars above its standard error
 * (or t statistic) in parentheses, then rows for controls and fixed effects, then N and R².
 *
 * <p>The layout follows Stata's {@code esttab} and R's {@code etable}: terms in the order of their
 * first appearance over the models and the constant last, unless {@code order} says otherwise. A
 * term that a model dropped as collinear shows {@code (omitted)} there and the note says why; a
 * term that a model never held is blank. The note states covariance, correction and stars, by
 * column where columns differ. A control row says Yes where a model holds all of its terms
 * (estimated or omitted), No where it holds none, Partly else. Terms that are given one label share
 * a row, unless a model holds two of them. Where samples are split, a head row names the variable
 * and has each column's value.
 */
public final class RegressionTable {
  private final List<ModelColumn> models;
  private final RegressionTableOptions options;
  private final TermLabels labels;

  private RegressionTable(List<ModelColumn> models, RegressionTableOptions options) {
    this.models = models;
    this.options = options;
    this.labels = new TermLabels(options);
  }

  /**
   * Lays out a table.
   *
   * @param name what its files are called
   * @param title the caption, may be empty
   * @param models one per column, at least one
   * @param options choices; names in them that fit no term of the models are refused
   */
  public static Table of(
      String name, String title, List<ModelColumn> models, RegressionTableOptions options) {
    if (models.isEmpty()) {
      throw new IllegalArgumentException("table " + name + " must have at least one model");
    }
    return new RegressionTable(List.copyOf(models), options).layOut(name, title);
  }

  private Table layOut(String name, String title) {
    Set<String> terms = new LinkedHashSet<>();
    models.forEach(model -> terms.addAll(model.termNames()));
    options.requireTerms(terms);
    Table.Builder table = Table.builder(name).title(title);
    table.columns(models.size(), Alignment.CENTER);
    addHeader(table);
    rows(shown(terms)).forEach(row -> addTerm(table, row));
    table.rule();
    options.controls().forEach(group -> table.row(controlsRow(group)));
    fixedEffects().forEach(effect -> table.row(fixedEffectRow(effect)));
    table.rule();
    options.statistics().forEach(statistic -> addStatistic(table, statistic));
    extras().forEach(extra -> table.row(extraRow(extra)));
    new RegressionNotes(models, options).paragraphs().forEach(table::note);
    return table.build();
  }

  private void addHeader(Table.Builder table) {
    splits().forEach(variable -> table.header(grouped(sampleOf(variable), m -> part(m, variable))));
    table.header(grouped("", model -> labels.variable(model.depvar())));
    if (models.stream().anyMatch(model -> !model.heading().isEmpty())) {
      table.header(grouped("", ModelColumn::heading));
    }
    List<HeaderCell> names = new ArrayList<>();
    names.add(HeaderCell.of(""));
    models.forEach(model -> names.add(HeaderCell.of(model.name())));
    table.header(names);
  }

  /** The variables that samples are split by. */
  private Set<String> splits() {
    Set<String> variables = new LinkedHashSet<>();
    models.forEach(model -> model.subsample().ifPresent(part -> variables.add(part.variable())));
    return variables;
  }

  private String sampleOf(String variable) {
    return options.word("sample") + " (" + labels.variable(variable) + ")";
  }

  private String part(ModelColumn model, String variable) {
    return model
        .subsample()
        .filter(part -> part.variable().equals(variable))
        .map(part -> part.value().orElse(options.word("full-sample")))
        .orElse("");
  }

  /** One head cell for neighbours with the same text. */
  private List<HeaderCell> grouped(String label, Function<ModelColumn, String> text) {
    List<HeaderCell> cells = new ArrayList<>();
    cells.add(HeaderCell.of(label));
    int start = 0;
    for (int end = 1; end <= models.size(); end++) {
      String group = text.apply(models.get(start));
      if (end == models.size() || !text.apply(models.get(end)).equals(group)) {
        cells.add(new HeaderCell(group, end - start));
        start = end;
      }
    }
    return cells;
  }

  private List<String> shown(Collection<String> terms) {
    Predicate<String> wanted =
        options.keep().isEmpty()
            ? term -> options.controls().stream().noneMatch(group -> holds(group, term))
            : term -> TermPattern.anyMatches(options.keep(), term);
    List<String> candidates =
        terms.stream()
            .filter(wanted)
            .filter(term -> !TermPattern.anyMatches(options.drop(), term))
            .toList();
    Set<String> ordered = new LinkedHashSet<>();
    for (String pattern : options.order()) {
      candidates.stream().filter(t -> TermPattern.matches(pattern, t)).forEach(ordered::add);
    }
    candidates.stream().filter(term -> !TermLabels.isIntercept(term)).forEach(ordered::add);
    ordered.addAll(candidates);
    return List.copyOf(ordered);
  }

  private static boolean holds(Controls group, String term) {
    return TermPattern.anyMatches(group.terms(), term);
  }

  /** Terms with one label share a row, as in etable, unless some model holds two of them. */
  private List<List<String>> rows(List<String> terms) {
    Map<String, List<String>> alike = new LinkedHashMap<>();
    terms.forEach(
        term -> alike.computeIfAbsent(labels.term(term), label -> new ArrayList<>()).add(term));
    List<List<String>> rows = new ArrayList<>();
    for (List<String> row : alike.values()) {
      boolean apart =
          models.stream().allMatch(m -> m.termNames().stream().filter(row::contains).count() < 2);
      if (apart) {
        rows.add(row);
      } else {
        row.forEach(term -> rows.add(List.of(term)));
      }
    }
    return rows;
  }

  private void addTerm(Table.Builder table, List<String> names) {
    List<Cell> above = new ArrayList<>(List.of(Cell.label(labels.term(names.get(0)))));
    List<Cell> below = new ArrayList<>(List.of(Cell.empty()));
    for (ModelColumn model : models) {
      Optional<ModelColumn.Term> term =
          names.stream().flatMap(name -> model.term(name).stream()).findFirst();
      boolean omits = names.stream().anyMatch(model::omits);
      Cell absent = omits ? Cell.text(options.word("omitted")) : Cell.empty();
      above.add(term.map(this::coefficient).orElse(absent));
      below.add(term.map(this::enclosed).orElse(Cell.empty()));
    }
    table.row(above);
    if (models.stream().anyMatch(m -> names.stream().anyMatch(n -> m.term(n).isPresent()))) {
      table.row(below);
    }
  }

  private Cell coefficient(ModelColumn.Term term) {
    return Cell.coefficient(term.estimate(), term.pValue(), options.digits(), options.stars());
  }

  private Cell enclosed(ModelColumn.Term term) {
    boolean errors = options.below() == Below.STD_ERROR;
    return Cell.enclosed(errors ? term.stdError() : term.statistic(), options.digits());
  }

  private List<Cell> controlsRow(Controls group) {
    return row(
        group.label(),
        model -> {
          List<String> terms = model.termNames();
          long held =
              group.terms().stream()
                  .filter(pattern -> terms.stream().anyMatch(t -> TermPattern.matches(pattern, t)))
                  .count();
          String all = held == group.terms().size() ? "yes" : "partly";
          return Cell.text(options.word(held == 0 ? "no" : all));
        });
  }

  private Set<String> fixedEffects() {
    Set<String> effects = new LinkedHashSet<>();
    models.forEach(model -> effects.addAll(model.fixedEffects()));
    return effects;
  }

  private List<Cell> fixedEffectRow(String effect) {
    return row(
        labels.fixedEffect(effect),
        model -> Cell.text(options.word(model.fixedEffects().contains(effect) ? "yes" : "no")));
  }

  private void addStatistic(Table.Builder table, ModelStatistic statistic) {
    if (models.stream().anyMatch(model -> !Double.isNaN(model.statistic(statistic)))) {
      table.row(
          row(
              options.label(statistic),
              model -> statistic.cell(model.statistic(statistic), options.digits())));
    }
  }

  private Set<String> extras() {
    Set<String> extras = new LinkedHashSet<>();
    models.forEach(model -> extras.addAll(model.extras().keySet()));
    return extras;
  }

  private List<Cell> extraRow(String label) {
    return row(label, model -> model.extras().getOrDefault(label, Cell.empty()));
  }

  private List<Cell> row(String label, Function<ModelColumn, Cell> cell) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.label(label));
    models.forEach(model -> cells.add(cell.apply(model)));
    return cells;
  }
}
