package org.panelworks.jobs.qca;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.panelworks.SettingsException;
import org.panelworks.jobs.runtime.Results;
import org.panelworks.jobs.runtime.Setting;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.qca.Condition;
import org.panelworks.qca.CoverLimits;
import org.panelworks.qca.Expectation;
import org.panelworks.qca.HalfMembership;
import org.panelworks.qca.NecessityOptions;
import org.panelworks.qca.QcaAnalysis;
import org.panelworks.qca.QcaOptions;
import org.panelworks.qca.SetCatalog;
import org.panelworks.qca.TruthTableOptions;

/** Reads the {@code fsqca} section; what is wrong with it is recorded in the reader. */
final class FsqcaSettingsReader {
  private final SettingsReader section;

  private FsqcaSettingsReader(SettingsReader section) {
    this.section = section;
  }

  static Optional<FsqcaSettings> read(SettingsReader section) {
    return new FsqcaSettingsReader(section).settings();
  }

  private Optional<FsqcaSettings> settings() {
    String caseColumn = section.text("case");
    Optional<String> time = section.optionalText("time");
    List<String> conditions = section.texts("conditions");
    HalfMembership half =
        section.choice("half-membership", HalfMembership.class, HalfMembership.WARN);
    boolean necessaryAsCore = section.flag("necessary-as-core", false);
    Map<String, String> labels = labels();
    int decimals = section.integer("decimals", 3);
    Optional<NecessityOptions> necessity = necessity();
    Optional<SetCatalog> sets = CalibrationReader.read(section);
    Optional<List<Condition>> known = sets.flatMap(catalog -> conditions(catalog, conditions));
    List<AnalysisSettings> analyses = analyses(known, sets);
    Optional<RobustnessSettings> robustness =
        RobustnessReader.read(section, sets, conditions, analyses);
    Optional<AgreementSettings> agreement =
        section
            .optionalSection("agreement")
            .flatMap(
                reader ->
                    reader.build(
                        () ->
                            new AgreementSettings(reader.texts("first"), reader.texts("second"))));
    if (section.anyProblem() || sets.isEmpty() || necessity.isEmpty()) {
      return Optional.empty();
    }
    return section.build(
        () ->
            new FsqcaSettings(
                caseColumn,
                time,
                sets.get(),
                conditions,
                half,
                analyses,
                necessity.get(),
                necessaryAsCore,
                robustness,
                agreement,
                labels,
                decimals));
  }

