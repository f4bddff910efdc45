package org.panelworks.jobs.qca;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.panelworks.jobs.runtime.Kind;
import org.panelworks.jobs.runtime.SettingsReader;
import org.panelworks.qca.SetCatalog;
import org.panelworks.qca.SolutionKind;

/** Reads {@code fsqca.robustness}: a section, {@code none}, or nothing for the usual variants. */
final class RobustnessReader {
  /** How far the usual variants move anchors, as a share of the distance between neighbours. */
  private static final double MOVE = 0.1;

  private static final List<Double> CONSISTENCY = List.of(0.75, 0.8, 0.83, 0.85);
  private static final List<Double> PRI = List.of(0.5, 0.6, 0.7);

  private RobustnessReader() {}

  static Optional<RobustnessSettings> read(
      SettingsReader section,
      Optional<SetCatalog> sets,
      List<String> conditions,
      List<AnalysisSettings> analyses) {
    if (section.kind("robustness") == Kind.TEXT) {
      String word = section.text("robustness");
      if (!word.equals("none")) {
        section.problem("robustness", "must be none or a section { … }, got `" + word + "`");
      }
      return Optional.empty();
    }
    if (section.anyProblem() || sets.isEmpty() || analyses.isEmpty()) {
      return section.optionalSection("robustness").flatMap(r -> read(r, sets, List.of()));
    }
    List<RobustnessSettings.Shift> usual =
        shifts(sets.get(), conditions, analyses.get(0).outcome());
    if (!section.has("robustness")) {
      return Optional.of(
          new RobustnessSettings(
              false,
              SolutionKind.INTERMEDIATE,
              CONSISTENCY,
              PRI,
              List.of(1, 2),
              usual,
              true,
              LeaveOneOut.IF_FEW));
    }
    return section.optionalSection("robustness").flatMap(r -> read(r, sets, usual));
  }

  /**
   * Each set that the analysis names with its anchors moved on and back, the others as they are.
   */
  private static List<RobustnessSettings.Shift> shifts(
      SetCatalog sets, List<String> conditions, String outcome) {
    List<String> names = new ArrayList<>(List.of(outcome));
    names.addAll(conditions);
    List<RobustnessSettings.Shift> shifts = new ArrayList<>();
    for (String name : names) {
      Map<String, List<Double>> on = sets.moved(name, MOVE);
      if (!on.isEmpty()) {
        shifts.add(new RobustnessSettings.Shift(name + " +10 %", on));
        shifts.add(new RobustnessSettings.Shift(name + " -10 %", sets.moved(name, -MOVE)));
      }
    }
    return shifts;
  }

  private static Optional<RobustnessSettings> read(
      SettingsReader reader, Optional<SetCatalog> sets, List<RobustnessSettings.Shift> usual) {
    List<RobustnessSettings.Shift> shifts = reader.has("anchors") ? declared(reader, sets) : usual;
    List<Double> consistency = fractions(reader, "consistency-cutoffs", CONSISTENCY);
    List<Double> pri = fractions(reader, "pri-cutoffs", PRI);
    List<Integer> frequency = new ArrayList<>();
    for (double cutoff : reader.numbers("frequency-cutoffs", List.of(1.0, 2.0))) {
      if (cutoff < 1 || cutoff != Math.rint(cutoff) || cutoff > Integer.MAX_VALUE) {
        reader.problem("frequency-cutoffs", "must be whole numbers from 1 up, got " + cutoff);
      }
      frequency.add((int) cutoff);
    }
    SolutionKind solution =
        reader.choice("solution", SolutionKind.class, SolutionKind.INTERMEDIATE);
    boolean both = reader.flag("both-outcomes", true);
    return Optional.of(
        new RobustnessSettings(
            true,
            solution,
            consistency,
            pri,
            List.copyOf(frequency),
            shifts,
            both,
            leaveOneOut(reader)));
  }

  private static List<RobustnessSettings.Shift> declared(
      SettingsReader reader, Optional<SetCatalog> sets) {
    List<RobustnessSettings.Shift> shifts = new ArrayList<>();
    for (SettingsReader shift : reader.sections("anchors")) {
      String name = shift.text("name");
      SettingsReader values = shift.section("sets");
      Map<String, List<Double>> anchors = new LinkedHashMap<>();
      values.names().forEach(set -> anchors.put(set, values.numbers(set)));
      sets.flatMap(catalog -> shift.build("sets", () -> catalog.shifted(anchors)))
          .ifPresent(shifted -> shifts.add(new RobustnessSettings.Shift(name, anchors)));
    }
    return shifts;
  }

  private static LeaveOneOut leaveOneOut(SettingsReader reader) {
    if (!reader.has("leave-one-out")) {
      return LeaveOneOut.IF_FEW;
    }
    return reader.flag("leave-one-out", true) ? LeaveOneOut.ALWAYS : LeaveOneOut.NEVER;
  }

  private static List<Double> fractions(SettingsReader reader, String key, List<Double> usual) {
    List<Double> values = reader.numbers(key, usual);
    for (double value : values) {
      if (!(value >= 0 && value <= 1)) {
        reader.problem(key, "must lie in [0, 1], got " + value);
      }
    }
    return values;
  }
}
