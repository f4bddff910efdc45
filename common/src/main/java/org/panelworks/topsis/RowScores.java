package org.panelworks.topsis;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** Computes the scores and obstacle degrees of the rows of a block, column by column. */
final class RowScores {
  /** Rows whose sums fit into a processor's nearest memory. */
  private static final int TILE = 1024;

  private final TopsisModel model;
  private final RowView view;
  private final ScoreColumns columns;
  private final int[] criterionOf;
  private final int groups;

  RowScores(TopsisModel model, RowView view) {
    this.model = model;
    this.view = view;
    this.columns = model.columns();
    this.criterionOf = model.options().criterionOf();
    this.groups = columns.groups();
  }

  /** The columns of scores, [columns][rows]. */
  double[][] values() {
    int n = view.size();
    double[][] index = new double[groups][n];
    if (columns.fields().size() == 1) {
      inTiles((j, from, to) -> addIndex(j, from, to, index[criterionOf[j] + 1]));
      total(index);
      return index;
    }
    double[][] plus = new double[groups][n];
    double[][] minus = new double[groups][n];
    if (model.options().method() == ScoreMethod.GREY_TOPSIS) {
      inTiles((j, from, to) -> addIndex(j, from, to, index[criterionOf[j] + 1]));
      addGrades(plus, minus);
      total(index);
      return together(plus, minus, plus, index);
    }
    inTiles(
        (j, from, to) -> {
          int group = criterionOf[j] + 1;
          if (model.scopes() == 1) {
            addDistances(j, from, to, plus[group], minus[group], index[group]);
          } else {
            addDistancesByScope(j, from, to, plus[group], minus[group], index[group]);
          }
        });
    for (double[][] sums : List.of(plus, minus, index)) {
      total(sums);
    }
    root(plus);
    root(minus);
    return together(plus, minus, minus, index);
  }

  /** Something done with rows of an indicator. */
  private interface Step {
    void take(int indicator, int from, int to);
  }

  /** Takes all indicators of a few rows, then of the next, so that their sums stay at hand. */
  private void inTiles(Step step) {
    for (int from = 0; from < view.size(); from += TILE) {
      int to = Math.min(view.size(), from + TILE);
      for (int j = 0; j < criterionOf.length; j++) {
        step.take(j, from, to);
      }
    }
  }

  /** What an indicator has in each scope, [scopes]. */
  private double[] inScopes(int j, IntFunction<double[]> ofScope) {
    double[] values = new double[model.scopes()];
    Arrays.setAll(values, scope -> ofScope.apply(scope)[j]);
    return values;
  }

  private void addIndex(int j, int from, int to, double[] index) {
    int[] scopes = view.scopes();
    double[] x = view.values(j);
    double[] worst = model.scaling().worst(j);
    double[] way = model.scaling().way(j);
    double[] weights = inScopes(j, model::weightsOf);
    for (int i = from; i < to; i++) {
      int s = scopes[i];
      index[i] += weights[s] * Math.abs((x[i] - worst[s]) / way[s]);
    }
  }

  /** Adds squared distances and the index, in one scope. */
  private void addDistances(
      int j, int from, int to, double[] plus, double[] minus, double[] index) {
    double[] x = view.values(j);
    double worst = model.scaling().worst(j)[0];
    double way = model.scaling().way(j)[0];
    double span = model.spans(0)[j];
    double weight = model.weightsOf(0)[j];
    for (int i = from; i < to; i++) {
      double r = Math.abs((x[i] - worst) / way);
      double above = span * (1 - r);
      double below = span * r;
      plus[i] += above * above;
      minus[i] += below * below;
      index[i] += weight * r;
    }
  }

  /** The same in several scopes. */
  private void addDistancesByScope(
      int j, int from, int to, double[] plus, double[] minus, double[] index) {
    int[] scopes = view.scopes();
    double[] x = view.values(j);
    double[] worst = model.scaling().worst(j);
    double[] way = model.scaling().way(j);
    double[] spans = inScopes(j, model::spans);
    double[] weights = inScopes(j, model::weightsOf);
    for (int i = from; i < to; i++) {
      int s = scopes[i];
      double r = Math.abs((x[i] - worst[s]) / way[s]);
      double above = spans[s] * (1 - r);
      double below = spans[s] * r;
      plus[i] += above * above;
      minus[i] += below * below;
      index[i] += weights[s] * r;
    }
  }

  private void addGrades(double[][] plus, double[][] minus) {
    for (int j = 0; j < criterionOf.length; j++) {
      double[] scaled = view.scaled(j);
      int group = criterionOf[j] + 1;
      addGrades(j, scaled, 0, plus[0], minus[0]);
      if (group > 0) {
        addGrades(j, scaled, group, plus[group], minus[group]);
      }
    }
  }

