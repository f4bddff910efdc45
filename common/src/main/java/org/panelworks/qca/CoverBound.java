package org.panelworks.qca;

import java.util.Arrays;

/**
 * A lower bound on the size of every cover of a chart, by Lagrangian relaxation (Fisher 1981;
 * Beasley 1990): for any prices u ≥ 0 of the rows, Σ u + Σ min(0, 1 − Σ u over a column's rows) is
 * one. The prices are raised by subgradient steps, as many as the caller asks for; whatever they
 * are, the bound holds. A column of reduced cost d > 0 belongs to no cover smaller than bound + d.
 */
final class CoverBound {
  /** Allowance for rounding when a bound is compared with a whole number. */
  static final double ROUNDING = 1e-6;

  /** After so many steps without a gain worth the name the steps become half as long. */
  private static final int PATIENCE = 8;

  private static final double GAIN = 1e-4;
  private static final double SLOWEST = 0.01;

  private final CoverChart chart;
  private final double[] prices;
  private final double[] reduced;

  /** 1 less the number of columns of negative cost that hold the row: the subgradient, [rows]. */
  private final int[] surplus;

  private double best = Double.NEGATIVE_INFINITY;
  private double[] bestReduced = new double[0];
  private long compared;

  private CoverBound(CoverChart chart) {
    this.chart = chart;
    this.prices = chart.prices.clone();
    this.reduced = new double[chart.numbers.length];
    this.surplus = new int[chart.rows()];
  }

  /**
   * A bound.
   *
   * @param wanted the size that the bound is to pass; once it does the search for better prices
   *     ends
   * @param steps the most subgradient steps
   */
  static CoverBound of(CoverChart chart, int wanted, int steps) {
    CoverBound bound = new CoverBound(chart);
    bound.raise(wanted, steps);
    return bound;
  }

  private void raise(int wanted, int steps) {
    double pace = 1;
    int idle = 0;
    for (int step = 0; step < steps && pace > SLOWEST && !exceeds(wanted); step++) {
      double value = evaluate();
      idle = value > best + GAIN ? 0 : idle + 1;
      if (idle == PATIENCE) {
        idle = 0;
        pace /= 2;
      }
      keep(value);
      move(pace * (wanted + 1 - value));
    }
  }

  /** Moves the prices along the subgradient, towards a bound that is larger by so much. */
  private void move(double gain) {
    long norm = 0;
    for (int missing : surplus) {
      norm += (long) missing * missing;
    }
    for (int row = 0; row < prices.length && norm > 0; row++) {
      prices[row] = Math.max(0, prices[row] + gain / norm * surplus[row]);
    }
  }

  /** The bound of the prices as they are; leaves the reduced costs and how rows are covered. */
  private double evaluate() {
    compared += chart.size();
    double value = 0;
    for (double price : prices) {
      value += price;
    }
    Arrays.fill(surplus, 1);
    for (int column = 0; column < reduced.length; column++) {
      double cost = 1;
      for (int row : chart.rowsOf[column]) {
        cost -= prices[row];
      }
      reduced[column] = cost;
      if (cost < 0) {
        value += cost;
        for (int row : chart.rowsOf[column]) {
          surplus[row]--;
        }
      }
    }
    return value;
  }

  private void keep(double value) {
    if (value > best) {
      best = value;
      bestReduced = reduced.clone();
      System.arraycopy(prices, 0, chart.prices, 0, prices.length);
    }
  }

  /** Whether no cover has as few columns as this. */
  boolean exceeds(int size) {
    return best > size + ROUNDING;
  }

  /** The columns that no cover of a size has. */
  boolean[] tooDear(int size) {
    boolean[] dear = new boolean[bestReduced.length];
    for (int column = 0; column < dear.length; column++) {
      dear[column] = best + Math.max(0, bestReduced[column]) > size + ROUNDING;
    }
    return dear;
  }

  /** The reduced cost of a column: the lower, the likelier it is in a small cover. */
  double cost(int column) {
    return bestReduced[column];
  }

  /** How often a row was compared with a column. */
  long compared() {
    return compared;
  }

  /** The size below which no cover can be. */
  int size() {
    return (int) Math.ceil(best - ROUNDING);
  }
}
