package org.panelworks.topsis;

import java.io.Serializable;
import java.util.Arrays;
import org.panelworks.linalg.CompensatedArray;
import org.panelworks.panel.PanelBlock;

/** Means at each time of scores and obstacle degrees, and the spread of scores; mergeable. */
public final class EvaluationMeans implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int groups;

  /** The criterion of each indicator, −1 where there are none, [indicators]. */
  private final int[] criterionOf;

  private final long[] rows;

  /** Rows with obstacle degrees, [times]. */
  private final long[] hindered;

  /** Sums of the indicators' obstacle degrees, [times × indicators]. */
  private final CompensatedArray degrees;

  /** Of each time and group: rows with a score, mean, sum of squares about it, [times × groups]. */
  private final long[] scored;

  private final double[] mean;
  private final double[] squares;

  private EvaluationMeans(int times, int groups, int[] criterionOf) {
    this.groups = groups;
    this.criterionOf = criterionOf;
    this.rows = new long[times];
    this.hindered = new long[times];
    this.degrees = new CompensatedArray(times * criterionOf.length);
    this.scored = new long[times * groups];
    this.mean = new double[times * groups];
    this.squares = new double[times * groups];
  }

  /** Rows at a time. */
  public long rows(int time) {
    return rows[time];
  }

  /** Mean obstacle degrees at a time over the rows that have them: indicators, then criteria. */
  public double[] obstacles(int time) {
    return obstacles(time, time + 1);
  }

  /** The means over all times of the obstacle degrees. */
  public double[] overallObstacles() {
    return obstacles(0, rows.length);
  }

  private double[] obstacles(int from, int to) {
    int m = criterionOf.length;
    double[] means = new double[m + groups - 1];
    long n = Arrays.stream(hindered, from, to).sum();
    for (int j = 0; j < m; j++) {
      CompensatedArray sum = new CompensatedArray(1);
      for (int time = from; time < to; time++) {
        sum.add(0, degrees.value(time * m + j));
      }
      means[j] = n == 0 ? Double.NaN : sum.value(0) / n;
      if (groups > 1) {
        means[m + criterionOf[j]] += means[j];
      }
    }
    return means;
  }

  /** Rows with a score of a group at a time. */
  public long scored(int time, int group) {
    return scored[time * groups + group];
  }

  /** Mean score of a group at a time, NaN where there is none. */
  public double mean(int time, int group) {
    return scored(time, group) == 0 ? Double.NaN : mean[time * groups + group];
  }

  /** Standard deviation (n − 1) of a group's scores at a time, NaN below two rows. */
  public double deviation(int time, int group) {
    long n = scored(time, group);
    return n < 2 ? Double.NaN : Math.sqrt(squares[time * groups + group] / (n - 1));
  }

  private void addScore(int cell, double score) {
    scored[cell]++;
    double delta = score - mean[cell];
    mean[cell] += delta / scored[cell];
    squares[cell] += delta * (score - mean[cell]);
  }

  private void mergeScores(int cell, EvaluationMeans other) {
    long n = scored[cell] + other.scored[cell];
    if (n > 0) {
      double delta = other.mean[cell] - mean[cell];
      double share = (double) other.scored[cell] / n;
      mean[cell] += delta * share;
      squares[cell] += other.squares[cell] + delta * delta * scored[cell] * share;
      scored[cell] = n;
    }
  }

  /** Nothing added yet. */
  static EvaluationMeans empty(TopsisModel model) {
    return new EvaluationMeans(
        model.times().size(), model.columns().groups(), model.options().criterionOf());
  }

  /** Adds the rows of a block, of which the scores are known. */
  void add(TopsisModel model, PanelBlock scores, RowView view, int[] times) {
    for (int time : times) {
      rows[time]++;
    }
    for (int group = 0; group < groups; group++) {
      double[] values = scores.numeric(model.columns().scorePlace(group));
      for (int i = 0; i < values.length; i++) {
        if (!Double.isNaN(values[i])) {
          addScore(times[i] * groups + group, values[i]);
        }
      }
    }
    double[][] sums = new double[criterionOf.length][rows.length];
    new RowScores(model, view).addObstacles(times, hindered, sums);
    for (int j = 0; j < sums.length; j++) {
      for (int time = 0; time < rows.length; time++) {
        if (sums[j][time] != 0) {
          degrees.add(time * sums.length + j, sums[j][time]);
        }
      }
    }
  }

  EvaluationMeans merge(EvaluationMeans other) {
    for (int time = 0; time < rows.length; time++) {
      rows[time] += other.rows[time];
      hindered[time] += other.hindered[time];
    }
    degrees.merge(other.degrees);
    for (int cell = 0; cell < scored.length; cell++) {
      mergeScores(cell, other);
    }
    return this;
  }
}