  /** Adds an indicator's grey relational coefficients, as shares of the group's mean. */
  private void addGrades(int j, double[] scaled, int group, double[] plus, double[] minus) {
    double[] largest = new double[model.scopes()];
    int[] members = new int[model.scopes()];
    for (int s = 0; s < largest.length; s++) {
      double[] spans = model.spans(s);
      for (int k = 0; k < spans.length; k++) {
        if (spans[k] > 0 && (group == 0 || criterionOf[k] + 1 == group)) {
          largest[s] = Math.max(largest[s], spans[k]);
          members[s]++;
        }
      }
    }
    int[] scopes = view.scopes();
    for (int i = 0; i < scaled.length; i++) {
      int s = scopes[i];
      double span = model.spans(s)[j];
      if (span > 0) {
        double floor = model.options().distinguishing() * largest[s];
        plus[i] += floor / (span * (1 - scaled[i]) + floor) / members[s];
        minus[i] += floor / (span * scaled[i] + floor) / members[s];
      }
    }
  }

  /** All indicators together, from the criteria. */
  private static void total(double[][] sums) {
    for (int group = 1; group < sums.length; group++) {
      for (int i = 0; i < sums[0].length; i++) {
        sums[0][i] += sums[group][i];
      }
    }
  }

  private static void root(double[][] squares) {
    for (double[] column : squares) {
      for (int i = 0; i < column.length; i++) {
        column[i] = Math.sqrt(column[i]);
      }
    }
  }

  /**
   * Puts the columns of all groups together.
   *
   * @param good what speaks for a row: its distance from the worst, or its grade of the best
   */
  private double[][] together(
      double[][] plus, double[][] minus, double[][] good, double[][] index) {
    double[][] values = new double[columns.names().size()][];
    for (int group = 0; group < groups; group++) {
      double[] score = new double[view.size()];
      for (int i = 0; i < score.length; i++) {
        score[i] = good[group][i] / (plus[group][i] + minus[group][i]);
      }
      values[columns.place(group, 0)] = plus[group];
      values[columns.place(group, 1)] = minus[group];
      values[columns.place(group, 2)] = score;
      values[columns.place(group, 3)] = index[group];
    }
    return values;
  }

  /** Obstacle degrees of the indicators, then of the criteria, [indicators + criteria][rows]. */
  double[][] obstacles() {
    int m = criterionOf.length;
    int n = view.size();
    double[][] degrees = new double[m + groups - 1][n];
    double[] sum = new double[n];
    inTiles(
        (j, from, to) -> {
          setLacks(j, from, to, degrees[j], from);
          for (int i = from; i < to; i++) {
            sum[i] += degrees[j][i];
          }
        });
    for (int j = 0; j < m; j++) {
      for (int i = 0; i < n; i++) {
        degrees[j][i] = sum[i] > 0 ? degrees[j][i] / sum[i] : Double.NaN;
        if (groups > 1) {
          degrees[m + criterionOf[j]][i] += degrees[j][i];
        }
      }
    }
    return degrees;
  }

  /** Sets w (1 − r) of an indicator, the first row's at some place. */
  private void setLacks(int j, int from, int to, double[] lacks, int at) {
    int[] scopes = view.scopes();
    double[] x = view.values(j);
    double[] worst = model.scaling().worst(j);
    double[] way = model.scaling().way(j);
    double[] weights = inScopes(j, model::weightsOf);
    if (weights.length == 1) {
      double start = worst[0];
      double over = way[0];
      double weight = weights[0];
      for (int i = from; i < to; i++) {
        lacks[at + i - from] = weight * (1 - Math.abs((x[i] - start) / over));
      }
    } else {
      for (int i = from; i < to; i++) {
        int s = scopes[i];
        lacks[at + i - from] = weights[s] * (1 - Math.abs((x[i] - worst[s]) / way[s]));
      }
    }
  }

  /**
   * Sums of the indicators' obstacle degrees at each time, without holding those of the rows.
   *
   * @param times number of the time of each row, [rows]
   * @param hindered rows that have degrees, counted on, [times]
   * @param sums added to, [indicators][times]
   */
  void addObstacles(int[] times, long[] hindered, double[][] sums) {
    double[][] lacks = new double[criterionOf.length][TILE];
    double[] share = new double[TILE];
    for (int from = 0; from < view.size(); from += TILE) {
      int to = Math.min(view.size(), from + TILE);
      Arrays.fill(share, 0);
      for (int j = 0; j < lacks.length; j++) {
        setLacks(j, from, to, lacks[j], 0);
        for (int k = 0; k < to - from; k++) {
          share[k] += lacks[j][k];
        }
      }
      for (int k = 0; k < to - from; k++) {
        hindered[times[from + k]] += share[k] > 0 ? 1 : 0;
        share[k] = share[k] > 0 ? 1 / share[k] : 0;
      }
      for (int j = 0; j < lacks.length; j++) {
        for (int k = 0; k < to - from; k++) {
          sums[j][times[from + k]] += lacks[j][k] * share[k];
        }
      }
    }
  }
}
