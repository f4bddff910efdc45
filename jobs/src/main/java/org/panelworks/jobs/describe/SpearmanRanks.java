package org.panelworks.jobs.describe;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.panelworks.jobs.moments.SparkBlocks;
import org.panelworks.stats.CoMoments;
import org.panelworks.stats.CorrelationMethod;
import org.panelworks.stats.Correlations;
import org.panelworks.stats.MissingCells;
import org.panelworks.stats.PearsonCorrelation;

/**
 * Spearman's correlations of distributed variables: Pearson's of their mid-ranks ({@link
 * RankBlocks}). Listwise, all variables are ranked together; pairwise coefficients rank anew for
 * each pair, because each pair has rows of its own.
 */
final class SpearmanRanks {
  private final RankBlocks ranks;

  SpearmanRanks(RankBlocks ranks) {
    this.ranks = ranks;
  }

  /**
   * The coefficients over the rows that Pearson's use.
   *
   * @param pearson correlations of the same variables, whose counts and undefined coefficients the
   *     ranks share: ranks vary exactly where values do
   */
  Correlations fit(Correlations pearson) {
    List<String> variables = pearson.variables();
    int k = variables.size();
    double[][] coefficients = new double[k][k];
    long[][] counts = new long[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        coefficients[i][j] = pearson.coefficient(i, j);
        counts[i][j] = pearson.count(i, j);
      }
    }
    if (pearson.missing() == MissingCells.LISTWISE) {
      fill(coefficients, variables, IntStream.range(0, k).toArray(), counts[0][0]);
    } else {
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < i; j++) {
          if (!Double.isNaN(coefficients[i][j])) {
            fill(coefficients, variables, new int[] {j, i}, counts[i][j]);
          }
        }
      }
    }
    return Correlations.of(
        CorrelationMethod.SPEARMAN, pearson.missing(), variables, coefficients, counts);
  }

  private void fill(double[][] coefficients, List<String> variables, int[] chosen, long rows) {
    List<String> names = IntStream.of(chosen).mapToObj(variables::get).toList();
    SparkBlocks ranked = ranks.of(names, rows);
    String step = String.format(Locale.ROOT, "Ranks of %d variables", names.size());
    CoMoments moments =
        ranked
            .run(step, PearsonCorrelation.of(names, MissingCells.LISTWISE).pass(ranked.schema()))[
            0];
    for (int a = 0; a < chosen.length; a++) {
      for (int b = 0; b < chosen.length; b++) {
        coefficients[chosen[a]][chosen[b]] = moments.correlation(a, b);
      }
    }
  }
}
