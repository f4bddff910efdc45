package org.panelworks.topsis;

import java.io.Serializable;
import java.util.Arrays;
import org.panelworks.linalg.CompensatedArray;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.Pass;

/** Means at each time of scores and obstacle degrees, and the spread of scores; mergeable. */
public final class EvaluationMeans implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int groups;
  private final int obstacles;
  private final long[] rows;

  /** Rows with obstacle degrees, [times]. */
  private final long[] hindered;

  /** Sums of obstacle degrees, [times × obstacles]. */
  private final CompensatedArray degrees;

  /** Of each time and group: rows with a score, mean, sum of squares about it, [times × groups]. */
  private final long[] scored;

  private final double[] mean;
  private final double[] squares;

  private EvaluationMeans(int times, int groups, int obstacles) {
    this.groups = groups;
    this.obstacles = obstacles;
    this.rows = new long[times];
    this.hindered = new long[times];
    this.degrees = new CompensatedArray(times * obstacles);
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
    double[] means = new double[obstacles];
    for (int j = 0; j < obstacles; j++) {
      means[j] =
          hindered[time] == 0 ? Double.NaN : degrees.value(time * obstacles + j) / hindered[time];
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

  /** The pass over the panel's own blocks. */
  public static Pass<EvaluationMeans> pass(TopsisModel model) {
    return new MeansPass(model);
  }

  private record MeansPass(TopsisModel model) implements Pass<EvaluationMeans> {
    private static final long serialVersionUID = 1L;

    @Override
    public EvaluationMeans start() {
      return new EvaluationMeans(
          model.times().size(), model.columns().groups(), model.obstacleSchema().numeric().size());
    }

    @Override
    public EvaluationMeans add(EvaluationMeans into, PanelBlock block) {
      PanelBlock scores = model.score(block);
      int[] times = ScoreCounts.timesOf(model, scores);
      for (int i = 0; i < times.length; i++) {
        into.rows[times[i]]++;
      }
      for (int group = 0; group < into.groups; group++) {
        double[] values = scores.numeric(model.columns().scorePlace(group));
        for (int i = 0; i < values.length; i++) {
          if (!Double.isNaN(values[i])) {
            into.addScore(times[i] * into.groups + group, values[i]);
          }
        }
      }
      addObstacles(into, model.obstacles(block), times);
      return into;
    }

    private static void addObstacles(EvaluationMeans into, PanelBlock degrees, int[] times) {
      if (degrees.rows() == 0) {
        return;
      }
      double[] first = degrees.numeric(0);
      for (int i = 0; i < first.length; i++) {
        into.hindered[times[i]] += Double.isNaN(first[i]) ? 0 : 1;
      }
      for (int j = 0; j < into.obstacles; j++) {
        double[] values = degrees.numeric(j);
        double[] sums = new double[into.rows.length];
        for (int i = 0; i < values.length; i++) {
          sums[times[i]] += Double.isNaN(values[i]) ? 0 : values[i];
        }
        for (int time = 0; time < sums.length; time++) {
          if (sums[time] != 0) {
            into.degrees.add(time * into.obstacles + j, sums[time]);
          }
        }
      }
    }

    @Override
    public EvaluationMeans merge(EvaluationMeans left, EvaluationMeans right) {
      for (int time = 0; time < left.rows.length; time++) {
        left.rows[time] += right.rows[time];
        left.hindered[time] += right.hindered[time];
      }
      left.degrees.merge(right.degrees);
      for (int cell = 0; cell < left.scored.length; cell++) {
        left.mergeScores(cell, right);
      }
      return left;
    }
  }

  /** The means over all times of the obstacle degrees. */
  public double[] overallObstacles() {
    double[] means = new double[obstacles];
    long n = Arrays.stream(hindered).sum();
    for (int j = 0; j < obstacles; j++) {
      CompensatedArray sum = new CompensatedArray(1);
      for (int time = 0; time < rows.length; time++) {
        sum.add(0, degrees.value(time * obstacles + j));
      }
      means[j] = n == 0 ? Double.NaN : sum.value(0) / n;
    }
    return means;
  }
}
