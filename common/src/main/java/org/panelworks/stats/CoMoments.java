package org.panelworks.stats;

import java.io.Serializable;
import org.panelworks.linalg.CrossProducts;

/**
 * The number of rows, the means and the centred cross-products of k variables, mergeable.
 *
 * <p>Rows come in chunks. Within a chunk the variables are centred twice: by the mean of their
 * deviations from the chunk's first row, and by what rounding left of it (the corrected two-pass
 * algorithm). Chunks are merged by the exact update of Chan, Golub and LeVeque (1979):
 *
 * <pre>C = C₁ + C₂ + (n₁ n₂ / n) (m₂ − m₁)(m₂ − m₁)'</pre>
 *
 * <p>Means carry the part that rounding cut off. No two large sums are subtracted, so an added
 * constant costs no digits beyond those of the values themselves, and a variable that never changes
 * has cross-products of exactly zero.
 */
public final class CoMoments implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] mean;

  /** What rounding left out of each mean. */
  private final double[] meanRest;

  private final double[][] cross;
  private long count;

  /** No rows yet, of {@code k} variables. */
  public CoMoments(int k) {
    mean = new double[k];
    meanRest = new double[k];
    cross = new double[k][];
    for (int i = 0; i < k; i++) {
      cross[i] = new double[i + 1];
    }
  }

  /** Number of variables. */
  public int size() {
    return mean.length;
  }

  /** Number of rows. */
  public long count() {
    return count;
  }

  /** Mean of variable {@code i}; 0 while there are no rows. */
  public double mean(int i) {
    return mean[i] + meanRest[i];
  }

  /** Sum over rows of (xᵢ − mean xᵢ)(xⱼ − mean xⱼ). */
  public double cross(int i, int j) {
    return i >= j ? cross[i][j] : cross[j][i];
  }

  /**
   * Pearson's correlation of two variables, in [−1, 1]; NaN where one of them does not vary or
   * there are fewer than two rows.
   */
  public double correlation(int i, int j) {
    if (!(cross(i, i) > 0 && cross(j, j) > 0)) {
      return Double.NaN;
    }
    if (i == j) {
      return 1;
    }
    double product = cross(i, i) * cross(j, j);
    // Outside the range of normal numbers the roots are taken apart.
    double scale =
        product >= Double.MIN_NORMAL && product <= Double.MAX_VALUE
            ? Math.sqrt(product)
            : Math.sqrt(cross(i, i)) * Math.sqrt(cross(j, j));
    double r = cross(i, j) / scale;
    return Math.max(-1, Math.min(1, r));
  }

  /**
   * Adds a chunk of rows.
   *
   * @param chunk the variables, [k][at least rows], none of them NaN; overwritten
   * @param rows number of rows in the chunk
   */
  void add(double[][] chunk, int rows) {
    if (rows == 0) {
      return;
    }
    CoMoments part = new CoMoments(size());
    part.count = rows;
    double[] residual = new double[size()];
    for (int i = 0; i < size(); i++) {
      part.mean[i] = centre(chunk[i], rows);
      residual[i] = sum(chunk[i], 0, rows);
    }
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j <= i; j++) {
        part.cross[i][j] =
            CrossProducts.dot(chunk[i], chunk[j], rows) - residual[i] * residual[j] / rows;
      }
      part.meanRest[i] = residual[i] / rows;
    }
    merge(part);
  }

  /** Subtracts from values their mean, to within rounding, and returns what was subtracted. */
  private static double centre(double[] values, int rows) {
    double first = values[0];
    double centre = first + sum(values, first, rows) / rows;
    for (int row = 0; row < rows; row++) {
      values[row] -= centre;
    }
    return centre;
  }

  /** Sum of values after a shift, in four sums that do not wait for one another. */
  private static double sum(double[] values, double shift, int rows) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int row = 0;
    for (; row + 3 < rows; row += 4) {
      s0 += values[row] - shift;
      s1 += values[row + 1] - shift;
      s2 += values[row + 2] - shift;
      s3 += values[row + 3] - shift;
    }
    for (; row < rows; row++) {
      s0 += values[row] - shift;
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Adds the rows of another statistic of the same variables to this one. */
  public CoMoments merge(CoMoments other) {
    if (other.count == 0) {
      return this;
    }
    long total = count + other.count;
    double share = (double) other.count / total;
    double[] delta = new double[size()];
    for (int i = 0; i < size(); i++) {
      // The first rows are taken over as they are, without a rounding.
      delta[i] = count == 0 ? 0 : (other.mean[i] - mean[i]) + (other.meanRest[i] - meanRest[i]);
      setMean(i, count == 0 ? other : this, delta[i] * share);
    }
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j <= i; j++) {
        cross[i][j] += other.cross[i][j] + delta[i] * delta[j] * share * count;
      }
    }
    count = total;
    return this;
  }

  /** Sets a mean to another one moved by a step, keeping what rounding would cut off. */
  private void setMean(int i, CoMoments from, double step) {
    double before = from.mean[i];
    double moved = before + step;
    double ofStep = moved - before;
    double rounding = (before - (moved - ofStep)) + (step - ofStep);
    meanRest[i] = from.meanRest[i] + rounding;
    mean[i] = moved;
  }
}
