package org.panelworks.qca;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.panelworks.SettingsException;

/**
 * The truth table of a sample: which configurations the cases show, and how consistently each leads
 * to the outcome (Ragin 2008, ch. 7). A case belongs to the row in which its membership exceeds
 * 0.5; a case with a membership of exactly 0.5 in a condition belongs to none. Consistency and PRI
 * of a row count every case by its membership.
 */
public final class TruthTable {
  private final ConfigurationSpace space;
  private final List<TruthTableRow> observed;
  private final Set<Integer> excluded;
  private final List<String> undecided;

  private TruthTable(
      ConfigurationSpace space,
      List<TruthTableRow> observed,
      Set<Integer> excluded,
      List<String> undecided) {
    this.space = space;
    this.observed = observed;
    this.excluded = excluded;
    this.undecided = undecided;
  }

  /** The truth table of the sample. */
  public static TruthTable of(QcaSample sample, TruthTableOptions options) {
    ConfigurationSpace space = sample.space();
    checkExcluded(space, options);
    Map<Integer, List<String>> members = new TreeMap<>();
    List<String> undecided = new ArrayList<>();
    for (int i = 0; i < sample.cases().size(); i++) {
      int id = rowOf(sample, i);
      if (id == 0) {
        undecided.add(sample.cases().get(i));
      } else {
        members.computeIfAbsent(id, key -> new ArrayList<>()).add(sample.cases().get(i));
      }
    }
    List<TruthTableRow> rows = new ArrayList<>();
    Map<Integer, SetFit> fits = RowFits.of(sample, members.keySet());
    members.forEach((id, names) -> rows.add(row(space, id, names, fit(fits, id), options)));
    return new TruthTable(space, rows, options.excludedRows(), List.copyOf(undecided));
  }

  static void checkExcluded(ConfigurationSpace space, TruthTableOptions options) {
    for (int id : options.excludedRows()) {
      if (id < 1 || id > space.rows()) {
        throw new SettingsException(
            "exclude-rows must lie in 1 to " + space.rows() + ", got " + id);
      }
    }
  }

  private static SetFit fit(Map<Integer, SetFit> fits, int id) {
    SetFit fit = fits.get(id);
    if (fit == null) {
      throw new IllegalStateException("row " + id + " has no fit");
    }
    return fit;
  }

  /** The row of a case, or 0 where a membership of exactly 0.5 leaves it in none. */
  private static int rowOf(QcaSample sample, int number) {
    long row = 0;
    for (int c = 0; c < sample.conditions().size(); c++) {
      double value = sample.values(c)[number];
      int level;
      if (sample.conditions().get(c).multiValue()) {
        level = (int) value;
      } else if (value == 0.5) {
        return 0;
      } else {
        level = value > 0.5 ? 1 : 0;
      }
      row = Term.withLevel(row, c, level);
    }
    return sample.space().id(row);
  }

  private static TruthTableRow row(
      ConfigurationSpace space, int id, List<String> names, SetFit fit, TruthTableOptions options) {
    boolean excluded = options.excludedRows().contains(id);
    RowOutcome outcome;
    if (excluded) {
      outcome = RowOutcome.NEGATIVE;
    } else if (names.size() < options.frequencyCutoff()) {
      outcome = RowOutcome.REMAINDER;
    } else if (isPositive(fit, options)) {
      outcome = RowOutcome.POSITIVE;
    } else {
      outcome = RowOutcome.NEGATIVE;
    }
    return new TruthTableRow(
        id, levels(space, id), names, fit.consistency(), fit.pri(), outcome, excluded);
  }

  private static boolean isPositive(SetFit fit, TruthTableOptions options) {
    return TruthTableOptions.reaches(fit.consistency(), options.consistencyCutoff())
        && (options.priCutoff() == 0 || TruthTableOptions.reaches(fit.pri(), options.priCutoff()));
  }

  private static List<Integer> levels(ConfigurationSpace space, int id) {
    long row = space.row(id);
    List<Integer> levels = new ArrayList<>();
    for (int c = 0; c < space.conditions().size(); c++) {
      levels.add(Term.levelOf(row, c));
    }
    return levels;
  }

  public List<Condition> conditions() {
    return space.conditions();
  }

  /** The rows that hold at least one case, by row number. */
  public List<TruthTableRow> observed() {
    return observed;
  }

  /** Number of rows in all, observed or not. */
  public int size() {
    return space.rows();
  }

  /** Cases that a membership of exactly 0.5 leaves in no row. */
  public List<String> undecided() {
    return undecided;
  }

  /** The levels of any row, observed or not. */
  public List<Integer> levels(int id) {
    return levels(space, id);
  }

  /** Row numbers of an outcome, ascending; the remainders include the rows without a case. */
  public List<Integer> rows(RowOutcome outcome) {
    Set<Integer> ids = new LinkedHashSet<>();
    RowOutcome[] outcomes = new RowOutcome[space.rows() + 1];
    Arrays.fill(outcomes, RowOutcome.REMAINDER);
    for (int id : excluded) {
      outcomes[id] = RowOutcome.NEGATIVE;
    }
    for (TruthTableRow row : observed) {
      outcomes[row.id()] = row.outcome();
    }
    for (int id = 1; id < outcomes.length; id++) {
      if (outcomes[id] == outcome) {
        ids.add(id);
      }
    }
    return List.copyOf(ids);
  }

  ConfigurationSpace space() {
    return space;
  }
}
