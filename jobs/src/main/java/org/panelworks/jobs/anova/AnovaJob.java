package org.panelworks.jobs.anova;

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
 * Compares groups of a study's sample.
 *
 * <p>Input grain: one row per observation of the prepared panel, at most a million, brought to the
 * driver. Output: {@code tables/anova} and {@code tables/anova-pairs}, whose columns {@link
 * #manual} names.
 */
public final class AnovaJob implements Job {
  @Override
  public String name() {
    return "anova";
  }

  @Override
  public String summary() {
    return "one-way analysis of variance with its checks, pairwise comparisons and rank tests";
  }

  @Override
  public String manual() {
    return """
    anova: one-way analysis of variance with its checks, pairwise comparisons and rank tests

    Input: the panel, one row per observation, at most a million; it needs neither unit nor time.

    anova {
      values = [weight]          # numeric columns, each analysed; required
      group  = treatment         # the column that names the groups; required
      confidence-level = 0.95    # of Tukey's intervals
      decimals = 4               # of the printed tables
    }

      tables/anova        one entry a column: groups with n, mean, sd; SS_between, SS_within, df, F, p,
                          eta_squared, omega_squared; welch; levene_mean,
                          levene_median_brown_forsythe, bartlett; kruskal_wallis
      tables/anova-pairs  one entry a pair of groups: difference, std_error, lsd_p, bonferroni_p,
                          tukey_p with conf_low and conf_high; t_test (common variance), welch_t_test
                          and mann_whitney of the two groups alone

    LSD, Bonferroni and Tukey use the mean square within all groups (Tukey and Kramer where sizes
    differ). Mann-Whitney is exact below 50 values a group without ties, else normal with corrections.
    A row without a group or a value is left out and counted. What is undefined (a group that does not
    vary) is null and warned of. Refused (exit 4): fewer than two groups, no more values than groups.
    """;
  }

  @Override
  public JobPlan plan(SettingsReader section) {
    return new Plan(AnovaSettings.read(section));
  }

  /** The job with its settings; without any where they were wrong, which the reader reports. */
  private record Plan(Optional<AnovaSettings> settings) implements PanelPlan {
    @Override
    public PanelNeeds needs() {
      if (settings.isEmpty()) {
        return PanelNeeds.none();
      }
      Map<String, String> numeric = new LinkedHashMap<>();
      settings.get().values().forEach(name -> numeric.put(name, "anova.values"));
      return new PanelNeeds(numeric, Map.of(settings.get().group(), "anova.group"), Map.of());
    }

    @Override
    public void run(PreparedPanel panel, Results results) {
      new AnovaRun(settings.orElseThrow(), panel.blocks(), results).run();
    }
  }
}
