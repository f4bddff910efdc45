package org.panelworks.jobs.qca;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.panelworks.EstimationException;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.qca.Condition;
import org.panelworks.qca.Model;
import org.panelworks.qca.QcaOptions;
import org.panelworks.qca.QcaSample;
import org.panelworks.qca.Robustness;
import org.panelworks.qca.RobustnessVariant;
import org.panelworks.qca.SetCatalog;
import org.panelworks.qca.TruthTableOptions;
import org.panelworks.table.Alignment;
import org.panelworks.table.Cell;
import org.panelworks.table.Digits;
import org.panelworks.table.Table;

/** The robustness table of the section's own analysis and, where asked, of its negation. */
final class RobustnessRun {
  /** Leaving out each of more cases than this would repeat the analysis too often. */
  private static final int MOST_LEFT_OUT = 2_000;

  /** Larger truth tables, of more than ten fuzzy sets, are repeated only where a study asks. */
  private static final long MOST_ROWS_UNASKED = 1_024;

  private final FsqcaSettings settings;
  private final CaseTable cases;
  private final Samples samples;
  private final Results results;
  private final Digits digits;

  /** Calibrates cases for an analysis. */
  interface Samples {
    QcaSample of(AnalysisSettings analysis, SetCatalog sets, CaseTable cases);
  }

  RobustnessRun(FsqcaSettings settings, CaseTable cases, Samples samples, Results results) {
    this.settings = settings;
    this.cases = cases;
    this.samples = samples;
    this.results = results;
    this.digits = Digits.fixed(settings.decimals());
  }

  /** The analysis of one outcome against its variants, or why it has none. */
  private record Compared(
      AnalysisSettings analysis, Optional<Robustness> robustness, Optional<String> refusal) {}

  /** Refuses, before anything is estimated, to leave out each of too many cases. */
  void check() {
    settings
        .robustness()
        .filter(wanted -> wanted.leaveOneOut() == LeaveOneOut.ALWAYS && tooMany())
        .ifPresent(
            wanted -> {
              throw new SettingsException(
                  String.format(
                      Locale.ROOT,
                      "fsqca.robustness.leave-one-out must be false with more than %,d cases, got"
                          + " %,d",
                      MOST_LEFT_OUT,
                      units()));
            });
  }

  private long units() {
    return cases.units().stream().distinct().count();
  }

  private boolean tooMany() {
    return units() > MOST_LEFT_OUT;
  }

  void run(Analysis own) {
    if (settings.robustness().isEmpty()) {
      return;
    }
    RobustnessSettings wanted = settings.robustness().get();
    if (!wanted.asked() && rows(own) > MOST_ROWS_UNASKED) {
      results.warning(
          String.format(
              Locale.ROOT,
              "fsqca: no robustness table, which repeats the analysis many times, for a truth table"
                  + " of more than %,d rows, got %,d: ask for it by robustness {}",
              MOST_ROWS_UNASKED,
              rows(own)));
      return;
    }
    if (wanted.leaveOneOut() == LeaveOneOut.IF_FEW && tooMany()) {
      results.warning(
          String.format(
              Locale.ROOT,
              "fsqca: robustness leaves out no single case where there are more than %,d, got %,d",
              MOST_LEFT_OUT,
              units()));
    }
    List<Compared> compared = new ArrayList<>();
    compared.add(compare(own.settings(), own.options(), wanted));
    if (wanted.bothOutcomes()) {
      AnalysisSettings turned =
          new AnalysisSettings(
              "", own.settings().outcome(), !own.settings().negated(), own.options());
      compared.add(compare(turned, own.options().opposite(own.sample().conditions()), wanted));
    }
    results.json("fsqca-robustness", json(compared, wanted));
    results.table(table(compared, wanted));
  }

  private static long rows(Analysis analysis) {
    return analysis.sample().conditions().stream()
        .mapToLong(Condition::levels)
        .reduce(1, Math::multiplyExact);
  }

  private Compared compare(
      AnalysisSettings analysis, QcaOptions options, RobustnessSettings wanted) {
    QcaSample sample = samples.of(analysis, settings.sets(), cases);
    RobustnessVariant baseline = new RobustnessVariant("baseline", () -> sample, options);
    try {
      Robustness robustness =
          Robustness.of(baseline, variants(analysis, sample, options, wanted), wanted.solution());
      return new Compared(analysis, Optional.of(robustness), Optional.empty());
    } catch (EstimationException e) {
      String reason = String.valueOf(e.getMessage());
      results.warning("fsqca, " + analysis.label() + ": " + reason);
      return new Compared(analysis, Optional.empty(), Optional.of(reason));
    }
  }

  private List<RobustnessVariant> variants(
      AnalysisSettings analysis, QcaSample sample, QcaOptions options, RobustnessSettings wanted) {
    List<RobustnessVariant> variants = new ArrayList<>();
    TruthTableOptions base = options.truthTable();
    for (RobustnessSettings.Shift shift : wanted.anchors()) {
      SetCatalog shifted = settings.sets().shifted(shift.sets());
      variants.add(
          new RobustnessVariant(
              "anchors " + shift.name(), () -> samples.of(analysis, shifted, cases), options));
    }
    for (double cutoff : wanted.consistencyCutoffs()) {
      variants.add(variant("consistency " + cutoff, sample, options, base.withConsistency(cutoff)));
    }
    for (double cutoff : wanted.priCutoffs()) {
      variants.add(variant("PRI " + cutoff, sample, options, base.withPri(cutoff)));
    }
    for (int cutoff : wanted.frequencyCutoffs()) {
      variants.add(variant("frequency " + cutoff, sample, options, base.withFrequency(cutoff)));
    }
    if (wanted.leaveOneOut() != LeaveOneOut.NEVER && !tooMany() && units() > 1) {
      variants.addAll(
          Robustness.leaveOneOut(
              cases.units(),
              left -> samples.of(analysis, settings.sets(), cases.without(left)),
              options));
    }
    return variants;
  }

