package org.panelworks.table;

import java.util.List;
import java.util.Map;

/** Tables that several tests write. */
final class SampleTables {
  private SampleTables() {}

  /** Two models by hand: the second adds a control and drops a collinear term. */
  static List<ModelColumn> twoModels() {
    ModelColumn first =
        ModelColumn.builder("(1)", "roe")
            .term("dt", 0.324, 0.011, 29.45, 1e-160)
            .term("(Intercept)", 1.25, 0.5, 2.5, 0.0125)
            .statistic(ModelStatistic.NOBS, 24738)
            .statistic(ModelStatistic.R2, 0.0156)
            .covariance("clustered by stkcd")
            .correction("reghdfe")
            .build();
    ModelColumn second =
        ModelColumn.builder("(2)", "roe")
            .term("dt", 0.0000123, 0.0000456, 0.27, 0.787)
            .term("lev", -2.248, 0.125, -17.98, 2e-70)
            .omitted("age", "a linear combination of the fixed effects stkcd and year")
            .fixedEffects(List.of("stkcd", "year"))
            .statistic(ModelStatistic.NOBS, 24727)
            .statistic(ModelStatistic.R2, 0.61)
            .statistic(ModelStatistic.R2_WITHIN, 0.015)
            .covariance("clustered by stkcd")
            .correction("reghdfe")
            .build();
    return List.of(first, second);
  }

  static Table regression() {
    RegressionTableOptions options =
        RegressionTableOptions.builder().labels(Map.of("dt", "数字化转型", "lev", "Leverage")).build();
    return RegressionTable.of("baseline", "Baseline", twoModels(), options);
  }

  /** One free text in every place where free text can stand. */
  static Table hostile(String text) {
    return Table.builder("hostile")
        .title(text)
        .columns(1, Alignment.CENTER)
        .header(text, text)
        .section(text)
        .row(Cell.label(text), Cell.text(text))
        .note(text)
        .build();
  }
}
