package org.panelworks.jobs.regress;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.panelworks.regression.ModelSpec;
import org.panelworks.regression.RegressionResult;
import org.panelworks.regression.SmallSample;
import org.panelworks.regression.WildBootstrap;
import org.panelworks.regression.WildTest;
import org.panelworks.table.ModelColumn;
import org.panelworks.table.ModelStatistic;

/** A result as a column of a paper's table. */
final class RegressionColumn {
  private RegressionColumn() {}

  static ModelColumn of(ModelSpec spec, RegressionResult result) {
    ModelColumn.Builder column = ModelColumn.builder(result.name(), result.depvar());
    for (RegressionResult.Coefficient c : result.coefficients()) {
      column.term(c.term(), c.estimate(), c.stdError(), c.statistic(), c.pValue());
    }
    result.dropped().collinear().forEach(term -> column.omitted(term.term(), term.reason()));
    column.fixedEffects(
        result.fixedEffects().stream().map(RegressionResult.FixedEffectLevels::name).toList());
    result.subsample().ifPresent(part -> column.subsample(part.column(), part.value()));
    RegressionResult.Stats stats = result.stats();
    column
        .statistic(ModelStatistic.NOBS, (double) result.observations())
        .statistic(ModelStatistic.R2, stats.r2())
        .statistic(ModelStatistic.ADJ_R2, stats.adjR2())
        .statistic(ModelStatistic.R2_WITHIN, stats.r2Within())
        .statistic(ModelStatistic.RMSE, stats.rmse())
        .statistic(ModelStatistic.F, stats.f())
        .statistic(ModelStatistic.DF_RESIDUAL, (double) stats.dfResidual())
        .statistic(ModelStatistic.DF_T, (double) stats.dfT());
    result.covariance().clusterCounts().stream()
        .mapToLong(Long::longValue)
        .min()
        .ifPresent(fewest -> column.statistic(ModelStatistic.N_CLUSTERS, (double) fewest));
    if (!spec.weights().isEmpty()) {
      column.remark("Weighted by " + spec.weights());
    }
    if (!spec.predicate().isEmpty()) {
      column.remark("Rows where " + spec.predicate());
    }
    if (result.covariance().repaired()) {
      column.remark("Negative eigenvalues of the multi-way covariance set to zero");
    }
    result.wildTests().forEach(test -> column.remark(wildBootstrap(test)));
    if (result.covariance().indefinite()) {
      column.remark("The multi-way covariance is not positive definite, F is not a test");
    }
    return column
        .covariance(covariance(result.covariance()))
        .correction(correction(result.covariance().smallSample()))
        .build();
  }

  private static String covariance(RegressionResult.CovarianceNote note) {
    return switch (note.type()) {
      case "iid" -> "under independent errors of equal variance";
      case "robust" ->
          "robust to heteroskedasticity "
              + (note.smallSample() == SmallSample.NONE ? "(HC0)" : "(HC1)");
      case "hc2", "hc3" ->
          "robust to heteroskedasticity (" + note.type().toUpperCase(Locale.ROOT) + ")";
      case "driscoll-kraay" ->
          "robust to correlation across units and over time (Driscoll and Kraay, " + overTime(note);
      case "newey-west" -> "robust to correlation within units (Newey and West, " + overTime(note);
      case "cluster-jackknife" ->
          "by the cluster jackknife (CV3) over "
              + note.clusters().get(0)
              + " ("
              + note.clusterCounts().get(0)
              + " clusters)";
      default -> {
        List<String> ways =
            IntStream.range(0, note.clusters().size())
                .mapToObj(
                    i -> note.clusters().get(i) + " (" + note.clusterCounts().get(i) + " clusters)")
                .toList();
        yield "clustered by " + ways.stream().collect(Collectors.joining(" and "));
      }
    };
  }

  private static String wildBootstrap(WildTest test) {
    return String.format(
        Locale.ROOT,
        "Wild cluster bootstrap of %s: p = %.4f (%s%,d %s draws over %d clusters by %s, %s)",
        test.term(),
        test.pValue(),
        test.enumerated() ? "all " : "",
        test.replications(),
        test.options().weights() == WildBootstrap.Weights.WEBB ? "Webb" : "Rademacher",
        test.clusters(),
        test.cluster(),
        test.options().residuals() == WildBootstrap.Residuals.RESTRICTED
            ? "null imposed"
            : "null not imposed");
  }

  private static String overTime(RegressionResult.CovarianceNote note) {
    int lags = note.lags().orElse(0);
    return lags + (lags == 1 ? " lag, " : " lags, ") + note.clusterCounts().get(0) + " periods)";
  }

  private static String correction(SmallSample rule) {
    return switch (rule) {
      case REGHDFE -> "degrees of freedom as in reghdfe";
      case FIXEST -> "degrees of freedom as in fixest";
      case NONE -> "no small-sample correction";
    };
  }
}
