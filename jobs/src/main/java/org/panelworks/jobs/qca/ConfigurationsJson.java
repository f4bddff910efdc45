package org.panelworks.jobs.qca;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.panelworks.qca.CoreConditions;
import org.panelworks.qca.Literal;
import org.panelworks.qca.Model;
import org.panelworks.qca.SolutionTerm;

/**
 * The configurations for machines: what {@link ConfigurationTable} prints. A condition's level is 1
 * where it is present, 0 where it is absent, null where it may be either; beside it, whether it is
 * core.
 */
final class ConfigurationsJson {
  private final FsqcaSettings settings;

  ConfigurationsJson(FsqcaSettings settings) {
    this.settings = settings;
  }

  /** The first intermediate model of each analysis. */
  Map<String, Object> of(List<Analysis> analyses) {
    List<Map<String, Object>> models = new ArrayList<>();
    analyses.forEach(analysis -> models.add(model(analysis, analysis.models().get(0))));
    return table("fsqca-configurations", models);
  }

  /** All intermediate models of one analysis. */
  Map<String, Object> ambiguous(Analysis analysis) {
    List<Map<String, Object>> models = new ArrayList<>();
    analysis.models().forEach(named -> models.add(model(analysis, named)));
    return table(analysis.settings().result("configurations-models"), models);
  }

  private Map<String, Object> table(String name, List<Map<String, Object>> models) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("table", name);
    json.put("solution", "intermediate");
    json.put("conditions", settings.conditions());
    json.put("models", models);
    return json;
  }

  private Map<String, Object> model(Analysis analysis, Analysis.Named named) {
    Model model = named.model().model();
    List<CoreConditions> core = named.model().core();
    List<String> numbers = ConfigurationTable.numbers(core);
    List<Map<String, Object>> configurations = new ArrayList<>();
    for (int t = 0; t < model.terms().size(); t++) {
      configurations.add(configuration(numbers.get(t), model.terms().get(t), core.get(t)));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("outcome", analysis.settings().label());
    json.put("model", named.name());
    json.put("n_models", analysis.models().size());
    json.put("configurations", configurations);
    json.put("consistency", model.consistency());
    json.put("pri", model.pri());
    json.put("coverage", model.coverage());
    return json;
  }

  private Map<String, Object> configuration(String number, SolutionTerm term, CoreConditions core) {
    int conditions = settings.conditions().size();
    List<@Nullable Object> levels = new ArrayList<>(Collections.nCopies(conditions, null));
    List<@Nullable Object> isCore = new ArrayList<>(Collections.nCopies(conditions, null));
    for (Literal literal : term.literals()) {
      levels.set(literal.condition(), literal.level());
      isCore.set(literal.condition(), core.core().contains(literal.label()));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", number);
    json.put("term", term.label());
    json.put("levels", levels);
    json.put("core", isCore);
    json.put("consistency", term.consistency());
    json.put("pri", term.pri());
    json.put("raw_coverage", term.rawCoverage());
    json.put("unique_coverage", term.uniqueCoverage());
    return json;
  }
}
