package org.panelworks.topsis;

import java.util.Arrays;
import java.util.function.IntFunction;

/** Computes the scores and obstacle degrees of the rows of a block, column by column. */
final class RowScores {
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
    double[][] plus = new double[groups][n];
    double[][] minus = new double[groups][n];
    double[][] index = new double[groups][n];
    boolean grey = model.options().method() == ScoreMethod.GREY_TOPSIS;
    for (int j = 0; j < criterionOf.length; j++) {
      double[] scaled = view.scaled(j);
      int group = criterionOf[j] + 1;
      addIndex(j, scaled, index[group]);
      if (grey) {
        addGrades(j, scaled, 0, plus[0], minus[0]);
        if (group > 0) {
          addGrades(j, scaled, group, plus[group], minus[group]);
        }
      } else {
        addDistances(j, scaled, plus[group], minus[group]);
      }
    }
    if (groups > 1) {
      total(index);
      if (!grey) {
        total(plus);
        total(minus);
      }
    }
    if (columns.fields().size() == 1) {
      return index;
    }
    if (!grey) {
      root(plus);
      root(minus);
    }
    return together(plus, minus, grey ? plus : minus, index);
  }

  /** What an indicator has in each scope, [scopes]. */
  private double[] inScopes(int j, IntFunction<double[]> ofScope) {
    double[] values = new double[model.scopes()];
    Arrays.setAll(values, scope -> ofScope.apply(scope)[j]);
    return values;
  }

  private void addIndex(int j, double[] scaled, double[] index) {
    int[] scopes = view.scopes();
    double[] weights = inScopes(j, model::weightsOf);
    for (int i = 0; i < scaled.length; i++) {
      index[i] += weights[scopes[i]] * scaled[i];
    }
  }

  /** Adds squared distances. */
  private void addDistances(int j, double[] scaled, double[] plus, double[] minus) {
    int[] scopes = view.scopes();
    double[] spans = inScopes(j, model::spans);
    for (int i = 0; i < scaled.length; i++) {
      double span = spans[scopes[i]];
      double above = span * (1 - scaled[i]);
      double below = span * scaled[i];
      plus[i] += above * above;
      minus[i] += below * below;
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
    int[] scopes = view.scopes();
    for (int j = 0; j < m; j++) {
      double[] scaled = view.scaled(j);
      double[] weights = inScopes(j, model::weightsOf);
      for (int i = 0; i < n; i++) {
        degrees[j][i] = weights[scopes[i]] * (1 - scaled[i]);
        sum[i] += degrees[j][i];
      }
    }
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
}
