package org.panelworks.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * How a sample came about: one row per step with the rows (and units) before it, dropped by it and
 * left after it, and a last row for all steps together.
 */
public final class AttritionTable {
  private AttritionTable() {}

  /**
   * One step.
   *
   * @param name as the study names it
   * @param rowsBefore rows that entered the step
   * @param rowsAfter rows that it left, at most {@code rowsBefore}
   * @param unitsBefore units with at least one row before; empty where the panel has no unit
   * @param unitsAfter units with at least one row after; empty where the panel has no unit
   * @param undecided rows for which the step's condition was null, and which were kept
   */
  public record Step(
      String name,
      long rowsBefore,
      long rowsAfter,
      OptionalLong unitsBefore,
      OptionalLong unitsAfter,
      long undecided) {
    public Step {
      if (rowsAfter < 0 || rowsAfter > rowsBefore) {
        throw new IllegalArgumentException(
            "step " + name + " must leave 0 to " + rowsBefore + " rows, got " + rowsAfter);
      }
      if (unitsBefore.isPresent() != unitsAfter.isPresent()) {
        throw new IllegalArgumentException(
            "step " + name + " must count units before and after, or neither");
      }
    }

    /** A step of a sample without units. */
    public static Step ofRows(String name, long before, long after) {
      return new Step(name, before, after, OptionalLong.empty(), OptionalLong.empty(), 0);
    }

    /** The same step with its units. */
    public Step units(long before, long after) {
      return new Step(
          name, rowsBefore, rowsAfter, OptionalLong.of(before), OptionalLong.of(after), undecided);
    }

    /** The same step with the rows for which its condition was null. */
    public Step undecided(long rows) {
      return new Step(name, rowsBefore, rowsAfter, unitsBefore, unitsAfter, rows);
    }
  }

  /**
   * Lays out the table.
   *
   * @param name what its files are called
   * @param title the caption, may be empty
   * @param steps in their order; each begins with the rows that the one before it left
   */
  public static Table of(String name, String title, List<Step> steps) {
    requireChain(steps);
    boolean units = steps.stream().anyMatch(step -> step.unitsBefore().isPresent());
    Table.Builder table = Table.builder(name).title(title);
    table.columns(units ? 6 : 3, Alignment.RIGHT);
    addHeader(table, units);
    steps.forEach(step -> table.row(row(step, units)));
    if (steps.size() > 1) {
      Step first = steps.get(0);
      Step last = steps.get(steps.size() - 1);
      table.rule();
      Step all =
          new Step(
              "All steps",
              first.rowsBefore(),
              last.rowsAfter(),
              first.unitsBefore(),
              last.unitsAfter(),
              0);
      table.row(row(all, units));
    }
    steps.stream().filter(step -> step.undecided() > 0).forEach(step -> table.note(note(step)));
    return table.build();
  }

  private static void requireChain(List<Step> steps) {
    for (int step = 1; step < steps.size(); step++) {
      long left = steps.get(step - 1).rowsAfter();
      if (steps.get(step).rowsBefore() != left) {
        throw new IllegalArgumentException(
            "step "
                + steps.get(step).name()
                + " must begin with the "
                + left
                + " rows left before it, got "
                + steps.get(step).rowsBefore());
      }
    }
  }

  private static void addHeader(Table.Builder table, boolean units) {
    List<HeaderCell> groups = new ArrayList<>();
    groups.add(HeaderCell.of(""));
    groups.add(new HeaderCell("Rows", 3));
    List<String> heads = new ArrayList<>(Arrays.asList("Step", "before", "dropped", "after"));
    if (units) {
      groups.add(new HeaderCell("Units", 3));
      heads.addAll(List.of("before", "dropped", "after"));
    }
    table.header(groups);
    table.header(heads.stream().map(HeaderCell::of).toList());
  }

  private static List<Cell> row(Step step, boolean units) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.label(step.name()));
    cells.add(Cell.count(step.rowsBefore()));
    cells.add(Cell.count(step.rowsBefore() - step.rowsAfter()));
    cells.add(Cell.count(step.rowsAfter()));
    if (units && step.unitsBefore().isPresent()) {
      long before = step.unitsBefore().getAsLong();
      long after = step.unitsAfter().getAsLong();
      cells.addAll(List.of(Cell.count(before), Cell.count(before - after), Cell.count(after)));
    } else if (units) {
      cells.addAll(List.of(Cell.empty(), Cell.empty(), Cell.empty()));
    }
    return cells;
  }

  private static String note(Step step) {
    return step.name()
        + ": the condition was missing for "
        + Digits.count(step.undecided())
        + (step.undecided() == 1 ? " row, which was kept." : " rows, which were kept.");
  }
}
