package org.panelworks.stats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Spearman's rank correlations of variables that are held in memory: Pearson's r of the mid-ranks
 * (Spearman 1904; ties as in Kendall 1945). Ranks are taken among the rows that a coefficient uses,
 * so that pairwise ranks differ from pair to pair.
 */
public final class SpearmanCorrelation {
  private final List<String> variables;
  private final MissingCells missing;

  private SpearmanCorrelation(List<String> variables, MissingCells missing) {
    this.variables = List.copyOf(variables);
    this.missing = missing;
  }

  /**
   * Correlations to be taken.
   *
   * @param variables names, at least two, each once
   */
  public static SpearmanCorrelation of(List<String> variables, MissingCells missing) {
    PearsonCorrelation.requireSeveral(variables);
    return new SpearmanCorrelation(variables, missing);
  }

  /**
   * Takes the correlations.
   *
   * @param columns the values, [variables][rows], NaN where missing; not changed
   */
  public Correlations fit(double[][] columns) {
    int k = variables.size();
    double[][] coefficients = new double[k][k];
    long[][] counts = new long[k][k];
    CoMoments all = rankMoments(columns);
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        boolean listwise = missing == MissingCells.LISTWISE;
        CoMoments source = listwise ? all : rankMoments(new double[][] {columns[j], columns[i]});
        double r = listwise ? source.correlation(i, j) : source.correlation(i == j ? 0 : 1, 0);
        coefficients[i][j] = r;
        coefficients[j][i] = r;
        counts[i][j] = source.count();
        counts[j][i] = source.count();
      }
    }
    return Correlations.of(CorrelationMethod.SPEARMAN, missing, variables, coefficients, counts);
  }

  /** The co-moments of the ranks among the rows in which every column is there. */
  private static CoMoments rankMoments(double[][] columns) {
    int[] complete =
        IntStream.range(0, columns[0].length)
            .filter(row -> Arrays.stream(columns).noneMatch(column -> Double.isNaN(column[row])))
            .toArray();
    double[][] ranks = new double[columns.length][];
    for (int i = 0; i < ranks.length; i++) {
      double[] column = columns[i];
      ranks[i] = MidRanks.of(Arrays.stream(complete).mapToDouble(row -> column[row]).toArray());
    }
    CoMoments moments = new CoMoments(columns.length);
    moments.add(ranks, complete.length);
    return moments;
  }
}
