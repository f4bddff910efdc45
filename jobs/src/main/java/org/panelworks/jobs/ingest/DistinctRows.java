package org.panelworks.jobs.ingest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;

/**
 * Of rows sorted by key, file and line, the first of each key. A later row that is the same in
 * every column is left out and counted; one that is not is a conflict.
 */
final class DistinctRows implements FlatMapFunction<Iterator<Row>, Row> {
  private static final long serialVersionUID = 1L;
  private static final int EXAMPLES = 5;

  private final int[] key;
  private final int width;
  private final LongAccumulator duplicates;
  private final LongAccumulator conflicts;
  private final CollectionAccumulator<String> examples;
  private final List<String> files;
  private final @Nullable IndustryChanges industries;

  /**
   * Rows of a table.
   *
   * @param files by number, for messages
   * @param industries counts along; null where there is nothing to count
   */
  DistinctRows(
      TableLayout layout,
      LongAccumulator duplicates,
      LongAccumulator conflicts,
      CollectionAccumulator<String> examples,
      List<String> files,
      @Nullable IndustryChanges industries) {
    this.key = layout.key().stream().mapToInt(at -> Conversion.LEADING + at).toArray();
    this.width = layout.width();
    this.duplicates = duplicates;
    this.conflicts = conflicts;
    this.examples = examples;
    this.files = List.copyOf(files);
    this.industries = industries;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> sorted) {
    return new Distinct(sorted);
  }

  private final class Distinct implements Iterator<Row> {
    private final Iterator<Row> sorted;
    private @Nullable Row group;
    private @Nullable Row next;
    private final IndustryChanges.@Nullable Watch watch;
    private int shown;

    Distinct(Iterator<Row> sorted) {
      this.sorted = sorted;
      this.watch = industries == null ? null : industries.watch();
      advance();
    }

    private void advance() {
      next = null;
      while (next == null && sorted.hasNext()) {
        Row row = sorted.next();
        Row first = group;
        if (first == null || !sameKey(first, row)) {
          group = row;
          next = row;
        } else if (same(first, row)) {
          duplicates.add(1);
        } else {
          conflict(first, row);
        }
      }
      if (watch != null) {
        if (next == null) {
          watch.end();
        } else {
          watch.see(next);
        }
      }
    }

    private void conflict(Row first, Row row) {
      conflicts.add(1);
      if (shown++ < EXAMPLES) {
        List<String> values = new ArrayList<>();
        for (int at : key) {
          values.add(String.valueOf(row.get(at)));
        }
        examples.add(
            "(" + String.join(", ", values) + ") in " + place(first) + " and " + place(row));
      }
    }

    private String place(Row row) {
      return files.get(row.getInt(1)) + " line " + row.getLong(2);
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Row next() {
      Row row = next;
      if (row == null) {
        throw new NoSuchElementException();
      }
      advance();
      Object[] cells = new Object[width];
      for (int i = 0; i < width; i++) {
        cells[i] = row.get(Conversion.LEADING + i);
      }
      return RowFactory.create(cells);
    }
  }

  private boolean sameKey(Row left, Row right) {
    for (int at : key) {
      if (!Objects.equals(left.get(at), right.get(at))) {
        return false;
      }
    }
    return true;
  }

  private boolean same(Row left, Row right) {
    for (int i = Conversion.LEADING; i < Conversion.LEADING + width; i++) {
      if (!Objects.equals(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }
}
