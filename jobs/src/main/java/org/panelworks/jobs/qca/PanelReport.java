package org.panelworks.jobs.qca;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.qca.Literal;
import org.panelworks.qca.Model;
import org.panelworks.qca.NecessaryCondition;
import org.panelworks.qca.PanelConsistency;
import org.panelworks.qca.QcaSample;
import org.panelworks.qca.SolutionTerm;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Digits;
import org.panelworks.table.Table;

/**
 * Pooled, between and within consistencies of the first intermediate model, its terms, and every
 * condition as a necessary one.
 */
final class PanelReport {
  private final FsqcaSettings settings;
  private final CaseTable cases;
  private final List<Found> found = new ArrayList<>();

  /**
   * The consistencies of one analysis.
   *
   * @param model the name of the intermediate model
   */
  private record Found(
      Analysis analysis,
      String model,
      Map<String, PanelConsistency> sufficiency,
      Map<String, PanelConsistency> necessity) {}

  PanelReport(FsqcaSettings settings, CaseTable cases, List<Analysis> analyses) {
    this.settings = settings;
    this.cases = cases;
    analyses.forEach(analysis -> found.add(found(analysis)));
  }

  private Found found(Analysis analysis) {
    Analysis.Named first = analysis.models().get(0);
    Model model = first.model().model();
    QcaSample sample = analysis.sample();
    Map<String, PanelConsistency> sufficiency = new LinkedHashMap<>();
    for (SolutionTerm term : model.terms()) {
      double[] x = sample.memberships(term);
      sufficiency.put(term.label(), consistency(sample, x, PanelConsistency.Relation.SUFFICIENCY));
    }
    sufficiency.put(
        "solution",
        consistency(sample, sample.memberships(model), PanelConsistency.Relation.SUFFICIENCY));
    Map<String, PanelConsistency> necessity = new LinkedHashMap<>();
    for (NecessaryCondition condition : analysis.necessity().single()) {
      Literal literal = condition.literals().get(0);
      double[] x = sample.memberships(literal.condition(), literal.level());
      necessity.put(condition.label(), consistency(sample, x, PanelConsistency.Relation.NECESSITY));
    }
    return new Found(analysis, first.name(), sufficiency, necessity);
  }

  private PanelConsistency consistency(
      QcaSample sample, double[] x, PanelConsistency.Relation relation) {
    return PanelConsistency.of(x, sample.outcomeValues(), cases.units(), cases.times(), relation);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("table", "fsqca-panel");
    json.put("analyses", found.stream().map(PanelReport::analysis).toList());
    return json;
  }

  private static Map<String, Object> analysis(Found found) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("outcome", found.analysis().settings().label());
    json.put("model", found.model());
    json.put("sufficiency", consistencies(found.sufficiency()));
    json.put("necessity", consistencies(found.necessity()));
    return json;
  }

  private static List<Map<String, Object>> consistencies(Map<String, PanelConsistency> sets) {
    List<Map<String, Object>> all = new ArrayList<>();
    sets.forEach((set, panel) -> all.add(consistency(set, panel)));
    return all;
  }

  private static Map<String, Object> consistency(String set, PanelConsistency panel) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("set", set);
    json.put("pooled_consistency", panel.pooled().consistency());
    json.put("pooled_coverage", panel.pooled().coverage());
    json.put("between_distance", panel.betweenDistance());
    json.put("between_distance_adjusted", panel.betweenAdjusted());
    json.put("within_distance", panel.withinDistance());
    json.put("within_distance_adjusted", panel.withinAdjusted());
    json.put("between", panel.between().stream().map(fit -> fit("time", fit)).toList());
    json.put("within", panel.within().stream().map(fit -> fit("case", fit)).toList());
    return json;
  }

  private static Map<String, Object> fit(String key, PanelConsistency.Fit fit) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(key, fit.group());
    json.put("n", fit.n());
    json.put("consistency", fit.consistency());
    json.put("coverage", fit.coverage());
    return json;
  }

  Table table() {
    Table.Builder table =
        Table.builder("fsqca-panel")
            .title("Consistency over cases and times")
            .columns(6, Alignment.RIGHT)
            .header(
                "Set",
                "Pooled consistency",
                "Pooled coverage",
                "Between distance",
                "adjusted",
                "Within distance",
                "adjusted");
    for (Found one : found) {
      String outcome = settings.label(one.analysis().settings());
      table.section("Sufficient for " + outcome + " (" + one.model() + ")");
      one.sufficiency().forEach((set, panel) -> table.row(cells(set, panel)));
      table.section("Necessary for " + outcome);
      one.necessity().forEach((set, panel) -> table.row(cells(set, panel)));
    }
    return table
        .note(
            "Between: the consistencies of the times, over the cases; within: those of the cases,"
                + " over the times. A distance is 0 where all are alike.")
        .build();
  }

  private Cell[] cells(String set, PanelConsistency panel) {
    Digits digits = Digits.fixed(settings.decimals());
    return new Cell[] {
      Cell.label(set),
      Cell.number(panel.pooled().consistency(), digits),
      Cell.number(panel.pooled().coverage(), digits),
      Cell.number(panel.betweenDistance(), digits),
      Cell.number(panel.betweenAdjusted(), digits),
      Cell.number(panel.withinDistance(), digits),
      Cell.number(panel.withinAdjusted(), digits)
    };
  }
}
