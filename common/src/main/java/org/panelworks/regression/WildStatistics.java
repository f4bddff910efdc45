package org.panelworks.regression;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.panelworks.linalg.CrossProducts;
import org.panelworks.linalg.LongIndex;

/**
 * The t statistics of the wild cluster bootstrap of one term j, from sums by cluster: those of the
 * model estimated anew, fixed effects absorbed anew, on y* = X̃b + v(g)·u (Roodman, MacKinnon,
 * Nielsen and Webb 2019, section 5; MacKinnon 2022, here with effects that cross clusters).
 *
 * <p>With A = X̃'WX̃, z = X̃A⁻¹e(j), P the projection off all fixed effects, 1(g) the rows of
 * cluster g and u the residuals with b(j) = 0 or unrestricted, draw v has
 *
 * <pre>
 * b*(j) − b(j) = Σ v(g) · z'W1(g)u
 * r(g) = Σ v(h) · z'1(g)'W·P·1(h)u − z'1(g)'WX̃ · A⁻¹ · Σ v(h) · X̃'W1(h)u
 * t*   = (b*(j) − b(j)) / √(correction · Σ r(g)²)
 * </pre>
 *
 * r(g) being j's element of A⁻¹ times the cluster's score. P = M − MD(D'WMD)⁻D'WM, M the projection
 * off the effects within units: where all effects are nested in the clusters the first sum is v(g)
 * · z'W1(g)u; levels D that cross clusters add −(D'WM1(g)z)'(D'WMD)⁻ Σ v(h) · D'WM1(h)u; effects
 * within units that cross clusters add products of two clusters that share a unit.
 */
final class WildStatistics {
  /** Share of the squares of its parts below which a sum of squares is rounding. */
  private static final double ROUNDING = 1e-22;

  private final double[] own;
  private final double[] sample;
  private final double[][] left;
  private final double[][] right;
  private final int[] pairFirst;
  private final int[] pairSecond;
  private final double[] pair;

  private WildStatistics(int clusters, int pairs, int width) {
    this.own = new double[clusters];
    this.sample = new double[clusters];
    this.left = new double[clusters][width];
    this.right = new double[clusters][width];
    this.pairFirst = new int[pairs];
    this.pairSecond = new int[pairs];
    this.pair = new double[pairs];
  }

  /**
   * Statistics of a term, the clusters in the order of their keys.
   *
   * @param levelEffects (D'WMD)⁻ times the sums over levels, by cluster in the order of the sums:
   *     of the residuals, then of z of each term, [clusters][(1 + terms) · levels]
   */
  static WildStatistics of(
      WildSums sums,
      ModelSolution solution,
      double[][] levelEffects,
      String term,
      WildBootstrap.Residuals residuals) {
    int tested = sums.design().terms().indexOf(term);
    int place = solution.terms().indexOf(term);
    double[][] bread = ScoreMeat.bread(solution);
    double step =
        residuals == WildBootstrap.Residuals.RESTRICTED
            ? solution.coefficients()[place] / bread[place][place]
            : 0;
    int clusters = sums.sums().clusters();
    WildStatistics statistics =
        new WildStatistics(clusters, sums.pairs().size(), bread.length + sums.design().levels());
    List<Integer> order =
        IntStream.range(0, clusters)
            .boxed()
            .sorted(Comparator.comparingLong(sums.sums()::key))
            .toList();
    LongIndex position = new LongIndex();
    for (int g = 0; g < clusters; g++) {
      int number = order.get(g);
      position.add(sums.sums().key(number));
      statistics.fill(
          g, sums.sums().at(number), levelEffects[number], bread, place, 1 + tested, step);
    }
    for (int p = 0; p < statistics.pair.length; p++) {
      double[] product = sums.pairs().at(p);
      statistics.pairFirst[p] = position.find(sums.pairs().first(p));
      statistics.pairSecond[p] = position.find(sums.pairs().second(p));
      statistics.pair[p] = product[2 * tested] + step * product[2 * tested + 1];
    }
    return statistics;
  }

  /**
   * Sets what belongs to cluster {@code g}.
   *
   * @param all its sums, [(1 + terms tested) · width]
   * @param effects those over levels, solved, [(1 + terms tested) · levels]
   * @param place of the term among the regressors
   * @param column of z among the columns summed
   * @param step what z is added to the residuals by
   */
  private void fill(
      int g, double[] all, double[] effects, double[][] bread, int place, int column, double step) {
    int terms = bread.length;
    int width = left[g].length;
    int levels = width - terms;
    System.arraycopy(all, column * width, left[g], 0, width);
    double[] score = new double[terms];
    for (int k = 0; k < terms; k++) {
      score[k] = all[k] + step * left[g][k];
    }
    sample[g] = CrossProducts.dot(bread[place], all, terms);
    own[g] = CrossProducts.dot(bread[place], score, terms);
    for (int k = 0; k < terms; k++) {
      right[g][k] = CrossProducts.dot(bread[k], score, terms);
    }
    for (int l = 0; l < levels; l++) {
      right[g][terms + l] = effects[l] + step * effects[column * levels + l];
    }
  }

  int clusters() {
    return own.length;
  }

  /** The sample's own statistic with a correction of 1. */
  double ofSample(double estimate) {
    double squares = 0;
    for (double score : sample) {
      squares += score * score;
    }
    return estimate / Math.sqrt(squares);
  }

  /** The statistic of every draw, [draws]; NaN where it is undefined. */
  double[] all(WildDraws draws, double correction) {
    double root = Math.sqrt(correction);
    return IntStream.range(0, draws.count())
        .parallel()
        .mapToDouble(b -> of(draws.draw(b)) / root)
        .toArray();
  }

  /** The statistic of a draw with a correction of 1; NaN where it is undefined. */
  double of(double[] weights) {
    int clusters = own.length;
    int width = left[0].length;
    double[] sum = new double[width];
    double[] score = new double[clusters];
    double change = 0;
    double scale = 0;
    for (int g = 0; g < clusters; g++) {
      score[g] = weights[g] * own[g];
      change += score[g];
      scale += score[g] * score[g];
      for (int k = 0; k < width; k++) {
        sum[k] += weights[g] * right[g][k];
      }
    }
    for (int p = 0; p < pair.length; p++) {
      score[pairFirst[p]] += weights[pairSecond[p]] * pair[p];
    }
    double squares = 0;
    for (int g = 0; g < clusters; g++) {
      double ofCluster = score[g] - CrossProducts.dot(left[g], sum, width);
      squares += ofCluster * ofCluster;
    }
    return squares > ROUNDING * scale ? change / Math.sqrt(squares) : Double.NaN;
  }
}
