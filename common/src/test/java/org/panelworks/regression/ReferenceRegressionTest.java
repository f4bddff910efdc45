package org.panelworks.regression;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.panelworks.panel.InMemoryBlocks;
import org.panelworks.reference.ExpectedModel;
import org.panelworks.reference.FittedModel;
import org.panelworks.reference.ReferenceCase;
import org.panelworks.reference.SingletonRound;

/**
 * Agreement with fixest 0.12.2 (R 4.2.2) and with reghdfe 6.13's rules, all models and covariances
 * of each case at once.
 */
class ReferenceRegressionTest {
  @TestFactory
  Stream<DynamicTest> grunfeld() {
    return tests(ReferenceCase.of("grunfeld_panel"), "firm", "year", 1e-9);
  }

  @TestFactory
  Stream<DynamicTest> employmentUk() {
    return tests(ReferenceCase.of("empluk_panel"), "firm", "year", 1e-9);
  }

  @TestFactory
  Stream<DynamicTest> employmentUkLags() {
    return tests(ReferenceCase.of("empluk_lag"), "firm", "year", 1e-9);
  }

  @TestFactory
  Stream<DynamicTest> producInteractions() {
    return tests(ReferenceCase.of("produc_interaction"), "state", "year", 1e-9);
  }

  @TestFactory
  Stream<DynamicTest> produc() {
    return tests(ReferenceCase.of("produc_panel"), "state", "year", 1e-9);
  }

  @TestFactory
  Stream<DynamicTest> producWhereTheUnitIsTheRegion() {
    return tests(ReferenceCase.of("produc_panel"), "", "", 1e-9);
  }

  @TestFactory
  Stream<DynamicTest> fatalitiesWeighted() {
    return tests(ReferenceCase.of("fatalities_weights"), "state", "year", 1e-9);
  }

  /** The peer's own tolerance with three effects is 1e-8. */
  @TestFactory
  Stream<DynamicTest> threeEffects() {
    return tests(SingletonRound.marked(ReferenceCase.of("synth_3fe")), "firm", "year", 1e-8);
  }

  @TestFactory
  Stream<DynamicTest> tradeWithoutUnit() {
    Optional<ReferenceCase> trade = ReferenceCase.beside("trade_3fe");
    Assumptions.assumeTrue(trade.isPresent(), "trade_3fe is not beside the checkout");
    return tests(trade.orElseThrow(), "", "Year", 1e-8);
  }

  private static Stream<DynamicTest> tests(
      ReferenceCase reference, String unit, String time, double tolerance) {
    List<ExpectedModel> expected = ExpectedModel.of(reference, unit, time);
    List<ModelSpec> specs = expected.stream().map(ExpectedModel::spec).toList();
    Set<String> numeric = new LinkedHashSet<>();
    Set<String> categories = new LinkedHashSet<>();
    for (ModelSpec spec : specs) {
      numeric.addAll(spec.formula().numericColumns());
      addNamed(numeric, spec.weights());
      addNamed(numeric, spec.predicate());
      categories.addAll(spec.formula().categoryColumns());
      spec.vcov().groupings().forEach(way -> categories.addAll(way.columns()));
    }
    InMemoryBlocks panel = reference.panel(unit, time, numeric, categories, 3);
    List<RegressionResult> results =
        PanelRegression.of(PanelRegression.Options.defaults()).fit(panel, specs).models();
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      ExpectedModel model = expected.get(i);
      FittedModel fitted = FittedModel.of(results.get(i));
      tests.add(DynamicTest.dynamicTest(model.name(), () -> model.assertHolds(fitted, tolerance)));
    }
    return tests.stream();
  }

  private static void addNamed(Set<String> columns, String column) {
    if (!column.isEmpty()) {
      columns.add(column);
    }
  }
}