  private Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    section
        .optionalSection("labels")
        .ifPresent(reader -> reader.names().forEach(name -> labels.put(name, reader.text(name))));
    return labels;
  }

  private Optional<NecessityOptions> necessity() {
    double cutoff = section.number("necessity-cutoff", 0.9);
    Optional<SettingsReader> suin = section.optionalSection("suin");
    int size = suin.map(reader -> reader.integer("size", 3)).orElse(2);
    double ron = suin.map(reader -> reader.number("ron-cutoff", 0.5)).orElse(0.0);
    return section.build(() -> new NecessityOptions(cutoff, size, ron));
  }

  private Optional<List<Condition>> conditions(SetCatalog sets, List<String> names) {
    return section.build("conditions", () -> names.stream().map(sets::condition).toList());
  }

  private List<AnalysisSettings> analyses(
      Optional<List<Condition>> conditions, Optional<SetCatalog> sets) {
    List<AnalysisSettings> analyses = new ArrayList<>();
    AnalysisReader reader = new AnalysisReader(conditions, sets);
    reader.own(section).ifPresent(analyses::add);
    Set<String> names = new HashSet<>();
    for (SettingsReader further : section.sections("further")) {
      String name = further.text("name");
      if (!Results.isSafe(name)) {
        further.problem("name", "must consist of letters, digits, `_`, `-` and `.`");
      } else if (!names.add(name)) {
        further.problem(
            "name", "must differ from that of every other analysis, got `" + name + "`");
      }
      if (!analyses.isEmpty()) {
        reader.further(name, further, analyses.get(0)).ifPresent(analyses::add);
      }
    }
    return analyses;
  }

  /** Reads the analyses, each checked against the conditions as far as these are known. */
  private record AnalysisReader(Optional<List<Condition>> conditions, Optional<SetCatalog> sets) {

    Optional<AnalysisSettings> own(SettingsReader section) {
      String outcome = section.text("outcome");
      boolean negated = section.flag("negate-outcome", false);
      QcaOptions usual =
          new QcaOptions(
              new TruthTableOptions(0.8, 0.7, 1, Set.of()),
              Map.of(),
              Set.of(),
              CoverLimits.standard());
      return options(section, usual).flatMap(o -> checked(section, "", outcome, negated, o));
    }

    /** What concerns the outcome is taken over for the same outcome only. */
    Optional<AnalysisSettings> further(String name, SettingsReader section, AnalysisSettings own) {
      String outcome = section.text("outcome", own.outcome());
      boolean same = outcome.equals(own.outcome());
      boolean negated = section.flag("negate-outcome", same && own.negated());
      boolean turned = negated != own.negated();
      QcaOptions usual = own.options();
      if (!same) {
        TruthTableOptions cutoffs = usual.truthTable();
        usual =
            usual
                .withExpectations(Map.of())
                .withTruthTable(
                    new TruthTableOptions(
                        cutoffs.consistencyCutoff(),
                        cutoffs.priCutoff(),
                        cutoffs.frequencyCutoff(),
                        Set.of()));
      } else if (turned && conditions.isPresent()) {
        usual = usual.opposite(conditions.get());
      }
      return options(section, usual).flatMap(o -> checked(section, name, outcome, negated, o));
    }

    private Optional<AnalysisSettings> checked(
        SettingsReader section, String name, String outcome, boolean negated, QcaOptions options) {
      sets.ifPresent(catalog -> section.build("outcome", () -> catalog.condition(outcome)));
      conditions.ifPresent(
          known ->
              section.build(
                  () -> {
                    QcaAnalysis.of(options).check(known);
                    return options;
                  }));
      return Optional.of(new AnalysisSettings(name, outcome, negated, options));
    }

    private Optional<QcaOptions> options(SettingsReader section, QcaOptions usual) {
      TruthTableOptions before = usual.truthTable();
      double consistency = section.number("consistency-cutoff", before.consistencyCutoff());
      double pri = section.number("pri-cutoff", before.priCutoff());
      int frequency = section.integer("frequency-cutoff", before.frequencyCutoff());
      Set<Integer> excluded = excluded(section, before.excludedRows());
      int models = section.integer("max-models", usual.limits().models());
      long steps = section.longInteger("max-steps", usual.limits().steps());
      Map<String, Expectation> expectations =
          section
              .optionalSection("expectations")
              .map(AnalysisReader::expectations)
              .orElse(usual.expectations());
      return section.build(
          () ->
              new QcaOptions(
                  new TruthTableOptions(consistency, pri, frequency, excluded),
                  expectations,
                  Set.of(),
                  new CoverLimits(models, steps)));
    }

    private static Set<Integer> excluded(SettingsReader section, Set<Integer> usual) {
      if (!section.has("exclude-rows")) {
        return usual;
      }
      Set<Integer> rows = new LinkedHashSet<>();
      for (double row : section.numbers("exclude-rows", List.of())) {
        if (row != Math.rint(row) || Math.abs(row) > Integer.MAX_VALUE) {
          section.problem("exclude-rows", "must be row numbers, got " + row);
        }
        rows.add((int) row);
      }
      return rows;
    }

    private static Map<String, Expectation> expectations(SettingsReader section) {
      Map<String, Expectation> expectations = new LinkedHashMap<>();
      for (String condition : section.names()) {
        section
            .build(condition, () -> expectation(section.elements(condition)))
            .ifPresent(expectation -> expectations.put(condition, expectation));
      }
      return expectations;
    }

    private static Expectation expectation(List<Setting> elements) {
      List<String> words = elements.stream().map(Setting::text).toList();
      if (words.size() == 1) {
        switch (words.get(0)) {
          case "present" -> {
            return Expectation.present();
          }
          case "absent" -> {
            return Expectation.absent();
          }
          case "any" -> {
            return Expectation.any();
          }
          default -> {}
        }
      }
      Set<Integer> levels = new LinkedHashSet<>();
      for (String word : words) {
        if (!word.matches("[0-9]{1,2}")) {
          throw new SettingsException(
              "must be present, absent, any or a list of levels, got `" + word + "`");
        }
        levels.add(Integer.parseInt(word));
      }
      return new Expectation(levels);
    }
  }
}
