package org.panelworks.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongToIntFunction;
import java.util.function.Supplier;
import org.panelworks.linalg.LabelHash;
import org.panelworks.panel.PanelBlock;

/**
 * The columns and groupings of one block as the estimator sees them. The code of a level is a hash
 * of its labels, the same in every block, so that no dictionary of levels has to be made or sent
 * around; of a grouping within units it is that of the columns beside the unit. With 63 bits, two
 * of a million levels share a code with probability 1e-7.
 */
final class BlockView {
  private static final long MISSING = -1;

  private final PanelBlock block;
  private final BlockColumns columns;
  private final List<String> unit;
  private final Map<Dimension, long[]> codes = new HashMap<>();
  private final Map<DesignColumn, Boolean> completeColumns = new HashMap<>();
  private final Map<Dimension, Boolean> completeDimensions = new HashMap<>();
  private final Map<MaskKey, Mask> masks = new HashMap<>();

  /** What the rows of a rule depend on in a block where nothing is missing. */
  record MaskKey(
      String predicate, List<DesignColumn.Indicator> part, List<Dimension> singletonDimensions) {}

  /** The rows that a rule takes, [rows], with their counts. */
  record Mask(boolean[] alive, SampleTally tally) {}

  BlockView(PanelBlock block) {
    this.block = block;
    this.columns = new BlockColumns(block);
    this.unit = List.of(block.schema().unit());
  }

  PanelBlock block() {
    return block;
  }

  double[] numeric(String column) {
    return columns.numeric(column);
  }

  double[] values(DesignColumn column) {
    return columns.values(column);
  }

  double[] values(NumericExpression expression) {
    return columns.values(expression);
  }

  /** Whether no row of the block lacks a value of the column. */
  boolean isComplete(DesignColumn column) {
    return completeColumns.computeIfAbsent(column, this::hasEveryValue);
  }

  private boolean hasEveryValue(DesignColumn column) {
    if (column.indicators().isEmpty()
        && column.numbers().size() == 1
        && column.numbers().get(0) instanceof NumericExpression.Column plain) {
      return block.isComplete(block.schema().numericIndex(plain.column()));
    }
    return PanelBlock.isComplete(values(column));
  }

  /** Whether every row of the block has a level of the grouping. */
  boolean isComplete(Dimension dimension) {
    return completeDimensions.computeIfAbsent(
        dimension,
        wanted ->
            wanted.columnsBeside(block.schema().unit()).stream()
                .allMatch(column -> isComplete(block.codes(category(column)))));
  }

  private static boolean isComplete(int[] codes) {
    int lowest = 0;
    for (int code : codes) {
      lowest = Math.min(lowest, code);
    }
    return lowest == 0;
  }

  /** The rows of a rule, computed where no rule of the same key has been asked for. */
  Mask mask(MaskKey key, Supplier<Mask> compute) {
    return masks.computeIfAbsent(key, absent -> compute.get());
  }

  boolean isWithinUnit(Dimension dimension) {
    return dimension.isWithin(block.schema().unit());
  }

  /** Whether the grouping is the unit itself. */
  boolean isUnit(Dimension dimension) {
    return dimension.columns().equals(unit);
  }

  /** Codes of the levels of a grouping, [rows], −1 where a column of it is missing. */
  long[] codes(Dimension dimension) {
    return codes.computeIfAbsent(dimension, this::encode);
  }

  /**
   * Numbers of the rows' levels, [rows], −1 where a column of the grouping is missing or its code
   * has none. A grouping by one column is looked up label by label, not row by row.
   *
   * @param numbering the number of a level by its code
   */
  int[] numbers(Dimension dimension, LongToIntFunction numbering) {
    List<String> names = dimension.columnsBeside(block.schema().unit());
    int[] numbers = new int[block.rows()];
    if (names.size() == 1) {
      int category = category(names.get(0));
      int[] ofLabel =
          Arrays.stream(block.dictionary(category))
              .mapToInt(label -> numbering.applyAsInt(LabelHash.of(label)))
              .toArray();
      int[] local = block.codes(category);
      for (int r = 0; r < numbers.length; r++) {
        numbers[r] = local[r] < 0 ? -1 : ofLabel[local[r]];
      }
      return numbers;
    }
    long[] ofRow = codes(dimension);
    for (int r = 0; r < numbers.length; r++) {
      numbers[r] = ofRow[r] == MISSING ? -1 : numbering.applyAsInt(ofRow[r]);
    }
    return numbers;
  }

  private int category(String column) {
    int index = block.schema().categoryIndex(column);
    if (index < 0) {
      throw new IllegalArgumentException("the block has no category column " + column);
    }
    return index;
  }

  private long[] encode(Dimension dimension) {
    long[] encoded = new long[block.rows()];
    boolean first = true;
    for (String column : dimension.columnsBeside(block.schema().unit())) {
      int index = category(column);
      String[] dictionary = block.dictionary(index);
      long[] hashes = Arrays.stream(dictionary).mapToLong(LabelHash::of).toArray();
      int[] local = block.codes(index);
      for (int r = 0; r < encoded.length; r++) {
        if (local[r] < 0) {
          encoded[r] = MISSING;
        } else if (encoded[r] != MISSING) {
          long hash = hashes[local[r]];
          encoded[r] = first ? hash : LabelHash.combine(encoded[r], hash);
        }
      }
      first = false;
    }
    return encoded;
  }

  /** Leaves out the rows of a mask, [rows], in which a category has another level or none. */
  void keepLevel(DesignColumn.Indicator level, boolean[] alive) {
    columns.keepLevel(level, alive);
  }

  /**
   * The labels of a row.
   *
   * @param names category columns, none of them missing in the row; the panel's unit among them
   * @param unit the unit that the row is in
   */
  List<String> labels(List<String> names, int unit, int row) {
    List<String> labels = new ArrayList<>();
    for (String name : names) {
      int index = block.schema().categoryIndex(name);
      labels.add(
          index < 0 ? block.unitKey(unit) : block.dictionary(index)[block.codes(index)[row]]);
    }
    return labels;
  }

  /** Codes of a run's rows that tell levels of all units apart, [rows of the run]. */
  long[] identities(Dimension dimension, UnitRun run) {
    long[] all = codes(dimension);
    long[] identities = new long[run.size()];
    for (int r = 0; r < identities.length; r++) {
      identities[r] = all[run.row(r)];
    }
    if (isWithinUnit(dimension)) {
      long unit = LabelHash.of(block.unitKey(run.unit()));
      for (int r = 0; r < identities.length; r++) {
        identities[r] = LabelHash.combine(unit, identities[r]);
      }
    }
    return identities;
  }
}
