package org.panelworks.jobs.topsis;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.panelworks.DataException;
import org.panelworks.jobs.moments.SparkBlocks;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.Steps;
import org.panelworks.panel.PanelBlock;
import org.panelworks.topsis.EvaluationMeans;
import org.panelworks.topsis.Robustness;
import org.panelworks.topsis.ScoreSample;
import org.panelworks.topsis.TopsisModel;

/** What a study may ask for beyond scores and obstacles. */
final class FurtherResults {
  /** Rows at most of what is brought to the driver: robustness, Gini, density. */
  static final int MOST_ROWS = 200_000;

  private final TopsisSettings settings;
  private final TopsisModel model;
  private final SparkBlocks panel;
  private final Results results;

  FurtherResults(TopsisSettings settings, TopsisModel model, SparkBlocks panel, Results results) {
    this.settings = settings;
    this.model = model;
    this.panel = panel;
    this.results = results;
  }

  /** Refuses what is asked of more rows than it takes, before anything else is computed. */
  void refuseLarge() {
    TopsisSettings.Further further = settings.further();
    refuse("robustness", further.robustness().isPresent());
    refuse("gini", further.giniGroup().isPresent());
    refuse("density", further.densityPoints() > 0);
  }

  private void refuse(String key, boolean asked) {
    if (asked && model.rows() > MOST_ROWS) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "topsis.%s takes at most %,d rows, got %,d: leave it out, or run it on a sample",
              key,
              MOST_ROWS,
              model.rows()));
    }
  }

  void run(EvaluationMeans means) {
    TopsisSettings.Further further = settings.further();
    settings
        .coupling()
        .ifPresent(options -> new CouplingRun(options, settings, model, panel, results).run());
    if (further.convergence()) {
      new ConvergenceRun(settings, model, panel, results).run(means);
    }
    if (further.giniGroup().isPresent() || further.densityPoints() > 0) {
      DistributionRun run = new DistributionRun(settings, model, results);
      further.giniGroup().ifPresent(group -> run.gini(group, sample(Optional.of(group))));
      if (further.densityPoints() > 0) {
        run.density(sample(Optional.empty()));
      }
    }
    further.robustness().ifPresent(options -> robustness());
  }

  private ScoreSample sample(Optional<String> group) {
    Steps.begin(panel.rdd().context(), "Collecting the scores");
    try {
      List<PanelBlock> scores = panel.rdd().map(model::score).collect();
      int category = group.map(model.scoredSchema()::categoryIndex).orElse(-1);
      return ScoreSample.of(model, scores, category);
    } finally {
      Steps.end(panel.rdd().context());
    }
  }

  private void robustness() {
    Steps.begin(panel.rdd().context(), "Collecting the indicators for the robustness table");
    try {
      List<PanelBlock> blocks = panel.rdd().collect();
      Robustness robustness =
          Robustness.of(blocks, settings.options(), settings.further().robustness().orElseThrow());
      RobustnessResults shown = new RobustnessResults(robustness, settings);
      results.json("topsis-robustness", shown.json(new TopsisJson(model)));
      results.table(shown.table());
    } finally {
      Steps.end(panel.rdd().context());
    }
  }
}
