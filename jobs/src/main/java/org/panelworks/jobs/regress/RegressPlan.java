package org.panelworks.jobs.regress;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.jobs.panel.PanelNeeds;
import org.panelworks.jobs.panel.PanelPlan;
import org.panelworks.jobs.panel.PreparedPanel;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.regression.ModelSpec;
import org.panelworks.regression.PanelRegression;
import org.panelworks.regression.RegressionResult;
import org.panelworks.table.RegressionTable;

/** The models of a study's tables, ready to be estimated together. */
final class RegressPlan implements PanelPlan {
  private final RegressSettings settings;

  RegressPlan(RegressSettings settings) {
    this.settings = settings;
  }

  @Override
  public PanelNeeds needs() {
    Map<String, String> numeric = new LinkedHashMap<>();
    Map<String, String> categories = new LinkedHashMap<>();
    Map<String, String> predicates = new LinkedHashMap<>();
    for (RegressSettings.TableSettings table : settings.tables()) {
      for (ModelSpec model : table.models()) {
        String where = "regress.tables." + table.name() + " " + model.name();
        model.formula().numericColumns().forEach(c -> numeric.putIfAbsent(c, where));
        if (!model.weights().isEmpty()) {
          numeric.putIfAbsent(model.weights(), where);
        }
        model.formula().categoryColumns().forEach(c -> categories.putIfAbsent(c, where));
        if (!model.split().column().isEmpty()) {
          categories.putIfAbsent(model.split().column(), where);
        }
        if (!model.predicate().isEmpty()) {
          predicates.putIfAbsent(model.predicate(), where);
        }
        model
            .vcov()
            .groupings()
            .forEach(way -> way.columns().forEach(c -> categories.putIfAbsent(c, where)));
        model.wildBootstraps().stream()
            .flatMap(bootstrap -> bootstrap.cluster().stream())
            .forEach(way -> way.columns().forEach(c -> categories.putIfAbsent(c, where)));
      }
    }
    return new PanelNeeds(numeric, categories, predicates);
  }

  @Override
  public void run(PreparedPanel panel, Results results) {
    PanelRegression.Fit fit =
        PanelRegression.of(settings.options()).fit(panel.blocks(), settings.models());
    fit.domainLosses()
        .forEach(
            (expression, lost) ->
                results.warning(
                    expression
                        + " is undefined for "
                        + lost
                        + " values of the sample; they count as missing"));
    SavedResults saved = new SavedResults(fit.estimates());
    int next = 0;
    int place = 0;
    for (RegressSettings.TableSettings table : settings.tables()) {
      int from = next;
      next += table.columns().size();
      List<TableModels.Model> models =
          TableModels.of(table.columns(), fit.bySpec().subList(from, next), place);
      place += models.size();
      models.forEach(model -> warn(table.name(), model.result(), results));
      results.json(
          table.name(),
          RegressionJson.table(table.name(), models, saved.add(table.name(), models)));
      results.table(
          RegressionTable.of(
              table.name(),
              table.title(),
              models.stream()
                  .map(m -> RegressionColumn.of(m.settings().model(), m.result()))
                  .toList(),
              table.layout().withDefaultLabels(panel.labels())));
    }
    saved.write(panel, results);
  }

  private static void warn(String table, RegressionResult model, Results results) {
    String where = "table " + table + ", model " + model.name() + ": ";
    model
        .dropped()
        .collinear()
        .forEach(
            term -> results.warning(where + term.term() + " was left out: it is " + term.reason()));
    if (model.covariance().repaired()) {
      results.warning(
          where
              + "the multi-way covariance had a negative variance; its negative eigenvalues were"
              + " set to zero");
    }
    if (model.covariance().indefinite()) {
      results.warning(
          where
              + "the multi-way covariance is not positive definite, so that F = "
              + model.stats().f()
              + " is not a test");
    }
  }
}
