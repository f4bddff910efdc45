package org.panelworks.jobs.kano;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.panelworks.DataException;
import org.panelworks.figure.ScatterPlot;
import org.panelworks.jobs.panel.SmallTable;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.survey.KanoCategory;
import org.panelworks.survey.KanoFeature;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Table;

/** One run of the job over the blocks of a panel. */
final class KanoRun {
  private static final double MANY_QUESTIONABLE = 0.1;

  private final KanoSettings settings;
  private final PanelBlocks blocks;
  private final Results results;

  KanoRun(KanoSettings settings, PanelBlocks blocks, Results results) {
    this.settings = settings;
    this.blocks = blocks;
    this.results = results;
  }

  void run() {
    List<KanoFeature> features = KanoFeature.byPriority(features());
    double better = mean(features, KanoFeature::better);
    double worse = mean(features, feature -> -feature.worse());
    warn(features);
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("mean_better", better);
    content.put("mean_abs_worse", worse);
    content.put(
        "features", features.stream().map(feature -> entry(feature, better, worse)).toList());
    results.json("kano", content);
    results.table(table(features, better, worse));
    figure(features, better, worse);
  }

  private static double mean(List<KanoFeature> features, ToDoubleFunction<KanoFeature> of) {
    return features.stream()
        .mapToDouble(of)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }

  private List<KanoFeature> features() {
    SmallTable table =
        SmallTable.collect(blocks, "kano", settings.categories(), settings.numeric())
            .requireLabels("kano");
    Map<String, Map<KanoCategory, Integer>> counts = new TreeMap<>();
    Set<List<String>> seen = new HashSet<>();
    long missing = 0;
    for (SmallTable.Row row : table.rows()) {
      for (int p = 0; p < settings.pairs().size(); p++) {
        KanoSettings.Pair pair = settings.pairs().get(p);
        String feature = settings.feature().isPresent() ? row.labels()[1] : pair.name();
        if (!seen.add(List.of(row.labels()[0], feature))) {
          throw new DataException(
              "kano: respondent " + row.labels()[0] + " answers feature " + feature + " twice");
        }
        double functional = row.values()[2 * p];
        double dysfunctional = row.values()[2 * p + 1];
        if (Double.isNaN(functional) || Double.isNaN(dysfunctional)) {
          missing++;
          continue;
        }
        KanoCategory category =
            KanoCategory.of(
                answer(pair.functional(), functional, row.labels()[0]),
                answer(pair.dysfunctional(), dysfunctional, row.labels()[0]));
        counts
            .computeIfAbsent(feature, key -> new EnumMap<>(KanoCategory.class))
            .merge(category, 1, Integer::sum);
      }
    }
    if (counts.isEmpty()) {
      throw new DataException("kano: the sample has no pair of answers");
    }
    if (missing > 0) {
      results.warning("kano: " + missing + " pairs with a missing answer are left out");
    }
    List<KanoFeature> features = new ArrayList<>();
    counts.forEach((name, answers) -> features.add(new KanoFeature(name, answers)));
    return features;
  }

  private int answer(String column, double value, String respondent) {
    if (!(value >= 1 && value <= 5 && value == Math.rint(value))) {
      throw new DataException(
          "kano: answers must be whole numbers from 1 to 5, got "
              + value
              + " in column `"
              + column
              + "` of respondent "
              + respondent);
    }
    return settings.scale() == KanoSettings.Scale.LIKE_FIRST ? (int) value : 6 - (int) value;
  }

  private void warn(List<KanoFeature> features) {
    for (KanoFeature feature : features) {
      double share = (double) feature.count(KanoCategory.Q) / feature.respondents();
      if (share > MANY_QUESTIONABLE) {
        results.warning(
            String.format(
                Locale.ROOT,
                "kano: %.1f %% of the answers to %s contradict each other",
                100 * share,
                feature.name()));
      }
      if (feature.tied().size() > 1) {
        results.warning(
            "kano: the categories of "
                + feature.name()
                + " tie, "
                + feature.tied()
                + ", and "
                + feature.category()
                + " is taken");
      }
    }
  }

  private static Map<String, Object> entry(KanoFeature feature, double better, double worse) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("feature", feature.name());
    entry.put("counts", feature.counts());
    entry.put("n", feature.respondents());
    entry.put("category_by_frequency", feature.category());
    entry.put("tied_categories", feature.tied());
    entry.put("category_by_two_step_rule", feature.categoryByTwoSteps());
    entry.put("better_SI", feature.better());
    entry.put("worse_DI", feature.worse());
    entry.put("total_strength", feature.totalStrength());
    entry.put("category_strength", feature.categoryStrength());
    entry.put("fong_difference", feature.fongDifference());
    entry.put("fong_critical_90", feature.fongCritical());
    entry.put("fong_significant", feature.isSignificant());
    entry.put("quadrant_by_mean_SI_DI", feature.quadrant(better, worse));
    return entry;
  }

  private Table table(List<KanoFeature> features, double better, double worse) {
    List<String> heads = new ArrayList<>(List.of("Feature"));
    for (KanoCategory category : KanoCategory.values()) {
      heads.add(category.name());
    }
    heads.addAll(List.of("Category", "Two steps", "Better", "Worse", "Quadrant", "Significant"));
    Table.Builder table =
        Table.builder("kano")
            .title("Kano categories, in order of priority")
            .columns(heads.size() - 1, Alignment.RIGHT)
            .header(heads.toArray(String[]::new));
    for (KanoFeature feature : features) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.label(feature.name())));
      for (KanoCategory category : KanoCategory.values()) {
        cells.add(Cell.count(feature.count(category)));
      }
      cells.add(Cell.text(feature.category().name()));
      cells.add(Cell.text(feature.categoryByTwoSteps().name()));
      cells.add(Cell.number(feature.better(), settings.digits()));
      cells.add(Cell.number(feature.worse(), settings.digits()));
      cells.add(Cell.text(feature.quadrant(better, worse).name()));
      cells.add(Cell.text(feature.isSignificant() ? "yes" : "no"));
      table.row(cells);
    }
    return table
        .note("Significance of the category at 90 % (Fong). Ties: M > O > A > I > R > Q.")
        .build();
  }

  private void figure(List<KanoFeature> features, double better, double worse) {
    List<ScatterPlot.Point> points =
        features.stream()
            .filter(feature -> !Double.isNaN(feature.better()))
            .map(f -> new ScatterPlot.Point(f.name(), -f.worse(), f.better()))
            .toList();
    if (points.isEmpty()) {
      results.warning("kano: no feature has better and worse coefficients, there is no figure");
      return;
    }
    String title = "Better against |worse|";
    ScatterPlot plot =
        new ScatterPlot(
            title,
            "|Worse|",
            "Better",
            points,
            OptionalDouble.of(worse),
            OptionalDouble.of(better),
            List.of("attractive", "one-dimensional", "indifferent", "must-be"),
            false);
    results.figure("kano", title, plot.svg());
  }
}
