package org.panelworks.jobs.anova;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.panelworks.DataException;
import org.panelworks.EstimationException;
import org.panelworks.jobs.panel.SmallTable;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.survey.ChiSquaredTest;
import org.panelworks.survey.FTest;
import org.panelworks.survey.GroupTests;
import org.panelworks.survey.GroupedValues;
import org.panelworks.survey.OneWayAnova;
import org.panelworks.survey.PairwiseComparisons;
import org.panelworks.survey.TwoSampleTests;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Table;

/** One run of the job over the blocks of a panel. */
final class AnovaRun {
  private final AnovaSettings settings;
  private final PanelBlocks blocks;
  private final Results results;

  AnovaRun(AnovaSettings settings, PanelBlocks blocks, Results results) {
    this.settings = settings;
    this.blocks = blocks;
    this.results = results;
  }

  void run() {
    SmallTable table =
        SmallTable.collect(blocks, "anova", List.of(settings.group()), settings.values());
    if (table.size() == 0) {
      throw new DataException("anova: the sample has no rows");
    }
    List<Map<String, Object>> analyses = new ArrayList<>();
    List<Map<String, Object>> pairs = new ArrayList<>();
    Table.Builder summary = summary();
    Table.Builder comparisons = comparisons();
    for (String column : settings.values()) {
      try {
        GroupedValues sample = sample(table, column);
        OneWayAnova anova = OneWayAnova.of(sample);
        Tests tests = Tests.of(sample);
        analyses.add(entry(column, sample, anova, tests));
        row(summary, column, anova, tests);
        comparisons.section(column);
        for (PairwiseComparisons.Pair pair :
            PairwiseComparisons.of(settings.confidence()).fit(sample)) {
          pairs.add(pair(column, sample, pair));
          row(comparisons, pair);
        }
        warn(column, sample);
      } catch (EstimationException e) {
        throw new EstimationException("anova, " + column + ": " + e.getMessage());
      }
    }
    results.json("anova", Map.of("group", settings.group(), "analyses", analyses));
    results.json("anova-pairs", Map.of("group", settings.group(), "pairs", pairs));
    results.table(summary.build());
    results.table(comparisons.build());
  }

  private GroupedValues sample(SmallTable table, String column) {
    double[] values = table.column(column);
    List<String> labels = table.labels(settings.group());
    GroupedValues sample = GroupedValues.of(labels, values);
    int left = values.length - sample.observations();
    if (left > 0) {
      results.warning(
          String.format(
              Locale.ROOT,
              "anova, %s: %d rows without a group or a value are left out",
              column,
              left));
    }
    return sample;
  }

  private void warn(String column, GroupedValues sample) {
    List<String> still = new ArrayList<>();
    for (int g = 0; g < sample.size(); g++) {
      if (!(sample.variance(g) > 0)) {
        still.add(sample.groups().get(g));
      }
    }
    if (!still.isEmpty()) {
      results.warning(
          "anova, "
              + column
              + ": Welch's and Bartlett's tests are undefined, since these groups do not vary: "
              + String.join(", ", still));
    }
  }

  /** What stands beside the analysis of variance. */
  private record Tests(
      FTest welch,
      FTest levene,
      FTest brownForsythe,
      ChiSquaredTest bartlett,
      ChiSquaredTest kruskalWallis) {
    static Tests of(GroupedValues sample) {
      return new Tests(
          GroupTests.welch(sample),
          GroupTests.levene(sample),
          GroupTests.brownForsythe(sample),
          GroupTests.bartlett(sample),
          GroupTests.kruskalWallis(sample));
    }
  }

