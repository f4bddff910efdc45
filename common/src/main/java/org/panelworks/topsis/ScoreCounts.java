package org.panelworks.topsis;

import java.io.Serializable;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.Pass;

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

  /** The pass over the panel's own blocks. */
  public static Pass<ScoreCounts> pass(TopsisModel model) {
    return new CountPass(model);
  }

  private record CountPass(TopsisModel model) implements Pass<ScoreCounts> {
    private static final long serialVersionUID = 1L;

    @Override
    public ScoreCounts start() {
      int groups = model.columns().groups();
      int times = model.times().size();
      long bins = MOST_CELLS / ((long) groups * times);
      return new ScoreCounts(groups, times, (int) Math.max(FEWEST_BINS, Math.min(MOST_BINS, bins)));
    }

    @Override
    public ScoreCounts add(ScoreCounts into, PanelBlock block) {
      PanelBlock scores = model.score(block);
      int[] times = timesOf(model, scores);
      for (int group = 0; group < into.counts.length; group++) {
        double[] values = scores.numeric(model.columns().scorePlace(group));
        for (int i = 0; i < values.length; i++) {
          long key = ScoreKey.of(values[i]);
          if (key != ScoreKey.NONE) {
            into.counts[group][times[i] * into.bins + into.bin(key)]++;
          }
        }
      }
      return into;
    }

    @Override
    public ScoreCounts merge(ScoreCounts left, ScoreCounts right) {
      for (int group = 0; group < left.counts.length; group++) {
        for (int cell = 0; cell < left.counts[group].length; cell++) {
          left.counts[group][cell] += right.counts[group][cell];
        }
      }
      return left;
    }
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
