package org.panelworks.jobs.segment;

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
 * Segments of a study's sample by k-means.
 *
 * <p>Input grain: one row per respondent, customer or firm of the prepared panel, at most a
 * million. Output: {@code tables/segment}, {@code tables/segment-profiles}, {@code
 * data/segment-members} and the silhouette by number of clusters.
 */
public final class SegmentJob implements Job {
  @Override
  public String name() {
    return "segment";
  }

  @Override
  public String summary() {
    return "k-means segments with silhouettes, profiles and the drop-and-refit step";
  }

  @Override
  public String manual() {
    return """
    segment: k-means segments with silhouettes, profiles and the drop-and-refit step

    Input: the panel, one row per respondent, at most a million; it needs neither unit nor time.

    segment {
      attributes = [age, income]         # numeric columns
      encode = [ { column = sex, levels = [f, m], as = ordinal } ]   # 1, 2, ...; or one-hot
      id = respondent                    # names each row once; or none
      scale = z                          # z (divisor n - 1) | min-max | none
      k = 4                              # or { from = 2, to = 8 }: the greatest silhouette by squared
                                         # distance is taken
      seed = 1, restarts = 10            # k-means||, the best of so many runs
      starts = [ { centres = [ { values = [30, 2000] }, { values = [60, 1500] } ] } ]   # instead:
                                         # one run from each, in the attributes' own units
      max-iterations = 300, tolerance = 1e-6     # given starts: 0
      silhouette-rows = 5000             # at most so many rows for Euclidean silhouettes
      refit { level = 0.05 }             # drop the attributes whose p is not below, and fit again
      decimals = 3
    }

      tables/segment           fits by k: sizes, shares, centers (scaled), profiles (own units),
                               withinss, tot_withinss, betweenss, totss,
                               silhouette_squared_euclid_mean (MLlib's), silhouette_euclid_mean and
                               _by_cluster, calinski_harabasz, anova_on_original_units, iterations,
                               cluster of each of ids (to 10,000 rows); refit likewise, with dropped
      tables/segment-profiles  means of the segments with F, p and eta squared
      data/segment-members     id, cluster (from 1): of the refit where there is one
      figures/segment-silhouette-squared, -euclid     the silhouette by k

    Segments stand by size, the largest first; those of given starts in their order. F and p describe
    and test nothing, since the segments were made to differ. Rows with a missing attribute are left
    out and counted. Refused: a name that occurs twice, a label that is no level (exit 3), an attribute
    that does not vary, no more distinct rows than clusters, an empty cluster, no convergence (exit 4).
    """;
  }

  @Override
  public JobPlan plan(SettingsReader section) {
    return new Plan(SegmentSettings.read(section));
  }

  /** The job with its settings; without any where they were wrong, which the reader reports. */
  private record Plan(Optional<SegmentSettings> settings) implements PanelPlan {
    @Override
    public PanelNeeds needs() {
      if (settings.isEmpty()) {
        return PanelNeeds.none();
      }
      Map<String, String> numeric = new LinkedHashMap<>();
      SegmentRows.numeric(settings.get()).forEach(name -> numeric.put(name, "segment.attributes"));
      Map<String, String> categories = new LinkedHashMap<>();
      SegmentRows.categories(settings.get())
          .forEach(name -> categories.put(name, "segment.encode"));
      settings.get().id().ifPresent(name -> categories.put(name, "segment.id"));
      return new PanelNeeds(numeric, categories, Map.of());
    }

    @Override
    public void run(PreparedPanel panel, Results results) {
      new SegmentRun(settings.orElseThrow(), panel.blocks(), results).run();
    }
  }
}
