package org.panelworks.jobs.describe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.panelworks.jobs.panel.PanelNeeds;
import org.panelworks.jobs.panel.PanelPlan;
import org.panelworks.jobs.panel.PreparedPanel;
import org.panelworks.jobs.runtime.Job;
import org.panelworks.jobs.runtime.JobPlan;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.SettingsReader;

/**
 * Describes the variables of a study's sample.
 *
 * <p>Input grain: one row per observation of the prepared panel (after derive, drop, require and
 * winsorize). Output: {@code tables/descriptives}, {@code tables/correlation}, {@code
 * tables/correlation-spearman} and {@code tables/vif}, whose columns {@link #manual} names.
 */
public final class DescribeJob implements Job {
  @Override
  public String name() {
    return "describe";
  }

  @Override
  public String summary() {
    return "descriptive statistics, correlation matrices and variance inflation factors";
  }

  @Override
  public String manual() {
    return """
    describe: descriptive statistics, correlation matrices and variance inflation factors

    Input: the study's panel, one row per observation, after derive, drop, require and winsorize.

    describe {
      variables   = [roe, dt, lev]   # numeric columns, in the order of the tables; required
      by          = none             # or a column: its levels are described apart as well
      statistics  = [n, mean, sd, variance, min, p25, median, p75, max]   # a subset, in any order
      correlation = pearson          # pearson | spearman | both | none (pearson from two variables on)
      missing     = listwise         # listwise | pairwise: which rows a correlation uses
      vif         = false            # variance inflation factors, each variable on the others
      quantile    = stata            # stata (type 2, as _pctile) | type7 (as R)
      labels      { roe = "Return on equity" }   # names in the printed tables
      decimals    = 3                # of the printed tables
      stars       = [0.1, 0.05, 0.01]            # levels of *, **, *** in the printed tables
    }

    Each variable is described over its own values. Quantiles are exact. The variance divides by
    n - 1. A row whose `by` is missing belongs to no group. Listwise correlations and vif use the
    rows in which every variable is there, pairwise ones for each pair the rows in which both are.
    Spearman's coefficient ranks those rows, ties sharing the mean of their ranks. p-values are
    two-sided, from t = r sqrt((n - 2) / (1 - r^2)) with n - 2 degrees of freedom.

    tables/descriptives           variable, label, and the statistics asked for; by group likewise
    tables/correlation            Pearson: coefficients, p_values [variables][variables]; pairs of
                                  x, y, n, r, t, p_value
    tables/correlation-spearman   Spearman likewise
    tables/vif                    vif and tolerance (1 / vif) of each variable, mean_vif

    Each as JSON, CSV, Markdown, LaTeX and HTML; with correlation = both one printed matrix has
    Pearson below and Spearman above the diagonal.
    """;
  }

  @Override
  public JobPlan plan(SettingsReader section) {
    Optional<DescribeSettings> settings = DescribeSettings.read(section);
    return new Plan(settings);
  }

  /** The job with its settings; without any where they were wrong, which the reader reports. */
  private record Plan(Optional<DescribeSettings> settings) implements PanelPlan {
    @Override
    public PanelNeeds needs() {
      if (settings.isEmpty()) {
        return PanelNeeds.none();
      }
      Map<String, String> numeric = new LinkedHashMap<>();
      settings.get().variables().forEach(name -> numeric.put(name, "describe.variables"));
      Map<String, String> categories = new LinkedHashMap<>();
      settings.get().by().ifPresent(name -> categories.put(name, "describe.by"));
      return new PanelNeeds(numeric, categories, Map.of());
    }

    @Override
    public void run(PreparedPanel panel, Results results) {
      DescribeSettings labelled = settings.orElseThrow().withDefaultLabels(panel.labels());
      new DescribeRun(labelled, panel.blocks(), results).run();
    }
  }
}
