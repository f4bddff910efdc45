package org.panelworks.jobs.regress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.panelworks.regression.Absorption;
import org.panelworks.regression.ModelSpec;
import org.panelworks.regression.RegressionResult;
import org.panelworks.regression.Subsample;
import org.panelworks.regression.WaldTest;
import org.panelworks.regression.WildBootstrap;
import org.panelworks.regression.WildTest;

/** A regression table for machines, in the words of R's broom and fixest. */
final class RegressionJson {
  private RegressionJson() {}

  static Map<String, Object> table(
      String name, List<TableModels.Model> models, List<String> saved) {
    List<Object> entries = new ArrayList<>();
    for (TableModels.Model estimated : models) {
      RegressSettings.ColumnSettings column = estimated.settings();
      Map<String, @Nullable Object> model = model(column.model(), estimated.result());
      if (!column.wald().isEmpty()) {
        model.put("wald", wald(column, estimated.result()));
      }
      if (!estimated.result().wildTests().isEmpty()) {
        model.put(
            "wild_bootstrap",
            estimated.result().wildTests().stream().map(RegressionJson::wildBootstrap).toList());
      }
      entries.add(model);
    }
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("table", name);
    table.put("models", entries);
    if (!saved.isEmpty()) {
      table.put("data", saved);
    }
    return table;
  }

  private static Map<String, @Nullable Object> model(ModelSpec spec, RegressionResult result) {
    Map<String, @Nullable Object> model = new LinkedHashMap<>();
    model.put("name", result.name());
    model.put("formula", result.formula());
    model.put("depvar", result.depvar());
    model.put("nobs", result.observations());
    model.put("weights", spec.weights().isEmpty() ? null : spec.weights());
    model.put("sample", spec.predicate().isEmpty() ? null : spec.predicate());
    model.put("split", result.subsample().map(RegressionJson::split).orElse(null));
    model.put("vcov", vcov(result));
    List<Object> effects = new ArrayList<>();
    for (RegressionResult.FixedEffectLevels effect : result.fixedEffects()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", effect.name());
      entry.put("levels", effect.levels());
      entry.put("redundant", effect.redundant());
      entry.put("nested", effect.nested());
      effects.add(entry);
    }
    model.put("fixed_effects", effects);
    model.put("absorption", absorption(result.absorption()));
    model.put("dropped", dropped(result.dropped()));
    model.put("coefficients", result.coefficients().stream().map(RegressionJson::row).toList());
    model.put("stats", stats(result.stats()));
    return model;
  }

  private static Map<String, Object> absorption(Absorption absorption) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("solver", absorption.solver().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    entry.put("unknowns", absorption.unknowns());
    entry.put("iterations", absorption.iterations());
    entry.put("residual", roundedUp(absorption.residual()));
    return entry;
  }

  /** The next power of ten, at least 1e-13: digits of what is rounding would say nothing. */
  private static double roundedUp(double residual) {
    int exponent = (int) Math.ceil(Math.log10(Math.max(residual, 1e-13)) - 1e-9);
    return Double.parseDouble("1e" + exponent);
  }

  private static Map<String, @Nullable Object> split(Subsample part) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("var", part.column());
    entry.put("value", part.value().orElse(null));
    return entry;
  }

  private static List<Object> wald(RegressSettings.ColumnSettings column, RegressionResult result) {
    List<Object> tests = new ArrayList<>();
    for (List<String> terms : column.wald()) {
      WaldTest test = result.wald(terms);
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("terms", test.terms());
      entry.put("statistic", test.statistic());
      entry.put("df1", test.df1());
      entry.put("df2", test.df2());
      entry.put("p_value", test.pValue());
      tests.add(entry);
    }
    return tests;
  }

  private static Map<String, Object> wildBootstrap(WildTest test) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("term", test.term());
    entry.put("cluster", test.cluster().toString());
    entry.put("n_clusters", test.clusters());
    entry.put("weights", test.options().weights().name().toLowerCase(Locale.ROOT));
    entry.put("impose_null", test.options().residuals() == WildBootstrap.Residuals.RESTRICTED);
    entry.put("tail", test.options().tail().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    entry.put("statistic", test.statistic());
    entry.put("p_value", test.pValue());
    entry.put("replications", test.replications());
    entry.put("enumerated", test.enumerated());
    entry.put("undefined", test.undefined());
    entry.put("ties", test.ties());
    entry.put("seed", test.options().seed());
    return entry;
  }

  private static Map<String, Object> vcov(RegressionResult result) {
    RegressionResult.CovarianceNote note = result.covariance();
    Map<String, Object> vcov = new LinkedHashMap<>();
    vcov.put("type", note.type());
    vcov.put("clusters", note.clusters());
    vcov.put("n_clusters", note.clusterCounts());
    note.lags().ifPresent(lags -> vcov.put("lags", lags));
    vcov.put("ssc", note.smallSample().name().toLowerCase(Locale.ROOT));
    vcov.put("correction", note.correction());
    vcov.put("psd_repaired", note.repaired());
    vcov.put("indefinite", note.indefinite());
    vcov.put("matrix", result.vcov());
    return vcov;
  }

  private static Map<String, Object> dropped(RegressionResult.Dropped dropped) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("singletons", dropped.singletons());
    entry.put("missing", dropped.missing());
    entry.put("zero_weight", dropped.zeroWeight());
    entry.put("missing_by_term", dropped.missingByColumn());
    entry.put(
        "collinear", dropped.collinear().stream().map(RegressionResult.DroppedTerm::term).toList());
    Map<String, Object> reasons = new LinkedHashMap<>();
    dropped.collinear().forEach(term -> reasons.put(term.term(), term.reason()));
    entry.put("collinear_reasons", reasons);
    return entry;
  }

  private static Map<String, Object> row(RegressionResult.Coefficient coefficient) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("term", coefficient.term());
    row.put("estimate", coefficient.estimate());
    row.put("std_error", coefficient.stdError());
    row.put("statistic", coefficient.statistic());
    row.put("p_value", coefficient.pValue());
    row.put("conf_low", coefficient.confLow());
    row.put("conf_high", coefficient.confHigh());
    return row;
  }

  private static Map<String, Object> stats(RegressionResult.Stats stats) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("r2", stats.r2());
    entry.put("adj_r2", stats.adjR2());
    entry.put("r2_within", stats.r2Within());
    entry.put("adj_r2_within", stats.adjR2Within());
    entry.put("rmse", stats.rmse());
    entry.put("rss", stats.rss());
    entry.put("tss", stats.tss());
    entry.put("f", stats.f());
    entry.put("f_p_value", stats.fPValue());
    entry.put("df_model", stats.dfModel());
    entry.put("df_residual", stats.dfResidual());
    entry.put("df_t", stats.dfT());
    return entry;
  }
}
