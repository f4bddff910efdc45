package org.panelworks.jobs.ingest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.panelworks.DataException;

/** The policies that leave rows out, for the columns of one file. */
final class RowFilter {
  private static final int FIRST_OF_JANUARY = 101;

  /** The date column of statements, which have restated balances. */
  private static final String STATEMENTS = "accper";

  private final int typrep;
  private final String kept;
  private final int date;
  private final List<Integer> ends;
  private final boolean statements;

  private RowFilter(int typrep, String kept, int date, List<Integer> ends, boolean statements) {
    this.typrep = typrep;
    this.kept = kept;
    this.date = date;
    this.ends = ends;
    this.statements = statements;
  }

  /**
   * A filter.
   *
   * @throws DataException where a declared policy has no column to act on
   */
  static RowFilter of(Policies policies, List<String> codes, String shown) {
    int typrep = position(codes, List.of("typrep"));
    int date = date(policies, codes);
    if (!policies.typrep().isEmpty() && typrep < 0) {
      throw new DataException(shown + ": typrep is declared, but there is no column Typrep");
    }
    if (!policies.periodEnds().isEmpty() && date < 0) {
      throw new DataException(
          shown
              + ": period-end is declared, but there is no date column ("
              + String.join(", ", Policies.DATES)
              + " or the one that `date` names)");
    }
    List<Integer> ends =
        policies.periodEnds().stream()
            .map(
                end ->
                    100 * Integer.parseInt(end.substring(0, 2))
                        + Integer.parseInt(end.substring(3)))
            .toList();
    boolean statements = date >= 0 && codes.get(date).equalsIgnoreCase(STATEMENTS);
    return new RowFilter(typrep, policies.typrep(), date, ends, statements);
  }

  /** Where the date column stands, -1 where there is none. */
  static int date(Policies policies, List<String> codes) {
    if (policies.date().equals(Policies.NO_DATE)) {
      return -1;
    }
    return policies.date().isEmpty()
        ? position(codes, Policies.DATES)
        : position(codes, List.of(policies.date().toLowerCase(Locale.ROOT)));
  }

  /** Where the first of some columns stands, by lower-case name; -1 where none is there. */
  static int position(List<String> codes, List<String> wanted) {
    List<String> folded = codes.stream().map(code -> code.toLowerCase(Locale.ROOT)).toList();
    return wanted.stream().map(folded::indexOf).filter(at -> at >= 0).findFirst().orElse(-1);
  }

  /** Why a row is left out; nothing where it stays. */
  Optional<DropReason> drop(String[] cells) {
    if (!kept.isEmpty() && !cells[typrep].equalsIgnoreCase(kept)) {
      return Optional.of(DropReason.TYPREP);
    }
    if (!ends.isEmpty()) {
      int day = monthDay(cells);
      if (day > 0 && !ends.contains(day)) {
        return Optional.of(day == FIRST_OF_JANUARY ? DropReason.RESTATED : DropReason.PERIOD_END);
      }
    }
    return Optional.empty();
  }

  /** Whether a row is a statement's restated one of the first of January. */
  boolean isRestated(String[] cells) {
    return statements && monthDay(cells) == FIRST_OF_JANUARY;
  }

  /** What kind of statement a row is, empty where the table has no kinds. */
  String typrep(String[] cells) {
    return typrep < 0 ? "" : cells[typrep];
  }

  private int monthDay(String[] cells) {
    CellShape shape = CellShape.of(cells[date]);
    return shape == CellShape.DATE || shape == CellShape.DAY_DIGITS
        ? Dates.day(cells[date]) % 10_000
        : 0;
  }
}
