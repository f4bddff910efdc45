package org.panelworks.qca;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.panelworks.SettingsException;

/**
 * The rows of a truth table: every combination of the conditions' levels. Row numbers start at 1;
 * row − 1 is the number whose digits are the levels, the first condition the most significant. At
 * most 16 conditions and 65,536 rows (sixteen two-valued conditions): beyond that the space is
 * refused.
 */
final class ConfigurationSpace {
  static final int MOST_CONDITIONS = 16;
  static final int MOST_ROWS = 65_536;

  private final List<Condition> conditions;
  private final int rows;

  private ConfigurationSpace(List<Condition> conditions, int rows) {
    this.conditions = conditions;
    this.rows = rows;
  }

  static ConfigurationSpace of(List<Condition> conditions) {
    if (conditions.isEmpty()) {
      throw new SettingsException("conditions must name at least one condition, got none");
    }
    Set<String> names = new HashSet<>();
    for (Condition condition : conditions) {
      if (!names.add(condition.name())) {
        throw new SettingsException(
            "conditions must differ, got " + condition.name() + " more than once");
      }
    }
    long rows = 1;
    for (Condition condition : conditions) {
      rows = Math.min(rows * condition.levels(), Integer.MAX_VALUE);
    }
    if (conditions.size() > MOST_CONDITIONS || rows > MOST_ROWS) {
      throw new SettingsException(
          "the truth table may have at most "
              + MOST_CONDITIONS
              + " conditions and "
              + MOST_ROWS
              + " rows, got "
              + conditions.size()
              + " conditions"
              + (rows == Integer.MAX_VALUE ? "" : " and " + rows + " rows"));
    }
    return new ConfigurationSpace(List.copyOf(conditions), (int) rows);
  }

  List<Condition> conditions() {
    return conditions;
  }

  /** Number of rows. */
  int rows() {
    return rows;
  }

  /** The packed row of a row number, from 1. */
  long row(int id) {
    long row = 0;
    int rest = id - 1;
    for (int i = conditions.size() - 1; i >= 0; i--) {
      int levels = conditions.get(i).levels();
      row = Term.withLevel(row, i, rest % levels);
      rest /= levels;
    }
    return row;
  }

  /** The row number, from 1, of a packed row. */
  int id(long row) {
    int id = 0;
    for (int i = 0; i < conditions.size(); i++) {
      id = id * conditions.get(i).levels() + Term.levelOf(row, i);
    }
    return id + 1;
  }

  /** The row numbers, ascending, that any of the terms covers. */
  List<Integer> covered(List<Term> terms, List<Integer> among) {
    List<Integer> covered = new ArrayList<>();
    for (Integer id : among) { // the list's own objects: there may be millions
      long row = row(id);
      for (Term term : terms) {
        if (term.covers(row)) {
          covered.add(id);
          break;
        }
      }
    }
    return covered;
  }

  /** The literals of a term, in the conditions' order. */
  List<String> literals(Term term) {
    List<String> literals = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      if (term.fixes(i)) {
        literals.add(conditions.get(i).literal(term.level(i)));
      }
    }
    return literals;
  }

  /** Shorter terms first, then by the conditions they fix, then presence before absence. */
  Comparator<Term> order() {
    return Comparator.comparingInt(Term::size).thenComparing(this::compareLiterals);
  }

  private int compareLiterals(Term left, Term right) {
    for (int i = 0; i < conditions.size(); i++) {
      if (left.fixes(i) != right.fixes(i)) {
        return left.fixes(i) ? -1 : 1;
      }
      if (left.fixes(i) && left.level(i) != right.level(i)) {
        return right.level(i) - left.level(i);
      }
    }
    return 0;
  }
}
