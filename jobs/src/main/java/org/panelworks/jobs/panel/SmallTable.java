package org.panelworks.jobs.panel;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.TaskContext;
import org.panelworks.DataException;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelBlocks;
import org.panelworks.panel.Pass;

/**
 * A bounded number of rows of a sample, brought to the driver for methods that take a whole table.
 * The panel needs neither unit nor time for it. More rows than {@link #MOST_ROWS} are refused,
 * never cut.
 */
public final class SmallTable {
  /** More rows than this are refused: this many fit the driver, and no more is ever taken. */
  public static final int MOST_ROWS = 1_000_000;

  private static final Comparator<Row> ORDER =
      Comparator.<Row, String[]>comparing(Row::labels, Arrays::compare)
          .thenComparing(Row::values, Arrays::compare);

  private final List<String> categories;
  private final List<String> numeric;
  private final List<Row> rows;

  private SmallTable(List<String> categories, List<String> numeric, List<Row> rows) {
    this.categories = List.copyOf(categories);
    this.numeric = List.copyOf(numeric);
    this.rows = rows;
  }

  /**
   * One row.
   *
   * @param labels of the category columns asked for; empty where missing
   * @param values of the numeric columns asked for, NaN where missing
   */
  public record Row(String[] labels, double[] values) implements Serializable {}

  /**
   * Collects the rows of the sample, in the order of their labels and then of their values,
   * whatever the order in which they were read.
   *
   * @param job named in messages
   * @param categories names of category columns
   * @param numeric names of numeric columns
   */
  public static SmallTable collect(
      PanelBlocks blocks, String job, List<String> categories, List<String> numeric) {
    SmallTable read = collectAsRead(blocks, job, categories, numeric);
    List<Row> rows = new ArrayList<>(read.rows);
    rows.sort(ORDER);
    return new SmallTable(categories, numeric, rows);
  }

  /**
   * The same, partition by partition: of one file whose rows nothing moved, partitions are
   * successive pieces, and the rows stand in the file's order.
   */
  public static SmallTable collectAsRead(
      PanelBlocks blocks, String job, List<String> categories, List<String> numeric) {
    Collect pass = new Collect(job, List.copyOf(categories), List.copyOf(numeric));
    List<Row> rows = new ArrayList<>();
    blocks.run("Collect the rows", pass).values().forEach(rows::addAll);
    return new SmallTable(categories, numeric, rows);
  }

  /** The same table; refuses a row in which a category is missing. */
  public SmallTable requireLabels(String job) {
    for (Row row : rows) {
      int missing = Arrays.asList(row.labels()).indexOf("");
      if (missing >= 0) {
        throw new DataException(
            job + ": column `" + categories.get(missing) + "` is missing in a row");
      }
    }
    return this;
  }

  /** The rows. */
  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /** Number of rows. */
  public int size() {
    return rows.size();
  }

  /** A numeric column, [rows], NaN where missing. */
  public double[] column(String name) {
    int column = numeric.indexOf(name);
    return rows.stream().mapToDouble(row -> row.values()[column]).toArray();
  }

  /** A category column, [rows], empty where missing. */
  public List<String> labels(String name) {
    int column = categories.indexOf(name);
    return rows.stream().map(row -> row.labels()[column]).toList();
  }

  /** Rows by the partition they were read in. */
  private record Collect(String job, List<String> categories, List<String> numeric)
      implements Pass<TreeMap<Integer, ArrayList<Row>>> {
    private static final long serialVersionUID = 1L;

    @Override
    public TreeMap<Integer, ArrayList<Row>> start() {
      return new TreeMap<>();
    }

    @Override
    public TreeMap<Integer, ArrayList<Row>> add(
        TreeMap<Integer, ArrayList<Row>> into, PanelBlock block) {
      int[] labels = categories.stream().mapToInt(block.schema()::categoryIndex).toArray();
      int[] values = numeric.stream().mapToInt(block.schema()::numericIndex).toArray();
      List<Row> rows = into.computeIfAbsent(TaskContext.getPartitionId(), key -> new ArrayList<>());
      for (int row = 0; row < block.rows(); row++) {
        if (block.inSample(row)) {
          rows.add(one(block, row, labels, values));
        }
      }
      check(into);
      return into;
    }

    private static Row one(PanelBlock block, int row, int[] labels, int[] values) {
      String[] texts = new String[labels.length];
      for (int i = 0; i < labels.length; i++) {
        int code = block.codes(labels[i])[row];
        texts[i] = code < 0 ? "" : block.dictionary(labels[i])[code];
      }
      double[] numbers = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        numbers[i] = block.numeric(values[i])[row];
      }
      return new Row(texts, numbers);
    }

    @Override
    public TreeMap<Integer, ArrayList<Row>> merge(
        TreeMap<Integer, ArrayList<Row>> left, TreeMap<Integer, ArrayList<Row>> right) {
      right.forEach(
          (partition, rows) ->
              left.computeIfAbsent(partition, key -> new ArrayList<>()).addAll(rows));
      check(left);
      return left;
    }

    private void check(Map<Integer, ArrayList<Row>> collected) {
      long rows = collected.values().stream().mapToLong(List::size).sum();
      if (rows > MOST_ROWS) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s takes at most %,d rows, got more: take a sample or aggregate them",
                job,
                MOST_ROWS));
      }
    }
  }
}
