package org.panelworks.jobs.qca;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.qca.CoreConditions;
import org.panelworks.qca.IntermediateModel;
import org.panelworks.qca.IntermediateSolution;
import org.panelworks.qca.Literal;
import org.panelworks.qca.Model;
import org.panelworks.qca.QcaDiagnostics;
import org.panelworks.qca.SetSkew;
import org.panelworks.qca.Solution;
import org.panelworks.qca.SolutionTerm;

/** The solutions of an analysis for machines: every model of each. */
final class SolutionsJson {
  private final FsqcaJson shared;
  private final Analysis analysis;

  SolutionsJson(FsqcaJson shared, Analysis analysis) {
    this.shared = shared;
    this.analysis = analysis;
  }

  Map<String, Object> content() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("table", analysis.settings().result("solutions"));
    json.put("outcome", analysis.settings().label());
    json.put("necessary_as_core", analysis.options().alwaysCore().stream().sorted().toList());
    json.put("complex", solution("C", analysis.result().complex(), false));
    json.put("parsimonious", solution("P", analysis.result().parsimonious(), true));
    json.put(
        "intermediate", analysis.result().intermediate().stream().map(this::intermediate).toList());
    json.put("diagnostics", diagnostics());
    return json;
  }

  private Map<String, Object> solution(String letter, Solution solution, boolean assumes) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("n_models", solution.models().size());
    json.put("prime_implicants", solution.primeImplicants());
    json.put("essential", solution.essential());
    List<Map<String, Object>> models = new ArrayList<>();
    for (int m = 0; m < solution.models().size(); m++) {
      Map<String, Object> model = model(letter + (m + 1), solution.models().get(m), List.of());
      if (assumes) {
        model.put("simplifying_assumptions", solution.simplifyingAssumptions().get(m));
      }
      models.add(model);
    }
    json.put("models", models);
    return json;
  }

  private Map<String, Object> intermediate(IntermediateSolution solution) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("pair", solution.label());
    json.put("complex_model", "C" + solution.complexModel());
    json.put("parsimonious_model", "P" + solution.parsimoniousModel());
    json.put("n_models", solution.models().size());
    List<Map<String, Object>> models = new ArrayList<>();
    for (int m = 0; m < solution.models().size(); m++) {
      IntermediateModel model = solution.models().get(m);
      models.add(model(solution.label() + "." + (m + 1), model.model(), model.core()));
    }
    json.put("models", models);
    json.put("easy_counterfactuals", solution.easy());
    json.put("difficult_counterfactuals", solution.difficult());
    return json;
  }

  private Map<String, Object> model(String name, Model model, List<CoreConditions> core) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", name);
    json.put("expression", model.expression());
    List<Map<String, Object>> terms = new ArrayList<>();
    for (int t = 0; t < model.terms().size(); t++) {
      Map<String, Object> term = term(model.terms().get(t));
      if (!core.isEmpty()) {
        term.putAll(core(core.get(t)));
      }
      terms.add(term);
    }
    json.put("terms", terms);
    json.put("consistency", model.consistency());
    json.put("pri", model.pri());
    json.put("coverage", model.coverage());
    json.put("n_uncovered_cases", model.uncovered().size());
    json.put("uncovered_cases", shared.names(model.uncovered()));
    return json;
  }

  private Map<String, Object> term(SolutionTerm term) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("term", term.label());
    json.put("literals", term.literals().stream().map(Literal::label).toList());
    json.put("consistency", term.consistency());
    json.put("pri", term.pri());
    json.put("raw_coverage", term.rawCoverage());
    json.put("unique_coverage", term.uniqueCoverage());
    json.put("n_cases", term.cases().size());
    json.put("cases", shared.names(term.cases()));
    json.put("deviant_cases", shared.names(term.deviant()));
    return json;
  }

  private static Map<String, Object> core(CoreConditions core) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("parsimonious_terms", core.containing());
    json.put("core", core.core());
    json.put("peripheral", core.peripheral());
    json.put("core_loose", core.looseCore());
    json.put("peripheral_loose", core.loosePeripheral());
    return json;
  }

  private Map<String, Object> diagnostics() {
    QcaDiagnostics found = analysis.diagnostics();
    Map<String, Object> json = new LinkedHashMap<>();
    List<Map<String, Object>> skews = new ArrayList<>();
    for (SetSkew skew : found.skews()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("set", skew.set());
      one.put("share_above_half", skew.above());
      one.put("skewed", skew.skewed());
      skews.add(one);
    }
    json.put("skewness", skews);
    json.put("simultaneous_subset_rows", found.simultaneous());
    json.put("positive_for_both_outcomes", found.positiveForBoth());
    json.put("contradictory_simplifying_assumptions", found.contradictory());
    json.put("contradictory_easy_counterfactuals", found.contradictoryEasy());
    json.put("negated_outcome_refused", found.negation().orElse(null));
    json.put("warnings", found.warnings());
    return json;
  }
}
