package org.panelworks.survey;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.panelworks.stats.MidRanks;

/** Tests of several groups beside the analysis of variance. */
public final class GroupTests {
  private GroupTests() {}

  /**
   * Welch's test of equal means without equal variances (Welch 1951), as R's {@code oneway.test};
   * NaN where a group has a single value or does not vary.
   */
  public static FTest welch(GroupedValues sample) {
    int k = sample.size();
    double[] weights = new double[k];
    double all = 0;
    double mean = 0;
    for (int g = 0; g < k; g++) {
      weights[g] = sample.count(g) / sample.variance(g);
      all += weights[g];
      mean += weights[g] * sample.mean(g);
    }
    mean /= all;
    double between = 0;
    double lambda = 0;
    for (int g = 0; g < k; g++) {
      double away = sample.mean(g) - mean;
      between += weights[g] * away * away;
      double rest = 1 - weights[g] / all;
      lambda += rest * rest / (sample.count(g) - 1);
    }
    lambda /= (double) k * k - 1;
    double f = between / (k - 1) / (1 + 2 * (k - 2) * lambda);
    return FTest.of(Double.isInfinite(all) ? Double.NaN : f, k - 1, 1 / (3 * lambda));
  }

  /** Levene's test of equal variances (1960): the analysis of variance of |x − mean|. */
  public static FTest levene(GroupedValues sample) {
    return deviations(sample, GroupedValues::mean);
  }

  /** Brown and Forsythe's form of Levene's test (1974): about the median. */
  public static FTest brownForsythe(GroupedValues sample) {
    return deviations(sample, GroupedValues::median);
  }

  private static FTest deviations(GroupedValues sample, ToDoubleFunction<double[]> centre) {
    double[][] away =
        Arrays.stream(sample.values())
            .map(
                group -> {
                  double middle = centre.applyAsDouble(group);
                  return Arrays.stream(group).map(value -> Math.abs(value - middle)).toArray();
                })
            .toArray(double[][]::new);
    OneWayAnova anova = OneWayAnova.of(new GroupedValues(sample.groups(), away));
    return new FTest(anova.f(), anova.df1(), anova.df2(), anova.pValue());
  }

  /**
   * Bartlett's test of equal variances (1937); NaN where a group has a single value or does not
   * vary.
   */
  public static ChiSquaredTest bartlett(GroupedValues sample) {
    int k = sample.size();
    int df = sample.observations() - k;
    double pooled = 0;
    double logs = 0;
    double inverse = 0;
    for (int g = 0; g < k; g++) {
      int own = sample.count(g) - 1;
      pooled += own * sample.variance(g);
      logs += own * Math.log(sample.variance(g));
      inverse += 1.0 / own;
    }
    double statistic =
        (df * Math.log(pooled / df) - logs) / (1 + (inverse - 1.0 / df) / (3 * (k - 1)));
    return ChiSquaredTest.of(Double.isInfinite(statistic) ? Double.NaN : statistic, k - 1);
  }

  /**
   * Kruskal and Wallis's test (1952) on mid-ranks, corrected for ties; NaN where all values are
   * equal.
   */
  public static ChiSquaredTest kruskalWallis(GroupedValues sample) {
    double[] all = Arrays.stream(sample.values()).flatMapToDouble(Arrays::stream).toArray();
    double[] ranks = MidRanks.of(all);
    int n = all.length;
    double sum = 0;
    int at = 0;
    for (int g = 0; g < sample.size(); g++) {
      double mean = Arrays.stream(ranks, at, at + sample.count(g)).average().orElse(Double.NaN);
      double away = mean - (n + 1) / 2.0;
      sum += sample.count(g) * away * away;
      at += sample.count(g);
    }
    double h = 12 * sum / (n * (n + 1.0));
    double ties = 1 - ties(ranks) / ((double) n * n * n - n);
    return ChiSquaredTest.of(ties > 0 ? h / ties : Double.NaN, sample.size() - 1);
  }

  /** Σ (t³ − t) over the groups of tied ranks. */
  static double ties(double[] ranks) {
    Map<Double, Integer> counts = new HashMap<>();
    for (double rank : ranks) {
      counts.merge(rank, 1, Integer::sum);
    }
    return counts.values().stream().mapToDouble(t -> (double) t * t * t - t).sum();
  }
}
