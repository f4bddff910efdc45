package org.panelworks.jobs.qca;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.panelworks.qca.Condition;
import org.panelworks.qca.CoreConditions;
import org.panelworks.qca.Literal;
import org.panelworks.qca.Model;
import org.panelworks.qca.SolutionTerm;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Digits;
import org.panelworks.table.HeaderCell;
import org.panelworks.table.Symbol;
import org.panelworks.table.Table;

/**
 * The configuration table of a paper: a column for each term of the intermediate solutions, a row
 * for each condition. Terms with the same core conditions share a number and have letters of their
 * own (Fiss 2011).
 */
final class ConfigurationTable {
  private static final int MOST_MODELS = 6;

  private final FsqcaSettings settings;
  private final Digits digits;

  ConfigurationTable(FsqcaSettings settings) {
    this.settings = settings;
    this.digits = Digits.fixed(settings.decimals());
  }

  /**
   * A model in the table.
   *
   * @param analysis it belongs to
   * @param named the model
   */
  private record Block(Analysis analysis, Analysis.Named named) {
    List<SolutionTerm> terms() {
      return named.model().model().terms();
    }

    Model model() {
      return named.model().model();
    }
  }

  /** The first intermediate model of each analysis. */
  Table of(List<Analysis> analyses) {
    List<Block> blocks =
        analyses.stream().map(analysis -> new Block(analysis, analysis.models().get(0))).toList();
    return table("fsqca-configurations", "Configurations", analyses, blocks);
  }

  /** The intermediate models of one analysis that fit equally well. */
  Table ambiguous(Analysis analysis) {
    List<Block> blocks =
        analysis.models().stream()
            .limit(MOST_MODELS)
            .map(named -> new Block(analysis, named))
            .toList();
    return table(
        analysis.settings().result("configurations-models"),
        "Configurations of every model",
        List.of(analysis),
        blocks);
  }

  private Table table(String name, String title, List<Analysis> analyses, List<Block> blocks) {
    int columns = blocks.stream().mapToInt(block -> block.terms().size()).sum();
    Table.Builder table = Table.builder(name).title(title).columns(columns, Alignment.CENTER);
    header(table, analyses, blocks);
    for (int c = 0; c < settings.conditions().size(); c++) {
      table.row(condition(c, blocks));
    }
    table.rule();
    table.row(termRow("Consistency", blocks, SolutionTerm::consistency));
    table.row(termRow("PRI", blocks, SolutionTerm::pri));
    table.row(termRow("Raw coverage", blocks, SolutionTerm::rawCoverage));
    table.row(termRow("Unique coverage", blocks, SolutionTerm::uniqueCoverage));
    table.rule();
    table.row(modelRow("Solution consistency", blocks, Model::consistency));
    table.row(modelRow("Solution PRI", blocks, Model::pri));
    table.row(modelRow("Solution coverage", blocks, Model::coverage));
    return notes(table, analyses, blocks.size() > analyses.size()).build();
  }

  private void header(Table.Builder table, List<Analysis> analyses, List<Block> blocks) {
    List<HeaderCell> outcomes = new ArrayList<>(List.of(HeaderCell.of("")));
    for (Analysis analysis : analyses) {
      int span =
          blocks.stream()
              .filter(block -> block.analysis().settings().equals(analysis.settings()))
              .mapToInt(block -> block.terms().size())
              .sum();
      outcomes.add(new HeaderCell(settings.label(analysis.settings()), span));
    }
    table.header(outcomes);
    if (analyses.stream().anyMatch(analysis -> analysis.models().size() > 1)) {
      List<HeaderCell> models = new ArrayList<>(List.of(HeaderCell.of("")));
      blocks.forEach(
          block -> models.add(new HeaderCell(block.named().name(), block.terms().size())));
      table.header(models);
    }
    List<HeaderCell> terms = new ArrayList<>(List.of(HeaderCell.of("Condition")));
    blocks.forEach(block -> numbers(block).forEach(name -> terms.add(HeaderCell.of(name))));
    table.header(terms);
  }

