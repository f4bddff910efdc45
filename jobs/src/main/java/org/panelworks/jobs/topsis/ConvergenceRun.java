package org.panelworks.jobs.topsis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.panelworks.DataException;
import org.panelworks.EstimationException;
import org.panelworks.jobs.moments.SparkBlocks;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.regression.ModelSpec;
import org.panelworks.regression.PanelRegression;
import org.panelworks.regression.RegressionResult;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Digits;
import org.panelworks.table.Stars;
import org.panelworks.table.Table;
import org.panelworks.topsis.ConvergenceModels;
import org.panelworks.topsis.EvaluationMeans;
import org.panelworks.topsis.TopsisModel;

/** σ- and β-convergence of the score. */
final class ConvergenceRun {
  private final TopsisSettings settings;
  private final TopsisModel model;
  private final SparkBlocks panel;
  private final Results results;

  ConvergenceRun(TopsisSettings settings, TopsisModel model, SparkBlocks panel, Results results) {
    this.settings = settings;
    this.model = model;
    this.panel = panel;
    this.results = results;
  }

  void run(EvaluationMeans means) {
    Map<String, Object> json = new TopsisJson(model).head("topsis-convergence");
    List<Map<String, Object>> sigma = new ArrayList<>();
    for (int time = 0; time < model.times().size(); time++) {
      Map<String, Object> year = new LinkedHashMap<>();
      year.put("time", model.times().time(time));
      year.put("n", means.scored(time, 0));
      year.put("mean", means.mean(time, 0));
      year.put("sd", means.deviation(time, 0));
      year.put("cv", means.deviation(time, 0) / means.mean(time, 0));
      sigma.add(year);
    }
    json.put("sigma", sigma);
    List<RegressionResult> fitted = beta();
    json.put("beta", fitted.stream().map(ConvergenceRun::json).toList());
    results.json("topsis-convergence", json);
    results.table(sigmaTable(means));
    if (!fitted.isEmpty()) {
      results.table(betaTable(fitted));
    }
  }

  /** The models that can be estimated; the others become warnings. */
  private List<RegressionResult> beta() {
    ConvergenceModels models = ConvergenceModels.of(model);
    SparkBlocks growth =
        SparkBlocks.of(ConvergenceModels.schema(), true, panel.rdd().map(models::growth));
    List<RegressionResult> fitted = new ArrayList<>();
    for (ModelSpec spec : ConvergenceModels.models()) {
      try {
        PanelRegression regression = PanelRegression.of(PanelRegression.Options.defaults());
        RegressionResult result = regression.fit(growth, List.of(spec)).models().get(0);
        if (result.coefficients().stream()
            .anyMatch(one -> one.term().equals(ConvergenceModels.LEVEL))) {
          fitted.add(result);
        } else {
          results.warning(
              "topsis: β-convergence (" + spec.name() + "): the level is collinear, β is left out");
        }
      } catch (EstimationException | DataException e) {
        results.warning("topsis: β-convergence (" + spec.name() + "): " + e.getMessage());
      }
    }
    return fitted;
  }

  private static RegressionResult.Coefficient level(RegressionResult result) {
    return result.coefficients().stream()
        .filter(one -> one.term().equals(ConvergenceModels.LEVEL))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Object> json(RegressionResult result) {
    RegressionResult.Coefficient beta = level(result);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", result.name());
    json.put("formula", result.formula());
    json.put("nobs", result.observations());
    json.put("beta", beta.estimate());
    json.put("std_error", beta.stdError());
    json.put("statistic", beta.statistic());
    json.put("p_value", beta.pValue());
    json.put("speed", ConvergenceModels.speed(beta.estimate()));
    json.put("half_life", Math.log(2) / ConvergenceModels.speed(beta.estimate()));
    json.put("r2", result.stats().r2());
    json.put("r2_within", result.stats().r2Within());
    return json;
  }

  private Table sigmaTable(EvaluationMeans means) {
    Digits digits = Digits.fixed(settings.decimals());
    Table.Builder table =
        Table.builder("topsis-sigma")
            .title("σ-convergence")
            .columns(4, Alignment.RIGHT)
            .header("Year", "N", "Mean", "Standard deviation", "Coefficient of variation");
    for (int time = 0; time < Math.min(model.times().size(), UnitYears.MOST_TIMES); time++) {
      table.row(
          Cell.label("" + model.times().time(time)),
          Cell.count(means.scored(time, 0)),
          Cell.number(means.mean(time, 0), digits),
          Cell.number(means.deviation(time, 0), digits),
          Cell.number(means.deviation(time, 0) / means.mean(time, 0), digits));
    }
    return table.build();
  }

  private Table betaTable(List<RegressionResult> fitted) {
    Digits digits = Digits.fixed(settings.decimals());
    Stars stars = Stars.at(List.of(0.1, 0.05, 0.01));
    Table.Builder table =
        Table.builder("topsis-beta")
            .title("β-convergence")
            .columns(5, Alignment.RIGHT)
            .header("Model", "β", "Standard error", "Speed", "Half-life", "N");
    for (RegressionResult result : fitted) {
      RegressionResult.Coefficient beta = level(result);
      double speed = ConvergenceModels.speed(beta.estimate());
      table.row(
          Cell.label(result.name()),
          Cell.coefficient(beta.estimate(), beta.pValue(), digits, stars),
          Cell.enclosed(beta.stdError(), digits),
          Cell.number(speed, digits),
          Cell.number(speed > 0 ? Math.log(2) / speed : Double.NaN, Digits.fixed(1)),
          Cell.count(result.observations()));
    }
    return table
        .note(
            "ln(s[t+1] / s[t]) on ln s[t]; standard errors clustered by unit; speed = -ln(1 + β),"
                + " half-life = ln 2 / speed, in years.")
        .note(stars.rule())
        .build();
  }
}
