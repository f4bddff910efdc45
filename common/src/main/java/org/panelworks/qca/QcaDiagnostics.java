package org.panelworks.qca;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.panelworks.EstimationException;

/**
 * What may be wrong with an analysis although every number in it is right.
 *
 * @param skews how each two-valued set and the outcome split the cases
 * @param undecided cases that a membership of exactly 0.5 leaves in no truth table row
 * @param simultaneous frequent rows consistent with the outcome and with its negation
 * @param positiveForBoth those of them that count as positive in both analyses
 * @param contradictory remainders assumed to lead to the outcome by a parsimonious model, and to
 *     its negation by one of the negated analysis
 * @param contradictoryEasy the same among the easy counterfactuals
 * @param negation why the negated outcome could not be analysed; empty where it could
 */
public record QcaDiagnostics(
    List<SetSkew> skews,
    List<String> undecided,
    List<Integer> simultaneous,
    List<Integer> positiveForBoth,
    List<Integer> contradictory,
    List<Integer> contradictoryEasy,
    Optional<String> negation) {
  private static final int NAMED = 8;

  public QcaDiagnostics {
    skews = List.copyOf(skews);
    undecided = List.copyOf(undecided);
    simultaneous = List.copyOf(simultaneous);
    positiveForBoth = List.copyOf(positiveForBoth);
    contradictory = List.copyOf(contradictory);
    contradictoryEasy = List.copyOf(contradictoryEasy);
  }

  /**
   * Examines an analysis; the negated outcome is analysed with the same cut-offs and the opposite
   * expectations.
   */
  public static QcaDiagnostics of(QcaSample sample, QcaOptions options, QcaResult result) {
    QcaSample negated = sample.negated();
    TruthTable negatedTable = TruthTable.of(negated, options.truthTable());
    Optional<QcaResult> negation = Optional.empty();
    String reason = "";
    try {
      negation = Optional.of(QcaAnalysis.of(options.opposite(sample.conditions())).fit(negated));
    } catch (EstimationException e) {
      reason = String.valueOf(e.getMessage());
    }
    List<Integer> positiveForBoth = new ArrayList<>(result.truthTable().rows(RowOutcome.POSITIVE));
    positiveForBoth.retainAll(Set.copyOf(negatedTable.rows(RowOutcome.POSITIVE)));
    return new QcaDiagnostics(
        skews(sample),
        result.truthTable().undecided(),
        simultaneous(result.truthTable(), negatedTable, options.truthTable()),
        positiveForBoth,
        common(assumed(result), negation.map(QcaDiagnostics::assumed)),
        common(easy(result), negation.map(QcaDiagnostics::easy)),
        negation.isPresent() ? Optional.empty() : Optional.of(reason));
  }

  private static List<SetSkew> skews(QcaSample sample) {
    List<SetSkew> skews = new ArrayList<>();
    for (int c = 0; c < sample.conditions().size(); c++) {
      if (!sample.conditions().get(c).multiValue()) {
        skews.add(SetSkew.of(sample.conditions().get(c).name(), sample.values(c)));
      }
    }
    skews.add(SetSkew.of(sample.outcome(), sample.outcomeValues()));
    return skews;
  }

  private static List<Integer> simultaneous(
      TruthTable table, TruthTable negated, TruthTableOptions cutoffs) {
    List<Integer> rows = new ArrayList<>();
    for (int r = 0; r < table.observed().size(); r++) {
      TruthTableRow row = table.observed().get(r);
      double least = Math.min(row.consistency(), negated.observed().get(r).consistency());
      if (row.n() >= cutoffs.frequencyCutoff()
          && TruthTableOptions.reaches(least, cutoffs.consistencyCutoff())) {
        rows.add(row.id());
      }
    }
    return rows;
  }

  private static Set<Integer> assumed(QcaResult result) {
    Set<Integer> rows = new TreeSet<>();
    result.parsimonious().simplifyingAssumptions().forEach(rows::addAll);
    return rows;
  }

  private static Set<Integer> easy(QcaResult result) {
    Set<Integer> rows = new TreeSet<>();
    result.intermediate().forEach(solution -> rows.addAll(solution.easy()));
    return rows;
  }

  private static List<Integer> common(Set<Integer> rows, Optional<Set<Integer>> others) {
    Set<Integer> common = new LinkedHashSet<>(rows);
    common.retainAll(others.orElse(Set.of()));
    return List.copyOf(common);
  }

  /** The warnings in words. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (!undecided.isEmpty()) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "a membership of exactly 0.5 leaves %d of the cases in no truth table row: %s%s",
              undecided.size(),
              String.join(", ", undecided.subList(0, Math.min(NAMED, undecided.size()))),
              undecided.size() > NAMED ? ", …" : ""));
    }
    for (SetSkew skew : skews) {
      if (skew.skewed()) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "set %s is skewed: %.1f %% of the cases are above 0.5",
                skew.set(),
                100 * skew.above()));
      }
    }
    warn(warnings, simultaneous, "are consistent with the outcome and with its negation");
    warn(warnings, positiveForBoth, "count as positive for the outcome and for its negation");
    warn(warnings, contradictory, "are assumed by a parsimonious model of both outcomes");
    warn(warnings, contradictoryEasy, "are easy counterfactuals of both outcomes");
    negation.ifPresent(
        reason -> warnings.add("contradictory assumptions could not be examined: " + reason));
    return warnings;
  }

  private static void warn(List<String> warnings, List<Integer> rows, String what) {
    if (!rows.isEmpty()) {
      warnings.add("truth table rows " + rows + " " + what);
    }
  }
}
