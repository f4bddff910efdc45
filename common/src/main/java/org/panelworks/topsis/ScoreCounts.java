package org.panelworks.topsis;

import java.io.Serializable;
import org.panelworks.panel.PanelBlock;

/** Counts of rows by group, time and bin of the score: what ranks are offset by; mergeable. */
public final class ScoreCounts implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MOST_BINS = 1 << 14;
  private static final int FEWEST_BINS = 16;
  private static final int MOST_CELLS = 1 << 22;

  private final int times;
  private final int bins;

  /** [groups][times × bins]. */
  private final long[][] counts;

  private ScoreCounts(int groups, int times, int bins) {
    this.times = times;
    this.bins = bins;
    this.counts = new long[groups][times * bins];
  }

  int groups() {
    return counts.length;
  }

  int times() {
    return times;
  }

  int bins() {
    return bins;
  }

  long count(int group, int time, int bin) {
    return counts[group][time * bins + bin];
  }

  /** The bin of a key, ascending with it. */
  int bin(long key) {
    return (int) (key * bins / (ScoreKey.MOST + 1));
  }

  /** Nothing counted yet. */
  static ScoreCounts empty(TopsisModel model) {
    int groups = model.columns().groups();
    int times = model.times().size();
    long bins = MOST_CELLS / ((long) groups * times);
    return new ScoreCounts(groups, times, (int) Math.max(FEWEST_BINS, Math.min(MOST_BINS, bins)));
  }

  /** Counts the rows of a block of scores. */
  void add(TopsisModel model, PanelBlock scores, int[] timesOf) {
    for (int group = 0; group < counts.length; group++) {
      double[] values = scores.numeric(model.columns().scorePlace(group));
      for (int i = 0; i < values.length; i++) {
        long key = ScoreKey.of(values[i]);
        if (key != ScoreKey.NONE) {
          counts[group][timesOf[i] * bins + bin(key)]++;
        }
      }
    }
  }

  ScoreCounts merge(ScoreCounts other) {
    for (int group = 0; group < counts.length; group++) {
      for (int cell = 0; cell < counts[group].length; cell++) {
        counts[group][cell] += other.counts[group][cell];
      }
    }
    return this;
  }

  /** The number of the time of each row of a block of scores, [rows]. */
  static int[] timesOf(TopsisModel model, PanelBlock scores) {
    int[] times = new int[scores.rows()];
    if (model.times().isPresent()) {
      long[] time = scores.time();
      for (int i = 0; i < times.length; i++) {
        times[i] = model.times().number(time[i]);
      }
    }
    return times;
  }
}
