package org.panelworks.jobs.qca;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.qca.Literal;
import org.panelworks.qca.Model;
import org.panelworks.qca.NecessaryCondition;
import org.panelworks.qca.PanelConsistency;
import org.panelworks.qca.SolutionTerm;

/**
 * Pooled, between and within consistencies of the first intermediate model, its terms, and the
 * necessary conditions.
 */
final class PanelJson {
  private final CaseTable cases;
  private final List<Analysis> analyses;

  PanelJson(CaseTable cases, List<Analysis> analyses) {
    this.cases = cases;
    this.analyses = analyses;
  }

  Map<String, Object> content() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("table", "fsqca-panel");
    json.put("analyses", analyses.stream().map(this::analysis).toList());
    return json;
  }

  private Map<String, Object> analysis(Analysis analysis) {
    Map<String, Object> json = new LinkedHashMap<>();
    Analysis.Named first = analysis.models().get(0);
    Model model = first.model().model();
    json.put("outcome", analysis.settings().label());
    json.put("model", first.name());
    List<Map<String, Object>> sufficiency = new ArrayList<>();
    for (SolutionTerm term : model.terms()) {
      sufficiency.add(
          consistencies(
              term.label(),
              analysis,
              analysis.sample().memberships(term),
              PanelConsistency.Relation.SUFFICIENCY));
    }
    sufficiency.add(
        consistencies(
            "solution",
            analysis,
            analysis.sample().memberships(model),
            PanelConsistency.Relation.SUFFICIENCY));
    json.put("sufficiency", sufficiency);
    List<Map<String, Object>> necessity = new ArrayList<>();
    for (NecessaryCondition condition : analysis.necessity().single()) {
      Literal literal = condition.literals().get(0);
      necessity.add(
          consistencies(
              condition.label(),
              analysis,
              analysis.sample().memberships(literal.condition(), literal.level()),
              PanelConsistency.Relation.NECESSITY));
    }
    json.put("necessity", necessity);
    return json;
  }

  private Map<String, Object> consistencies(
      String set, Analysis analysis, double[] x, PanelConsistency.Relation relation) {
    PanelConsistency panel =
        PanelConsistency.of(
            x, analysis.sample().outcomeValues(), cases.units(), cases.times(), relation);
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
}
