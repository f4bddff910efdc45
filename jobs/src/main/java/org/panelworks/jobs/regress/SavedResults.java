package org.panelworks.jobs.regress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.panelworks.SettingsException;
import org.panelworks.jobs.moments.SparkBlocks;
import org.panelworks.jobs.panel.PreparedPanel;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.Steps;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.regression.LevelEffect;
import org.panelworks.regression.ModelEstimates;
import org.panelworks.regression.Subsample;

/** Writes the rows and fixed effects that the models of tables ask for. */
final class SavedResults {
  /** What follows a table's name in the name of its rows. */
  static final String ROWS = "-rows";

  /** What follows a table's name in the name of its fixed effects. */
  static final String EFFECTS = "-fixed-effects";

  private final ModelEstimates estimates;
  private final Map<String, List<TableModels.Model>> tables = new LinkedHashMap<>();

  SavedResults(ModelEstimates estimates) {
    this.estimates = estimates;
  }

  /** Takes a table's models; returns the paths that will be written of it. */
  List<String> add(String table, List<TableModels.Model> models) {
    List<TableModels.Model> saved = distinct(table, models);
    tables.put(table, saved);
    List<String> paths = new ArrayList<>();
    if (saved.stream().anyMatch(SavedResults::savesRows)) {
      paths.add("data/" + table + ROWS + ".parquet");
    }
    if (saved.stream().anyMatch(SavedResults::savesEffects)) {
      paths.add("data/" + table + EFFECTS + ".parquet");
    }
    return paths;
  }

  private static boolean savesRows(TableModels.Model model) {
    return saves(model, Saved.FITTED) || saves(model, Saved.RESIDUALS);
  }

  private static boolean saves(TableModels.Model model, Saved what) {
    return model.settings().saved().contains(what);
  }

  private static boolean savesEffects(TableModels.Model model) {
    return saves(model, Saved.FIXED_EFFECTS) && !model.result().fixedEffects().isEmpty();
  }

  /** One model for each name: several covariances of one model have the same rows. */
  private static List<TableModels.Model> distinct(String table, List<TableModels.Model> models) {
    record Estimate(int element, int formula, Optional<Subsample> part) {}
    Map<String, Estimate> byName = new HashMap<>();
    List<TableModels.Model> distinct = new ArrayList<>();
    for (TableModels.Model model : models) {
      if (model.settings().saved().isEmpty()) {
        continue;
      }
      Estimate estimate =
          new Estimate(
              model.settings().element(), model.settings().formula(), model.result().subsample());
      Estimate earlier = byName.putIfAbsent(model.result().name(), estimate);
      if (earlier == null) {
        distinct.add(model);
      } else if (!earlier.equals(estimate)) {
        throw new SettingsException(
            "table "
                + table
                + ": two models that save results are called "
                + model.result().name()
                + ": give one another name");
      }
    }
    return distinct;
  }

  /** Writes what was asked for: the levels of all fixed effects are found in one pass. */
  void write(PreparedPanel panel, Results results) {
    if (tables.values().stream().allMatch(List::isEmpty)) {
      return;
    }
    SparkBlocks blocks = held(panel.blocks());
    LinkedHashSet<Integer> wanted = new LinkedHashSet<>();
    tables
        .values()
        .forEach(
            saved ->
                saved.stream()
                    .filter(SavedResults::savesEffects)
                    .forEach(m -> wanted.add(m.place())));
    Map<Integer, ModelEstimates.Effects> effects = new HashMap<>();
    if (!wanted.isEmpty()) {
      List<Integer> places = List.copyOf(wanted);
      List<ModelEstimates.Effects> found = estimates.fixedEffects(blocks, places);
      for (int i = 0; i < places.size(); i++) {
        effects.put(places.get(i), found.get(i));
      }
    }
    try {
      tables.forEach((table, saved) -> writeTable(table, saved, effects, blocks, results));
    } finally {
      Steps.end(blocks.rdd().context());
    }
  }

  private static SparkBlocks held(PanelBlocks blocks) {
    if (blocks instanceof SparkBlocks held) {
      return held;
    }
    throw new IllegalArgumentException("rows are saved of blocks that Spark holds");
  }

  private void writeTable(
      String table,
      List<TableModels.Model> saved,
      Map<Integer, ModelEstimates.Effects> effects,
      SparkBlocks blocks,
      Results results) {
    List<TableModels.Model> ofRows = saved.stream().filter(SavedResults::savesRows).toList();
    if (!ofRows.isEmpty()) {
      Steps.begin(blocks.rdd().context(), "writing the rows of table " + table);
      List<SavedModel> models =
          ofRows.stream()
              .map(
                  m ->
                      new SavedModel(
                          m.result().name(),
                          estimates.fitted(m.place()),
                          saves(m, Saved.FITTED),
                          saves(m, Saved.RESIDUALS)))
              .toList();
      long rows = ofRows.stream().mapToLong(m -> m.result().observations()).sum();
      results.rows(table + ROWS, SavedRows.rows(blocks, models, rows));
    }
    List<TableModels.Model> ofEffects = saved.stream().filter(SavedResults::savesEffects).toList();
    if (!ofEffects.isEmpty()) {
      Steps.begin(blocks.rdd().context(), "writing the fixed effects of table " + table);
      List<SavedModel> models = new ArrayList<>();
      List<List<LevelEffect>> crossing = new ArrayList<>();
      long levels = 0;
      for (TableModels.Model model : ofEffects) {
        ModelEstimates.Effects found = effects.get(model.place());
        if (found != null) {
          models.add(new SavedModel(model.result().name(), found.fitted(), false, false));
          crossing.add(found.crossing());
        }
        levels += model.result().fixedEffects().stream().mapToLong(e -> e.levels()).sum();
      }
      results.rows(table + EFFECTS, SavedRows.effects(blocks, models, crossing, levels));
    }
  }
}
