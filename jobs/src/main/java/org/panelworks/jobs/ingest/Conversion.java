package org.panelworks.jobs.ingest;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * The second reading of a file: its rows with typed cells, after the part of the result that they
 * belong to, the file's number and the line.
 */
final class Conversion implements FlatMapFunction<Conversion.Task, Row> {
  private static final long serialVersionUID = 1L;

  /** Columns before the table's own. */
  static final int LEADING = 3;

  private final SerializableConfiguration hadoop;
  private final TableLayout layout;
  private final KeyBounds bounds;

  Conversion(SerializableConfiguration hadoop, TableLayout layout, KeyBounds bounds) {
    this.hadoop = hadoop;
    this.layout = layout;
    this.bounds = bounds;
  }

  /**
   * A file to read.
   *
   * @param number of the file
   * @param charset that fits it; null for a workbook
   */
  record Task(TableFile file, int number, @Nullable TextCharset charset) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public Iterator<Row> call(Task task) throws IOException {
    TableFile file = task.file();
    PieceSource source = new PieceSource(hadoop.value(), file.table().options());
    Records records = source.records(file.piece(), task.charset());
    HeadedRows rows = HeadedRows.of(records, file.piece(), file.table(), file.dictionary());
    TaskContext context = TaskContext.get();
    if (context != null) {
      context.addTaskCompletionListener((TaskCompletionListener) done -> close(rows));
    }
    return new Rows(task, rows);
  }

  private static void close(HeadedRows rows) {
    try {
      rows.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Rows implements Iterator<Row> {
    private final Task task;
    private final HeadedRows rows;
    private final RowFilter filter;
    private final int[] positions;
    private @Nullable TextRow next;

    Rows(Task task, HeadedRows rows) {
      this.task = task;
      this.rows = rows;
      List<String> codes = rows.header().codes();
      this.filter =
          RowFilter.of(task.file().table().policies(), codes, task.file().piece().shown());
      this.positions =
          layout.columns().stream().mapToInt(column -> codes.indexOf(column.code())).toArray();
      advance();
    }

    private void advance() {
      next = rows.next();
      while (next != null && filter.drop(next.cells()).isPresent()) {
        next = rows.next();
      }
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Row next() {
      TextRow row = next;
      if (row == null) {
        throw new NoSuchElementException();
      }
      advance();
      return typed(row);
    }

    private Row typed(TextRow row) {
      @Nullable Object[] cells = new Object[LEADING + layout.width()];
      for (int i = 0; i < positions.length; i++) {
        OutputColumn column = layout.columns().get(i);
        cells[LEADING + i] = column.type().value(row.cells()[positions[i]], column.power());
      }
      if (layout.date() >= 0) {
        Object date = cells[LEADING + layout.date()];
        cells[LEADING + positions.length] = year(date);
        cells[LEADING + positions.length + 1] = month(date);
      }
      cells[0] = bounds.part(cells[LEADING + layout.key().get(0)]);
      cells[1] = task.number();
      cells[2] = row.line();
      return RowFactory.create(cells);
    }
  }

  private static @Nullable Object year(@Nullable Object date) {
    if (date instanceof LocalDate day) {
      return day.getYear();
    }
    return date == null ? null : Integer.valueOf(date.toString().substring(0, 4));
  }

  private static @Nullable Object month(@Nullable Object date) {
    if (date instanceof LocalDate day) {
      return day.getMonthValue();
    }
    return date == null ? null : Integer.valueOf(date.toString().substring(5, 7));
  }
}
