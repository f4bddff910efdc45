package org.panelworks.jobs.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;

/**
 * Counts the firms whose industry code is not the same in all their rows, while the rows of a table
 * by year are written. The rows must come firm by firm, so the key has to begin with the firm.
 */
final class IndustryChanges implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int EXAMPLES = 5;

  private final int firm;
  private final List<Watched> columns;

  private IndustryChanges(int firm, List<Watched> columns) {
    this.firm = firm;
    this.columns = List.copyOf(columns);
  }

  /** A column of codes with what is found; sums over the parts of the table. */
  private record Watched(
      int at,
      String name,
      LongAccumulator firms,
      LongAccumulator changing,
      CollectionAccumulator<String> examples)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * What was found of a column.
   *
   * @param firms that have a code in any row
   * @param changing those of them that have several
   * @param examples a few of the latter, with their codes in the order of the rows
   */
  record Found(String column, long firms, long changing, List<String> examples) {}

  /** A count for a table; none where it has no date, no industry or another order of rows. */
  static Optional<IndustryChanges> of(SparkSession spark, TableLayout layout) {
    List<String> codes = layout.columns().stream().map(OutputColumn::code).toList();
    int firm = ColumnNames.id(codes);
    if (layout.date() < 0 || firm < 0 || layout.key().get(0) != firm) {
      return Optional.empty();
    }
    List<Watched> columns = new ArrayList<>();
    for (int i = 0; i < codes.size(); i++) {
      if (Policies.INDUSTRIES.contains(codes.get(i).toLowerCase(Locale.ROOT))) {
        columns.add(
            new Watched(
                Conversion.LEADING + i,
                layout.columns().get(i).name(),
                spark.sparkContext().longAccumulator(),
                spark.sparkContext().longAccumulator(),
                spark.sparkContext().collectionAccumulator()));
      }
    }
    return columns.isEmpty()
        ? Optional.empty()
        : Optional.of(new IndustryChanges(Conversion.LEADING + firm, columns));
  }

  /** Looks at the rows of one part, sorted by firm. */
  Watch watch() {
    return new Watch();
  }

  /** What was found in all parts, once they are written. */
  List<Found> found() {
    return columns.stream()
        .map(
            column ->
                new Found(
                    column.name(),
                    column.firms().value(),
                    column.changing().value(),
                    column.examples().value().stream().sorted().limit(EXAMPLES).toList()))
        .toList();
  }

  /** The rows of one part as they pass. */
  final class Watch {
    private final List<Set<Object>> seen = new ArrayList<>();
    private @Nullable Object current;

    private Watch() {
      columns.forEach(column -> seen.add(new LinkedHashSet<>()));
    }

    /** Takes the next row. */
    void see(Row row) {
      Object next = row.get(firm);
      if (!Objects.equals(next, current)) {
        end();
        current = next;
      }
      for (int i = 0; i < columns.size(); i++) {
        Object code = row.get(columns.get(i).at());
        if (code != null) {
          seen.get(i).add(code);
        }
      }
    }

    /** Ends the firm at hand. */
    void end() {
      for (int i = 0; i < columns.size(); i++) {
        Watched column = columns.get(i);
        Set<Object> codes = seen.get(i);
        if (current != null && !codes.isEmpty()) {
          column.firms().add(1);
        }
        if (current != null && codes.size() > 1) {
          column.changing().add(1);
          if (column.changing().count() <= EXAMPLES) {
            column.examples().add(current + ": " + String.join(", ", words(codes)));
          }
        }
        codes.clear();
      }
    }

    private static List<String> words(Set<Object> codes) {
      return codes.stream().map(String::valueOf).toList();
    }
  }
}
