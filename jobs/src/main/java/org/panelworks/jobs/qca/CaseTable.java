package org.panelworks.jobs.qca;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.panelworks.DataException;
import org.panelworks.jobs.panel.SmallTable;
import org.panelworks.panel.PanelBlocks;

/**
 * The cases with the columns that a study uses: in the order of the file where one file was read
 * and nothing moved its rows, otherwise in the order of their names (and times), so that the order
 * never hangs on how the rows were spread.
 */
final class CaseTable {
  private final List<SmallTable.Row> rows;
  private final List<String> categories;
  private final List<String> numeric;
  private final Optional<String> time;

  private CaseTable(
      List<SmallTable.Row> rows,
      List<String> categories,
      List<String> numeric,
      Optional<String> time) {
    this.rows = rows;
    this.categories = categories;
    this.numeric = numeric;
    this.time = time;
  }

  /** Numeric columns that a study uses. */
  static List<String> numeric(FsqcaSettings settings) {
    List<String> sets = new ArrayList<>(settings.conditions());
    sets.addAll(settings.outcomes());
    Set<String> columns = new LinkedHashSet<>(settings.sets().columns(sets));
    settings.time().ifPresent(columns::add);
    return List.copyOf(columns);
  }

  /** Category columns that a study uses, the case first. */
  static List<String> categories(FsqcaSettings settings) {
    Set<String> columns = new LinkedHashSet<>(List.of(settings.caseColumn()));
    settings
        .agreement()
        .ifPresent(
            agreement -> {
              columns.addAll(agreement.first());
              columns.addAll(agreement.second());
            });
    return List.copyOf(columns);
  }

  /**
   * The cases of a sample.
   *
   * @param inFileOrder whether the blocks hold the rows of one file as they stand there
   */
  static CaseTable of(PanelBlocks blocks, FsqcaSettings settings, boolean inFileOrder) {
    List<String> categories = categories(settings);
    List<String> numeric = numeric(settings);
    List<SmallTable.Row> rows =
        new ArrayList<>(SmallTable.collectAsRead(blocks, "fsqca", categories, numeric).rows());
    CaseTable table = new CaseTable(rows, categories, numeric, settings.time());
    table.checkKeys(settings);
    if (inFileOrder) {
      return table;
    }
    Comparator<SmallTable.Row> order = Comparator.comparing(row -> row.labels()[0]);
    if (settings.time().isPresent()) {
      int column = numeric.indexOf(settings.time().get());
      order = order.thenComparingDouble(row -> row.values()[column]);
    }
    rows.sort(order);
    return table;
  }

  private void checkKeys(FsqcaSettings settings) {
    if (rows.isEmpty()) {
      throw new DataException("fsqca: the sample has no case");
    }
    long nameless = rows.stream().filter(row -> row.labels()[0].isEmpty()).count();
    if (nameless > 0) {
      throw new DataException(
          "fsqca: every case must have a name in column `"
              + settings.caseColumn()
              + "`, missing in "
              + nameless
              + " rows");
    }
    if (time.isPresent()) {
      for (double value : column(time.get())) {
        if (value != Math.rint(value)) {
          throw new DataException(
              "fsqca: time must be a whole number in column `" + time.get() + "`, got " + value);
        }
      }
    }
  }

  /** The table without a case, all its times where it has several. */
  CaseTable without(String unit) {
    List<SmallTable.Row> kept = rows.stream().filter(row -> !row.labels()[0].equals(unit)).toList();
    return new CaseTable(kept, categories, numeric, time);
  }

  /** Number of cases, or of case-times. */
  int size() {
    return rows.size();
  }

  /** The names, with the time where the study has one: {@code Fujian 2019}. */
  List<String> names() {
    if (time.isEmpty()) {
      return units();
    }
    long[] times = times();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      names.add(rows.get(i).labels()[0] + " " + times[i]);
    }
    return names;
  }

  /** The names without the time. */
  List<String> units() {
    return rows.stream().map(row -> row.labels()[0]).toList();
  }

  /** The times. */
  long[] times() {
    double[] values = column(time.orElseThrow());
    long[] times = new long[values.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = (long) values[i];
    }
    return times;
  }

  /** A numeric column, [cases]. */
  double[] column(String name) {
    int column = numeric.indexOf(name);
    return rows.stream().mapToDouble(row -> row.values()[column]).toArray();
  }

  /** A category column, [cases]; refuses a missing code. */
  List<String> codes(String name) {
    int column = categories.indexOf(name);
    List<String> codes = rows.stream().map(row -> row.labels()[column]).toList();
    if (codes.contains("")) {
      throw new DataException(
          "fsqca: both coders must have coded every case, missing in column `" + name + "`");
    }
    return codes;
  }
}
