package org.panelworks.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.panelworks.panel.InMemoryBlocks;
import org.panelworks.regression.Dimension;
import org.panelworks.regression.Formula;
import org.panelworks.regression.ModelSpec;
import org.panelworks.regression.PanelRegression;
import org.panelworks.regression.RegressionResult;
import org.panelworks.regression.Vcov;

/**
 * What 95 % intervals, clustered by firm and without winsorizing, are worth on the process: over
 * 200 seeds they cover the truth in 90 to 99 % of the panels.
 */
class FirmYearCoverageTest {
  private static final int SEEDS = 200;
  private static final String REGRESSORS =
      "roe ~ dt + lev + lnasset + cash + age + soe + opinion + board";
  private static final List<ModelSpec> MODELS =
      List.of(
          model("firm and year", "stkcd + year"), model("industry and year", "industry + year"));

  private static ModelSpec model(String name, String effects) {
    return ModelSpec.of(
        name,
        Formula.parse(REGRESSORS + " | " + effects),
        new Vcov.Cluster(List.of(new Dimension(List.of("stkcd")))));
  }

  @Test
  void intervalsCoverTheTruthAsOftenAsTheyClaim() {
    Map<String, Integer> covered = new LinkedHashMap<>();
    Map<String, Double> truths =
        FirmYearOptions.digitalTransformation(1, 250, 2000).coefficients().byTerm();
    for (int seed = 1; seed <= SEEDS; seed++) {
      for (RegressionResult model : fit(seed, 250, 2000)) {
        for (RegressionResult.Coefficient term : model.coefficients()) {
          double truth = truths.getOrDefault(term.term(), Double.NaN);
          boolean covers = term.confLow() <= truth && truth <= term.confHigh();
          covered.merge(model.name() + ": " + term.term(), covers ? 1 : 0, Integer::sum);
        }
      }
    }
    assertThat(covered).hasSize(7 + 8);
    assertThat(covered).allSatisfy((term, times) -> assertThat(times).as(term).isBetween(180, 198));
  }

  private static List<RegressionResult> fit(long seed, int firms, int rows) {
    FirmYearProcess process =
        FirmYearProcess.of(FirmYearOptions.digitalTransformation(seed, firms, rows));
    InMemoryBlocks panel = StudySample.of(process).blocks();
    return PanelRegression.of(PanelRegression.Options.defaults()).fit(panel, MODELS).models();
  }
}