  /** The numbers of a model's terms: 1a, 1b for two with the same core conditions, 2, … */
  static List<String> numbers(List<CoreConditions> core) {
    Map<List<String>, List<Integer>> byCore = new LinkedHashMap<>();
    for (int t = 0; t < core.size(); t++) {
      List<String> key =
          core.get(t).core().isEmpty() ? List.of(Integer.toString(t)) : core.get(t).core();
      byCore.computeIfAbsent(key, k -> new ArrayList<>()).add(t);
    }
    List<String> names = new ArrayList<>(Collections.nCopies(core.size(), ""));
    int number = 0;
    for (List<Integer> group : byCore.values()) {
      number++;
      for (int i = 0; i < group.size(); i++) {
        names.set(group.get(i), number + (group.size() == 1 ? "" : letter(i)));
      }
    }
    return names;
  }

  private static String letter(int i) {
    return i < 26 ? String.valueOf((char) ('a' + i)) : "." + (i + 1);
  }

  private static List<String> numbers(Block block) {
    return numbers(block.named().model().core());
  }

  private List<Cell> condition(int condition, List<Block> blocks) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.label(settings.label(settings.conditions().get(condition))));
    for (Block block : blocks) {
      for (int t = 0; t < block.terms().size(); t++) {
        CoreConditions core = block.named().model().core().get(t);
        Condition set = block.analysis().sample().conditions().get(condition);
        cells.add(
            block.terms().get(t).literals().stream()
                .filter(literal -> literal.condition() == condition)
                .findFirst()
                .map(literal -> mark(literal, set, core))
                .orElse(Cell.empty()));
      }
    }
    return cells;
  }

  private static Cell mark(Literal literal, Condition set, CoreConditions core) {
    boolean isCore = core.core().contains(literal.label());
    if (set.multiValue()) {
      return Cell.text(isCore ? "[" + literal.level() + "]" : "(" + literal.level() + ")");
    }
    if (literal.level() == 1) {
      return Cell.symbol(isCore ? Symbol.LARGE_DISC : Symbol.SMALL_DISC);
    }
    return Cell.symbol(isCore ? Symbol.LARGE_CROSSED : Symbol.SMALL_CROSSED);
  }

  private List<Cell> termRow(
      String name, List<Block> blocks, ToDoubleFunction<SolutionTerm> measure) {
    List<Cell> cells = new ArrayList<>(List.of(Cell.label(name)));
    for (Block block : blocks) {
      block.terms().forEach(term -> cells.add(Cell.number(measure.applyAsDouble(term), digits)));
    }
    return cells;
  }

  private List<Cell> modelRow(String name, List<Block> blocks, ToDoubleFunction<Model> measure) {
    List<Cell> cells = new ArrayList<>(List.of(Cell.label(name)));
    for (Block block : blocks) {
      cells.add(Cell.number(measure.applyAsDouble(block.model()), digits));
      cells.addAll(Collections.nCopies(block.terms().size() - 1, Cell.empty()));
    }
    return cells;
  }

  private Table.Builder notes(Table.Builder table, List<Analysis> analyses, boolean everyModel) {
    String marks =
        Symbol.LARGE_DISC.text()
            + " present, "
            + Symbol.LARGE_CROSSED.text()
            + " absent, blank: may be either. Large marks are core conditions, small ones ("
            + Symbol.SMALL_DISC.text()
            + " and "
            + Symbol.SMALL_CROSSED.text()
            + " in plain text) peripheral ones.";
    table.note(marks);
    boolean levels = analyses.get(0).sample().conditions().stream().anyMatch(Condition::multiValue);
    table.note(levels ? "[1] level 1 as a core condition, (1) as a peripheral one." : "");
    table.note(
        "Intermediate solution. Core conditions are those of the parsimonious terms that contain"
            + " the configuration"
            + (settings.necessaryAsCore() ? ", and necessary conditions." : "."));
    for (Analysis analysis : analyses) {
      int models = analysis.models().size();
      if (models > 1) {
        table.note(
            String.format(
                Locale.ROOT,
                "%s: %d intermediate models (other terms or other core conditions) fit equally"
                    + " well, named by the first pair of complex (C) and parsimonious (P) models"
                    + " that gives them; %s.",
                settings.label(analysis.settings()),
                models,
                everyModel
                    ? "the first " + Math.min(models, MOST_MODELS) + " are shown"
                    : "the first is shown, others in "
                        + analysis.settings().result("configurations-models")));
      }
    }
    return table;
  }
}
