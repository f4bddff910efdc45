package org.panelworks.jobs.topsis;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.panelworks.jobs.moments.BlockRows;
import org.panelworks.jobs.moments.SparkBlocks;
import org.panelworks.jobs.panel.PreparedPanel;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.Steps;
import org.panelworks.topsis.EvaluatedRow;
import org.panelworks.topsis.Evaluation;
import org.panelworks.topsis.EvaluationMeans;
import org.panelworks.topsis.ScoreColumns;
import org.panelworks.topsis.Topsis;
import org.panelworks.topsis.TopsisModel;

/**
 * One run of the job over the blocks of a panel: two passes for the weights, one for means and
 * counts of scores, and the exchange of scores for ranks, whose result is written row by row.
 */
final class TopsisRun {
  /** Rows of a result that is shown row by row; of more only Parquet has the rows. */
  static final int MOST_ROWS = 10_000;

  private final TopsisSettings settings;
  private final SparkBlocks panel;
  private final Results results;

  TopsisRun(TopsisSettings settings, PreparedPanel panel, Results results) {
    this.settings = settings;
    this.results = results;
    if (panel.blocks() instanceof SparkBlocks blocks) {
      this.panel = blocks;
    } else {
      throw new IllegalStateException("scores are taken of blocks that Spark holds");
    }
  }

  void run() {
    Topsis.Fit fit = Topsis.of(settings.options()).fit(panel);
    fit.warnings().forEach(warning -> results.warning("topsis: " + warning));
    TopsisModel model = fit.model();
    FurtherResults further = new FurtherResults(settings, model, panel, results);
    further.refuseLarge();
    TopsisJson json = new TopsisJson(model);
    TopsisTables tables = new TopsisTables(model, settings);
    results.json("topsis-weights", json.weights());
    results.table(tables.weights());

    Evaluation found =
        panel.run(
            "Scores of " + model.columns().groups() + " groups of indicators",
            Evaluation.pass(model));
    SparkBlocks ranked = ScoreRanks.of(panel, model, found.counts(), ScoreRanks.RANGE);
    write(model, ranked);
    List<EvaluatedRow> rows = model.rows() <= MOST_ROWS ? collect(model, ranked) : List.of();
    results.json("topsis-scores", scores(json, rows, model));
    int top = Math.min(settings.topObstacles(), settings.options().indicators().size());
    results.json("topsis-obstacles", json.obstacles(rows, found.means(), top, elsewhere(model)));
    new Report(model, tables, found.means(), rows).write();
    further.run(found.means());
  }

  /** The printed tables and figures. */
  private final class Report {
    private final TopsisModel model;
    private final TopsisTables tables;
    private final EvaluationMeans means;
    private final List<EvaluatedRow> rows;

    Report(TopsisModel model, TopsisTables tables, EvaluationMeans means, List<EvaluatedRow> rows) {
      this.model = model;
      this.tables = tables;
      this.means = means;
      this.rows = rows;
    }

    void write() {
      results.table(tables.criterionObstacles(means));
      TopsisFigures figures = new TopsisFigures(model, results);
      figures.obstacles(means);
      UnitYears units = UnitYears.of(rows, model.times());
      if (!units.isPrintable()) {
        results.warning(
            String.format(
                Locale.ROOT,
                "topsis: the tables of units and their figures are left out: they show up to %,d"
                    + " units and %,d times",
                UnitYears.MOST_UNITS,
                UnitYears.MOST_TIMES));
        return;
      }
      results.table(tables.scores(units));
      results.table(tables.topObstacles(units));
      figures.scores(units);
    }
  }

  private void write(TopsisModel model, SparkBlocks ranked) {
    ScoreColumns columns = model.columns();
    List<String> names = ranked.schema().numeric();
    List<String> whole = names.subList(columns.rankPlace(0), names.size());
    Steps.begin(panel.rdd().context(), "Writing the scores");
    try {
      results.rows("topsis-scores", BlockRows.of(ranked, model.rows(), whole));
      if (settings.rowObstacles()) {
        SparkBlocks obstacles = obstacles(model);
        Steps.begin(panel.rdd().context(), "Writing the obstacle degrees");
        results.rows("topsis-obstacles", BlockRows.of(obstacles, model.rows(), List.of()));
      }
    } finally {
      Steps.end(panel.rdd().context());
    }
  }

  private SparkBlocks obstacles(TopsisModel model) {
    return SparkBlocks.of(
        model.obstacleSchema(), panel.hasUnit(), panel.rdd().map(model::obstacles));
  }

  /** A small result, row by row. */
  private List<EvaluatedRow> collect(TopsisModel model, SparkBlocks ranked) {
    Steps.begin(panel.rdd().context(), "Collecting " + model.rows() + " rows for the tables");
    try {
      return EvaluatedRow.of(ranked.rdd().collect(), obstacles(model).rdd().collect());
    } finally {
      Steps.end(panel.rdd().context());
    }
  }

  private Map<String, Object> scores(TopsisJson json, List<EvaluatedRow> rows, TopsisModel model) {
    Map<String, Object> content = json.scores(rows);
    if (model.rows() > MOST_ROWS) {
      content.put("scores_note", note("data/topsis-scores.parquet", model));
    }
    return content;
  }

  private String elsewhere(TopsisModel model) {
    if (model.rows() <= MOST_ROWS) {
      return "";
    }
    return settings.rowObstacles()
        ? note("data/topsis-obstacles.parquet", model)
        : "row-obstacles = false: the obstacle degrees of single rows were not written";
  }

  static String note(String file, TopsisModel model) {
    return String.format(
        Locale.ROOT, "%,d rows, more than %,d: they are in %s only", model.rows(), MOST_ROWS, file);
  }
}
