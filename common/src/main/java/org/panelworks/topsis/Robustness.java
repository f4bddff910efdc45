package org.panelworks.topsis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.panelworks.EstimationException;
import org.panelworks.panel.InMemoryBlocks;
import org.panelworks.panel.PanelBlock;
import org.panelworks.stats.MidRanks;

/**
 * How a ranking holds when one choice changes: for each variant Spearman's rank correlation with the
 * baseline over all rows, and the share of the top k of each time that stays, averaged over the
 * times. With ties at place k the top holds all of them, and the share is of the larger top.
 *
 * @param topK k
 * @param variants compared, in order
 */
public record Robustness(int topK, List<Variant> variants) {

  /**
   * A variant.
   *
   * @param kind what was changed: normalisation, shift, weights, left-out
   * @param name to what
   * @param rankCorrelation Spearman's coefficient, NaN where all scores tie
   * @param topOverlap mean share of the top k that stays, in [0, 1]
   * @param largestMove the largest change of a rank within its time
   * @param moved share of rows whose rank within its time changes
   * @param refusal why the variant has no scores; empty where it has
   */
  public record Variant(
      String kind,
      String name,
      double rankCorrelation,
      double topOverlap,
      double largestMove,
      double moved,
      Optional<String> refusal) {}

  /**
   * Compares.
   *
   * @param blocks the panel, held here
   */
  public static Robustness of(
      InMemoryBlocks blocks, List<PanelBlock> list, TopsisOptions base, RobustnessOptions wanted) {
    Ranking baseline = Ranking.of(blocks, list, base);
    List<Variant> variants = new ArrayList<>();
    for (Normalisation other : wanted.normalisations()) {
      if (other != base.normalisation()) {
        variants.add(
            compare("normalisation", word(other), baseline, blocks, list, wanted.topK(),
                base.withNormalisation(other)));
      }
    }
    for (double shift : wanted.shifts()) {
      if (shift != base.shift()) {
        variants.add(
            compare("shift", String.valueOf(shift), baseline, blocks, list, wanted.topK(),
                base.withShift(shift)));
      }
    }
    for (Weighting other : wanted.weightings()) {
      if (other != base.weighting()) {
        variants.add(
            compare("weights", word(other), baseline, blocks, list, wanted.topK(),
                base.withWeighting(other)));
      }
    }
    for (int j = 0; j < base.indicators().size() && wanted.leaveOneOut(); j++) {
      String name = base.columns().get(j);
      if (base.indicators().size() > 1) {
        variants.add(
            compare("left-out", name, baseline, blocks, list, wanted.topK(), base.without(j)));
      }
    }
    return new Robustness(wanted.topK(), variants);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Variant compare(
      String kind,
      String name,
      Ranking baseline,
      InMemoryBlocks blocks,
      List<PanelBlock> list,
      int topK,
      TopsisOptions options) {
    try {
      return baseline.against(kind, name, Ranking.of(blocks, list, options), topK);
    } catch (EstimationException e) {
      return new Variant(
          kind,
          name,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Optional.of(String.valueOf(e.getMessage())));
    }
  }

  /** The rows' scores as whole numbers and their ranks within each time. */
  private record Ranking(double[] keys, int[] times, int timeCount, double[] within) {

    static Ranking of(InMemoryBlocks blocks, List<PanelBlock> list, TopsisOptions options) {
      TopsisModel model = Topsis.of(options).fit(blocks).model();
      List<double[]> keys = new ArrayList<>();
      List<int[]> times = new ArrayList<>();
      for (PanelBlock block : list) {
        PanelBlock scores = model.score(block);
        keys.add(
            Arrays.stream(scores.numeric(model.columns().scorePlace(0)))
                .map(ScoreKey::of)
                .toArray());
        times.add(ScoreCounts.timesOf(model, scores));
      }
      double[] allKeys = keys.stream().flatMapToDouble(Arrays::stream).toArray();
      int[] allTimes = times.stream().flatMapToInt(Arrays::stream).toArray();
      int count = model.times().size();
      return new Ranking(allKeys, allTimes, count, within(allKeys, allTimes, count));
    }

    private static double[] within(double[] keys, int[] times, int count) {
      double[] within = new double[keys.length];
      for (int time = 0; time < count; time++) {
        double[] sorted = sorted(keys, times, time);
        for (int i = 0; i < keys.length; i++) {
          if (times[i] == time) {
            // Rows above: those behind the last of its equals in ascending order.
            int place = Arrays.binarySearch(sorted, keys[i]);
            while (place + 1 < sorted.length && sorted[place + 1] == keys[i]) {
              place++;
            }
            within[i] = sorted.length - place;
          }
        }
      }
      return within;
    }

    private static double[] sorted(double[] keys, int[] times, int time) {
      double[] some = new double[keys.length];
      int size = 0;
      for (int i = 0; i < keys.length; i++) {
        if (times[i] == time) {
          some[size++] = keys[i];
        }
      }
      double[] sorted = Arrays.copyOf(some, size);
      Arrays.sort(sorted);
      return sorted;
    }

    Variant against(String kind, String name, Ranking other, int topK) {
      double largest = 0;
      long moved = 0;
      for (int i = 0; i < within.length; i++) {
        double move = Math.abs(within[i] - other.within[i]);
        largest = Math.max(largest, move);
        moved += move > 0 ? 1 : 0;
      }
      return new Variant(
          kind,
          name,
          correlation(MidRanks.of(keys), MidRanks.of(other.keys)),
          overlap(other, topK),
          largest,
          (double) moved / within.length,
          Optional.empty());
    }

    private double overlap(Ranking other, int topK) {
      long[] both = new long[timeCount];
      long[] mine = new long[timeCount];
      long[] theirs = new long[timeCount];
      for (int i = 0; i < within.length; i++) {
        boolean top = within[i] <= topK;
        boolean otherTop = other.within[i] <= topK;
        mine[times[i]] += top ? 1 : 0;
        theirs[times[i]] += otherTop ? 1 : 0;
        both[times[i]] += top && otherTop ? 1 : 0;
      }
      double sum = 0;
      for (int time = 0; time < timeCount; time++) {
        sum += (double) both[time] / Math.max(mine[time], theirs[time]);
      }
      return sum / timeCount;
    }

    private static double correlation(double[] a, double[] b) {
      double mean = (a.length + 1) / 2.0;
      double cross = 0;
      double squaresA = 0;
      double squaresB = 0;
      for (int i = 0; i < a.length; i++) {
        cross += (a[i] - mean) * (b[i] - mean);
        squaresA += (a[i] - mean) * (a[i] - mean);
        squaresB += (b[i] - mean) * (b[i] - mean);
      }
      return cross / Math.sqrt(squaresA * squaresB);
    }
  }
}