  private static RobustnessVariant variant(
      String name, QcaSample sample, QcaOptions options, TruthTableOptions cutoffs) {
    return new RobustnessVariant(name, () -> sample, options.withTruthTable(cutoffs));
  }

  private static Map<String, Object> json(List<Compared> compared, RobustnessSettings wanted) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("table", "fsqca-robustness");
    json.put("solution", FsqcaJson.word(wanted.solution()));
    List<Map<String, Object>> outcomes = new ArrayList<>();
    for (Compared one : compared) {
      Map<String, Object> outcome = new LinkedHashMap<>();
      outcome.put("outcome", one.analysis().label());
      one.refusal().ifPresent(reason -> outcome.put("refused", reason));
      one.robustness().ifPresent(robustness -> compared(outcome, robustness));
      outcomes.add(outcome);
    }
    json.put("outcomes", outcomes);
    return json;
  }

  private static void compared(Map<String, Object> outcome, Robustness robustness) {
    outcome.put("baseline", run(robustness.baseline()));
    outcome.put("variants", robustness.variants().stream().map(RobustnessRun::run).toList());
    Map<String, Object> core = new LinkedHashMap<>();
    core.put("terms", robustness.coreTerms());
    core.put("consistency", robustness.core().consistency());
    core.put("pri", robustness.core().pri());
    core.put("coverage", robustness.core().coverage());
    core.put("rf_consistency", robustness.coreConsistencyRatio());
    core.put("rf_coverage", robustness.coreCoverageRatio());
    outcome.put("robust_core", core);
  }

  private static Map<String, Object> run(Robustness.Run run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("variant", run.name());
    json.put("n_models", run.models());
    json.put("expression", run.model().map(Model::expression).orElse(null));
    json.put("consistency", run.model().map(Model::consistency).orElse(null));
    json.put("pri", run.model().map(Model::pri).orElse(null));
    json.put("coverage", run.model().map(Model::coverage).orElse(null));
    json.put("terms_kept", run.kept());
    json.put("terms_implied", run.implied());
    json.put("terms_lost", run.lost());
    json.put("terms_gained", run.gained());
    json.put("refused", run.refusal().orElse(null));
    return json;
  }

  private Table table(List<Compared> compared, RobustnessSettings wanted) {
    Table.Builder table =
        Table.builder("fsqca-robustness")
            .title("Robustness of the " + FsqcaJson.word(wanted.solution()) + " solution")
            .columns(
                List.of(
                    Alignment.LEFT,
                    Alignment.RIGHT,
                    Alignment.RIGHT,
                    Alignment.RIGHT,
                    Alignment.LEFT,
                    Alignment.LEFT,
                    Alignment.LEFT,
                    Alignment.LEFT))
            .header(
                "Variant",
                "Models",
                "Consistency",
                "Coverage",
                "Kept",
                "Implied",
                "Lost",
                "Gained");
    for (Compared one : compared) {
      table.section(settings.label(one.analysis()));
      one.robustness().ifPresent(robustness -> rows(table, robustness));
      if (one.robustness().isEmpty()) {
        table.row(notEstimable("baseline"));
      }
    }
    return table
        .note(
            "Kept, implied, lost: terms of the baseline that the variant has, has within a wider"
                + " term, and lacks. Robust core: the intersection of all solutions; its terms are"
                + " what their terms have in common.")
        .note("Without a case, sets at percentiles of the data are calibrated anew.")
        .note("Where several models fit equally well the first is compared.")
        .build();
  }

  private void rows(Table.Builder table, Robustness robustness) {
    table.row(row(robustness.baseline()));
    robustness.variants().forEach(run -> table.row(row(run)));
    table.row(core(robustness));
  }

  private static List<Cell> notEstimable(String name) {
    return List.of(
        Cell.label(name),
        Cell.count(0),
        Cell.empty(),
        Cell.empty(),
        Cell.empty(),
        Cell.empty(),
        Cell.text("not estimable"),
        Cell.empty());
  }

  private List<Cell> row(Robustness.Run run) {
    if (run.model().isEmpty()) {
      return notEstimable(run.name());
    }
    return List.of(
        Cell.label(run.name()),
        Cell.count(run.models()),
        Cell.number(run.model().get().consistency(), digits),
        Cell.number(run.model().get().coverage(), digits),
        Cell.text(String.join(" + ", run.kept())),
        Cell.text(String.join(" + ", run.implied())),
        Cell.text(String.join(" + ", run.lost())),
        Cell.text(String.join(" + ", run.gained())));
  }

  private List<Cell> core(Robustness robustness) {
    return List.of(
        Cell.label("Robust core"),
        Cell.empty(),
        Cell.number(robustness.core().consistency(), digits),
        Cell.number(robustness.core().coverage(), digits),
        Cell.text(String.join(" + ", robustness.coreTerms())),
        Cell.empty(),
        Cell.empty(),
        Cell.empty());
  }
}
