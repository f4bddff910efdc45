package org.panelworks.jobs.qca;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.apache.spark.TaskContext;
import org.panelworks.DataException;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.Pass;

/** The rows of a sample, brought to the driver. */
final class CaseRows implements Serializable {
  private static final long serialVersionUID = 1L;

  /** More rows than this are refused: this many fit the driver, and no more is ever taken. */
  static final int MOST_ROWS = 1_000_000;

  /**
   * One row.
   *
   * @param labels of the category columns asked for; empty where missing
   * @param values of the numeric columns asked for, NaN where missing
   */
  record Case(String[] labels, double[] values) implements Serializable {}

  /** The rows of each partition: of one file, partitions are successive pieces. */
  private final TreeMap<Integer, List<Case>> byPartition = new TreeMap<>();

  private int size;

  /** All rows, partition by partition. */
  List<Case> rows() {
    List<Case> rows = new ArrayList<>(size);
    byPartition.values().forEach(rows::addAll);
    return rows;
  }

  private void add(int partition, Case row) {
    byPartition.computeIfAbsent(partition, key -> new ArrayList<>()).add(row);
    size++;
    check();
  }

  private CaseRows addAll(CaseRows other) {
    other.byPartition.forEach(
        (partition, rows) ->
            byPartition.computeIfAbsent(partition, key -> new ArrayList<>()).addAll(rows));
    size += other.size;
    check();
    return this;
  }

  private void check() {
    if (size > MOST_ROWS) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "fsqca takes at most %,d cases, got more: take a sample or aggregate them",
              MOST_ROWS));
    }
  }

  /**
   * Collects rows.
   *
   * @param categories names of category columns
   * @param numeric names of numeric columns
   */
  record Collect(List<String> categories, List<String> numeric) implements Pass<CaseRows> {
    private static final long serialVersionUID = 1L;

    @Override
    public CaseRows start() {
      return new CaseRows();
    }

    @Override
    public CaseRows add(CaseRows into, PanelBlock block) {
      int[] labels = categories.stream().mapToInt(block.schema()::categoryIndex).toArray();
      int[] values = numeric.stream().mapToInt(block.schema()::numericIndex).toArray();
      for (int row = 0; row < block.rows(); row++) {
        if (block.inSample(row)) {
          into.add(TaskContext.getPartitionId(), one(block, row, labels, values));
        }
      }
      return into;
    }

    private static Case one(PanelBlock block, int row, int[] labels, int[] values) {
      String[] texts = new String[labels.length];
      for (int i = 0; i < labels.length; i++) {
        int code = block.codes(labels[i])[row];
        texts[i] = code < 0 ? "" : block.dictionary(labels[i])[code];
      }
      double[] numbers = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        numbers[i] = block.numeric(values[i])[row];
      }
      return new Case(texts, numbers);
    }

    @Override
    public CaseRows merge(CaseRows left, CaseRows right) {
      return left.addAll(right);
    }
  }
}
