package org.panelworks.regression;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.panelworks.SettingsException;
import org.panelworks.panel.PanelBlock;

/**
 * The columns of one block as formulas see them. Each distinct expression and each distinct design
 * column is computed once, however many models use it. For one thread, and as short-lived as the
 * visit to the block.
 */
public final class BlockColumns {
  private final PanelBlock block;
  private final Map<NumericExpression, double[]> expressions = new HashMap<>();
  private final Map<DesignColumn, double[]> designColumns = new HashMap<>();
  private final Map<Integer, Map<String, Integer>> codes = new HashMap<>();

  public BlockColumns(PanelBlock block) {
    this.block = block;
  }

  public PanelBlock block() {
    return block;
  }

  /** Values of every row of the block, [rows], NaN where missing; borrowed, never written. */
  public double[] values(NumericExpression expression) {
    double[] known = expressions.get(expression);
    if (known == null) {
      known = expression.evaluate(this);
      expressions.put(expression, known);
    }
    return known;
  }

  /** Values of every row of the block, [rows], NaN where missing; borrowed, never written. */
  public double[] values(DesignColumn column) {
    if (column.indicators().isEmpty() && column.numbers().size() == 1) {
      return values(column.numbers().get(0));
    }
    double[] known = designColumns.get(column);
    if (known == null) {
      known = new double[block.rows()];
      fill(column, known);
      designColumns.put(column, known);
    }
    return known;
  }

  /**
   * Computes a design column without keeping it.
   *
   * @param into takes the values, at least [rows]
   */
  public void fill(DesignColumn column, double[] into) {
    int rows = block.rows();
    Arrays.fill(into, 0, rows, 1.0);
    for (NumericExpression number : column.numbers()) {
      double[] factor = values(number);
      for (int row = 0; row < rows; row++) {
        into[row] *= factor[row];
      }
    }
    for (DesignColumn.Indicator indicator : column.indicators()) {
      multiply(into, indicator);
    }
  }

  private void multiply(double[] into, DesignColumn.Indicator indicator) {
    int category = category(indicator.column());
    int level = localCodes(category).getOrDefault(indicator.label(), Integer.MIN_VALUE);
    int[] rowCodes = block.codes(category);
    for (int row = 0; row < block.rows(); row++) {
      if (rowCodes[row] < 0) {
        into[row] = Double.NaN;
      } else if (rowCodes[row] != level) {
        into[row] *= 0.0;
      }
    }
  }

  /** Leaves out the rows of a mask, [rows], in which a category has another level or none. */
  void keepLevel(DesignColumn.Indicator level, boolean[] alive) {
    int category = category(level.column());
    int code = localCodes(category).getOrDefault(level.label(), Integer.MIN_VALUE);
    int[] rowCodes = block.codes(category);
    for (int row = 0; row < alive.length; row++) {
      alive[row] &= rowCodes[row] == code;
    }
  }

  /** Values of a numeric column of the panel, [rows], NaN where missing; borrowed. */
  public double[] numeric(String column) {
    int index = block.schema().numericIndex(column);
    if (index < 0) {
      throw new IllegalArgumentException("the block has no numeric column " + column);
    }
    return block.numeric(index);
  }

  private int category(String column) {
    int index = block.schema().categoryIndex(column);
    if (index < 0) {
      throw new IllegalArgumentException("the block has no category column " + column);
    }
    return index;
  }

  private Map<String, Integer> localCodes(int category) {
    return codes.computeIfAbsent(
        category,
        index -> {
          String[] dictionary = block.dictionary(index);
          Map<String, Integer> byLabel = new HashMap<>();
          for (int code = 0; code < dictionary.length; code++) {
            byLabel.put(dictionary[code], code);
          }
          return byLabel;
        });
  }

  /**
   * The values some steps of time earlier in the same unit, [rows], a new array; NaN where the unit
   * has no row of that time.
   *
   * @param steps negative for later
   * @param name the expression that asks, for messages
   */
  double[] earlier(double[] values, int steps, String name) {
    double[] shifted = new double[block.rows()];
    Arrays.fill(shifted, Double.NaN);
    if (block.rows() == 0) {
      return shifted;
    }
    if (block.units() == 0 || !block.hasTime()) {
      throw new SettingsException(name + " needs a panel with a unit and a time");
    }
    long[] time = block.time();
    for (int unit = 0; unit < block.units(); unit++) {
      int source = block.unitStart(unit);
      int end = block.unitStart(unit + 1);
      for (int row = source; row < end; row++) {
        long wanted = time[row] - steps;
        while (source < end && time[source] < wanted) {
          source++;
        }
        if (source < end && time[source] == wanted) {
          shifted[row] = values[source];
        }
      }
    }
    return shifted;
  }
}