  private static Map<String, Object> entry(
      String column, GroupedValues sample, OneWayAnova anova, Tests tests) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("variable", column);
    List<Map<String, Object>> groups = new ArrayList<>();
    for (int g = 0; g < sample.size(); g++) {
      Map<String, Object> group = new LinkedHashMap<>();
      group.put("group", sample.groups().get(g));
      group.put("n", sample.count(g));
      group.put("mean", sample.mean(g));
      group.put("sd", Math.sqrt(sample.variance(g)));
      groups.add(group);
    }
    entry.put("groups", groups);
    entry.put("SS_between", anova.ssBetween());
    entry.put("SS_within", anova.ssWithin());
    entry.put("df", new int[] {anova.df1(), anova.df2()});
    entry.put("F", anova.f());
    entry.put("p", anova.pValue());
    entry.put("eta_squared", anova.etaSquared());
    entry.put("omega_squared", anova.omegaSquared());
    Map<String, Object> welch = new LinkedHashMap<>();
    welch.put("F", tests.welch().f());
    welch.put("df", new double[] {tests.welch().df1(), tests.welch().df2()});
    welch.put("p", tests.welch().pValue());
    entry.put("welch", welch);
    entry.put("levene_mean", variances(tests.levene()));
    entry.put("levene_median_brown_forsythe", variances(tests.brownForsythe()));
    entry.put("bartlett", chiSquared("K2", tests.bartlett()));
    entry.put("kruskal_wallis", chiSquared("H", tests.kruskalWallis()));
    return entry;
  }

  private static Map<String, Object> variances(FTest test) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("F", test.f());
    entry.put("df1", test.df1());
    entry.put("df2", test.df2());
    entry.put("p", test.pValue());
    return entry;
  }

  private static Map<String, Object> chiSquared(String name, ChiSquaredTest test) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put(name, test.statistic());
    entry.put("df", test.df());
    entry.put("p", test.pValue());
    return entry;
  }

  private static Map<String, Object> pair(
      String column, GroupedValues sample, PairwiseComparisons.Pair pair) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("variable", column);
    entry.put("g1", pair.first());
    entry.put("g2", pair.second());
    entry.put("difference", pair.difference());
    entry.put("std_error", pair.standardError());
    entry.put("lsd_p", pair.lsd());
    entry.put("bonferroni_p", pair.bonferroni());
    entry.put("tukey_p", pair.tukey());
    entry.put("conf_low", pair.low());
    entry.put("conf_high", pair.high());
    double[] first = sample.values()[sample.groups().indexOf(pair.first())];
    double[] second = sample.values()[sample.groups().indexOf(pair.second())];
    entry.put("t_test", test(TwoSampleTests.student(first, second)));
    entry.put("welch_t_test", test(TwoSampleTests.welch(first, second)));
    TwoSampleTests.MannWhitney ranks = TwoSampleTests.mannWhitney(first, second);
    Map<String, Object> mann = new LinkedHashMap<>();
    mann.put("U", ranks.u());
    mann.put("p", ranks.pValue());
    mann.put("exact", ranks.exact());
    entry.put("mann_whitney", mann);
    return entry;
  }

  private static Map<String, Object> test(TwoSampleTests.TTest test) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("t", test.statistic());
    entry.put("df", test.df());
    entry.put("p", test.pValue());
    entry.put("conf_low", test.low());
    entry.put("conf_high", test.high());
    return entry;
  }

  private static Table.Builder summary() {
    return Table.builder("anova")
        .title("One-way analysis of variance")
        .columns(9, Alignment.RIGHT)
        .header(
            "",
            "F",
            "p",
            "η²",
            "Welch p",
            "Levene p",
            "Brown–Forsythe p",
            "Bartlett p",
            "H",
            "Kruskal–Wallis p");
  }

  private void row(Table.Builder table, String column, OneWayAnova anova, Tests tests) {
    double[] numbers = {
      anova.f(),
      anova.pValue(),
      anova.etaSquared(),
      tests.welch().pValue(),
      tests.levene().pValue(),
      tests.brownForsythe().pValue(),
      tests.bartlett().pValue(),
      tests.kruskalWallis().statistic(),
      tests.kruskalWallis().pValue()
    };
    List<Cell> cells = new ArrayList<>(List.of(Cell.label(column)));
    for (double number : numbers) {
      cells.add(Cell.number(number, settings.digits()));
    }
    table.row(cells);
  }

  private static Table.Builder comparisons() {
    return Table.builder("anova-pairs")
        .title("Pairwise comparisons")
        .columns(7, Alignment.RIGHT)
        .header("", "Difference", "SE", "LSD p", "Bonferroni p", "Tukey p", "Low", "High");
  }

  private void row(Table.Builder table, PairwiseComparisons.Pair pair) {
    double[] numbers = {
      pair.difference(),
      pair.standardError(),
      pair.lsd(),
      pair.bonferroni(),
      pair.tukey(),
      pair.low(),
      pair.high()
    };
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.label(pair.first() + " – " + pair.second()));
    for (double number : numbers) {
      cells.add(Cell.number(number, settings.digits()));
    }
    table.row(cells);
  }
}
