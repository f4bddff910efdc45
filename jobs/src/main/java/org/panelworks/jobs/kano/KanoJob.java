package org.panelworks.jobs.kano;

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
 * Kano classification of a study's sample.
 *
 * <p>Input grain: one row per respondent and feature, or one per respondent with two columns for
 * each feature; at most a million rows, which are brought to the driver. Output: {@code
 * tables/kano} and {@code figures/kano}.
 */
public final class KanoJob implements Job {
  @Override
  public String name() {
    return "kano";
  }

  @Override
  public String summary() {
    return "Kano categories of features from functional and dysfunctional questions";
  }

  @Override
  public String manual() {
    return """
    kano: Kano categories of features from functional and dysfunctional questions

    Input: the panel, one row per respondent and feature, or one per respondent; at most a million
    rows. It needs neither unit nor time.

    kano {
      respondent = id                      # required; no respondent may answer a feature twice
      feature = feature, functional = f, dysfunctional = d               # one row per answer, or
      features = [ { name = lights, functional = q1a, dysfunctional = q1b } ]   # columns per feature
      scale = like-first                   # 1 like, 2 must-be, 3 neutral, 4 live with, 5 dislike;
                                           # dislike-first: the reverse
      decimals = 3
    }

    Evaluation table (rows functional, columns dysfunctional): QAAAO RIIIM RIIIM RIIIM RRRRQ.
    Ties: M > O > A > I > R > Q. better = (A + O) / (A + O + M + I), worse = -(O + M) / (same).

      tables/kano   features in order of priority (category, then total_strength): counts, n,
                    category_by_frequency, tied_categories, category_by_two_step_rule, better_SI, worse_DI,
                    total_strength, category_strength, fong_difference, fong_critical_90,
                    fong_significant, quadrant_by_mean_SI_DI; mean_better and mean_abs_worse, the cut lines
      figures/kano  better against |worse|, with the quadrants

    An answer that is missing leaves its pair out, counted. Answers that contradict each other are Q;
    their share is warned of above 10 %. Refused (exit 3): answers other than 1 to 5, a respondent who
    answers a feature twice.
    """;
  }

  @Override
  public JobPlan plan(SettingsReader section) {
    return new Plan(KanoSettings.read(section));
  }

  /** The job with its settings; without any where they were wrong, which the reader reports. */
  private record Plan(Optional<KanoSettings> settings) implements PanelPlan {
    @Override
    public PanelNeeds needs() {
      if (settings.isEmpty()) {
        return PanelNeeds.none();
      }
      Map<String, String> numeric = new LinkedHashMap<>();
      settings.get().numeric().forEach(name -> numeric.put(name, "kano.features"));
      Map<String, String> categories = new LinkedHashMap<>();
      settings.get().feature().ifPresent(name -> categories.put(name, "kano.feature"));
      categories.put(settings.get().respondent(), "kano.respondent");
      return new PanelNeeds(numeric, categories, Map.of());
    }

    @Override
    public void run(PreparedPanel panel, Results results) {
      new KanoRun(settings.orElseThrow(), panel.blocks(), results).run();
    }
  }
}
