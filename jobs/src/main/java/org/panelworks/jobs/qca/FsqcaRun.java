package org.panelworks.jobs.qca;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.panelworks.EstimationException;
import org.panelworks.jobs.panel.PreparedPanel;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.qca.CalibratedSet;
import org.panelworks.qca.Condition;
import org.panelworks.qca.HalfMembership;
import org.panelworks.qca.Necessity;
import org.panelworks.qca.QcaAnalysis;
import org.panelworks.qca.QcaDiagnostics;
import org.panelworks.qca.QcaOptions;
import org.panelworks.qca.QcaResult;
import org.panelworks.qca.QcaSample;
import org.panelworks.qca.SetCatalog;
import org.panelworks.qca.SolutionTerm;

/** One run of the job over the blocks of a panel. */
final class FsqcaRun {
  private static final int NAMED = 8;

  private final FsqcaSettings settings;
  private final CaseTable cases;
  private final Results results;
  private final FsqcaJson json;

  FsqcaRun(FsqcaSettings settings, PreparedPanel panel, Results results) {
    this.settings = settings;
    boolean oneFile = panel.input().map(input -> input.files().size() == 1).orElse(false);
    this.cases = CaseTable.of(panel.blocks(), settings, oneFile && !panel.blocks().hasUnit());
    this.results = results;
    this.json = new FsqcaJson(settings, cases);
  }

  void run() {
    RobustnessRun robustness = new RobustnessRun(settings, cases, this::sample, results);
    robustness.check();
    Map<String, CalibratedSet> sets = calibrate();
    FsqcaTables tables = new FsqcaTables(settings, json.namesCases());
    List<Analysis> analyses = new ArrayList<>();
    for (AnalysisSettings wanted : settings.analyses()) {
      analyses.add(analysis(wanted));
    }
    for (Analysis analysis : analyses) {
      report(analysis, tables);
    }
    configurations(analyses);
    robustness.run(analyses.get(0));
    if (settings.time().isPresent()) {
      PanelReport report = new PanelReport(settings, cases, analyses);
      results.json("fsqca-panel", report.json());
      results.table(report.table());
    }
    settings
        .agreement()
        .ifPresent(agreement -> new AgreementRun(agreement, settings, cases, results).run());
    json.writeMemberships(sets, results);
  }

  private void configurations(List<Analysis> analyses) {
    ConfigurationTable tables = new ConfigurationTable(settings);
    ConfigurationsJson configurations = new ConfigurationsJson(settings);
    results.json("fsqca-configurations", configurations.of(analyses));
    results.table(tables.of(analyses));
    for (Analysis analysis : analyses) {
      if (analysis.models().size() > 1) {
        results.json(
            analysis.settings().result("configurations-models"),
            configurations.ambiguous(analysis));
        results.table(tables.ambiguous(analysis));
      }
    }
  }

  /** The sets that the analyses use and those that they are made of. */
  private Map<String, CalibratedSet> calibrate() {
    Map<String, CalibratedSet> sets = new LinkedHashMap<>();
    List<String> used = new ArrayList<>(settings.conditions());
    used.addAll(settings.outcomes());
    for (String name : used) {
      for (String part : settings.sets().parts(name)) {
        sets.computeIfAbsent(part, set -> calibrated(set, settings.sets(), cases));
      }
      warnOfHalves(name, sets);
    }
    results.json("fsqca-calibration", json.calibration(sets));
    return sets;
  }

  private CalibratedSet calibrated(String name, SetCatalog catalog, CaseTable from) {
    boolean used = settings.conditions().contains(name) || settings.outcomes().contains(name);
    return catalog.calibrate(
        name,
        from::column,
        used ? settings.halfMembership() : HalfMembership.WARN,
        place -> from.names().get(place));
  }

  private void warnOfHalves(String name, Map<String, CalibratedSet> sets) {
    CalibratedSet set = sets.get(name);
    if (set != null && !set.halves().isEmpty()) {
      List<String> names = cases.names();
      results.warning(
          String.format(
              Locale.ROOT,
              "fsqca: membership of exactly 0.5 in set %s%s: %s",
              name,
              settings.halfMembership() == HalfMembership.NUDGE ? ", moved up by 0.001" : "",
              few(set.halves().stream().map(names::get).toList())));
    }
  }

  private QcaSample sample(AnalysisSettings wanted, SetCatalog catalog, CaseTable from) {
    List<Condition> conditions = settings.conditions().stream().map(catalog::condition).toList();
    double[][] values =
        settings.conditions().stream()
            .map(name -> calibrated(name, catalog, from).values())
            .toArray(double[][]::new);
    QcaSample sample =
        QcaSample.of(
            from.names(),
            conditions,
            values,
            wanted.outcome(),
            calibrated(wanted.outcome(), catalog, from).values());
    return wanted.negated() ? sample.negated() : sample;
  }

  /** An analysis; what cannot be estimated is told with the outcome that it concerns. */
  private Analysis analysis(AnalysisSettings wanted) {
    try {
      return analyse(wanted, sample(wanted, settings.sets(), cases));
    } catch (EstimationException e) {
      throw new EstimationException("fsqca, " + wanted.label() + ": " + e.getMessage(), e);
    }
  }

  private Analysis analyse(AnalysisSettings wanted, QcaSample sample) {
    Necessity necessity = Necessity.of(sample, settings.necessity());
    QcaOptions options =
        settings.necessaryAsCore()
            ? wanted.options().withAlwaysCore(necessity.necessary())
            : wanted.options();
    QcaResult result = QcaAnalysis.of(options).fit(sample);
    return new Analysis(
        wanted, sample, options, necessity, result, QcaDiagnostics.of(sample, options, result));
  }

  private void report(Analysis analysis, FsqcaTables tables) {
    AnalysisSettings wanted = analysis.settings();
    results.json(wanted.result("necessity"), json.necessity(analysis));
    results.table(tables.necessity(analysis));
    results.json(wanted.result("truth-table"), json.truthTable(analysis));
    results.table(tables.truthTable(analysis));
    results.json(wanted.result("solutions"), json.solutions(analysis));
    warn(analysis);
    new FsqcaFigures(settings, results).draw(analysis);
  }

  private void warn(Analysis analysis) {
    String prefix = "fsqca, " + analysis.settings().label() + ": ";
    QcaResult result = analysis.result();
    analysis.diagnostics().warnings().forEach(text -> results.warning(prefix + text));
    int complex = result.complex().models().size();
    int parsimonious = result.parsimonious().models().size();
    int intermediate = analysis.models().size();
    if (Math.max(complex, Math.max(parsimonious, intermediate)) > 1) {
      results.warning(
          String.format(
              Locale.ROOT,
              "%s%d complex, %d parsimonious and %d intermediate models fit equally well; all are"
                  + " in the results, robustness takes %s",
              prefix,
              complex,
              parsimonious,
              intermediate,
              analysis.models().get(0).name()));
    }
    for (SolutionTerm term : analysis.models().get(0).model().model().terms()) {
      if (!term.deviant().isEmpty()) {
        results.warning(
            prefix
                + "cases in "
                + term.label()
                + " but not in the outcome: "
                + few(term.deviant()));
      }
    }
  }

  private static String few(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    return names.size() <= NAMED ? first : first + " and " + (names.size() - NAMED) + " more";
  }
}
