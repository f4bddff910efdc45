package org.panelworks.qca;

import java.util.List;

/**
 * One row of a truth table.
 *
 * @param id row number, from 1, the first condition the most significant digit
 * @param levels the level of each condition, [conditions]
 * @param cases names of the cases with membership above 0.5 in the row
 * @param consistency of the row as a subset of the outcome, fraction; NaN where no case has any
 *     membership
 * @param pri proportional reduction in inconsistency, fraction; NaN likewise
 * @param outcome what the minimisation takes the row for
 * @param excluded whether the analyst ruled the row out, which makes it negative
 */
public record TruthTableRow(
    int id,
    List<Integer> levels,
    List<String> cases,
    double consistency,
    double pri,
    RowOutcome outcome,
    boolean excluded) {
  public TruthTableRow {
    levels = List.copyOf(levels);
    cases = List.copyOf(cases);
  }

  /** Number of cases with membership above 0.5. */
  public int n() {
    return cases.size();
  }
}
