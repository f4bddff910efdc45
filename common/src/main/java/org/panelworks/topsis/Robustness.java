package org.panelworks.topsis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.panelworks.EstimationException;
import org.panelworks.panel.InMemoryBlocks;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelSchema;
import org.panelworks.stats.MidRanks;

/**
 * How a ranking holds when one choice changes: for each variant Spearman's rank correlation with
 * the baseline over all rows, and the share of the top k of each time that stays, averaged over the
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
   * @param blocks the panel, held here, at least one
   */
  public static Robustness of(
      List<PanelBlock> blocks, TopsisOptions base, RobustnessOptions wanted) {
    Ranking baseline = Ranking.of(blocks, base);
    List<Variant> variants = new ArrayList<>();
    for (Change change : changes(base, wanted)) {
      variants.add(compare(change, baseline, blocks, wanted.topK()));
    }
    return new Robustness(wanted.topK(), variants);
  }

  private record Change(String kind, String name, TopsisOptions options) {}

  private static List<Change> changes(TopsisOptions base, RobustnessOptions wanted) {
    List<Change> changes = new ArrayList<>();
    for (Normalisation other : wanted.normalisations()) {
      if (other != base.normalisation()) {
        changes.add(new Change("normalisation", word(other), base.withNormalisation(other)));
      }
    }
    for (double shift : wanted.shifts()) {
      if (shift != base.shift()) {
        String name = BigDecimal.valueOf(shift).stripTrailingZeros().toPlainString();
        changes.add(new Change("shift", name, base.withShift(shift)));
      }
    }
    for (Weighting other : wanted.weightings()) {
      if (other != base.weighting()) {
        changes.add(new Change("weights", word(other), base.withWeighting(other)));
      }
    }
    int m = base.indicators().size();
    for (int j = 0; j < m && m > 1 && wanted.leaveOneOut(); j++) {
      changes.add(new Change("left-out", base.columns().get(j), base.without(j)));
    }
    return changes;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Variant compare(
      Change change, Ranking baseline, List<PanelBlock> blocks, int topK) {
    try {
      return baseline.against(change, Ranking.of(blocks, change.options()), topK);
    } catch (EstimationException e) {
      return new Variant(
          change.kind(),
          change.name(),
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Optional.of(String.valueOf(e.getMessage())));
    }
  }

  /** The rows' scores as whole numbers and their ranks within each time. */
  private record Ranking(double[] keys, int[] times, int timeCount, double[] within) {

    static Ranking of(List<PanelBlock> blocks, TopsisOptions options) {
      PanelSchema schema = blocks.get(0).schema();
      InMemoryBlocks held = InMemoryBlocks.of(schema, true, blocks);
      TopsisModel model = Topsis.of(options).fit(held).model();
      List<double[]> keys = new ArrayList<>();
      List<int[]> times = new ArrayList<>();
      for (PanelBlock block : blocks) {
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

    Variant against(Change change, Ranking other, int topK) {
      double largest = 0;
      long moved = 0;
      for (int i = 0; i < within.length; i++) {
        double move = Math.abs(within[i] - other.within[i]);
        largest = Math.max(largest, move);
        moved += move > 0 ? 1 : 0;
      }
      return new Variant(
          change.kind(),
          change.name(),
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
