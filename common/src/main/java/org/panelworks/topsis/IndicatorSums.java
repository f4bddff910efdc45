package org.panelworks.topsis;

import java.io.Serializable;
import java.util.Arrays;
import org.panelworks.linalg.CompensatedArray;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.Pass;

/** Sums over the rows of each scope that weights and norms are made of; mergeable. */
final class IndicatorSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int indicators;

  /** Σ (t ln t − t + 1) with t = (r + shift) / mean, [scopes × indicators]. */
  private final CompensatedArray entropy;

  /** Σ r², likewise. */
  private final CompensatedArray squares;

  /** Σ (x / largest |x|)², likewise. */
  private final CompensatedArray rawSquares;

  /** Σ (r − r̄)(r − r̄)', [scopes × indicators × indicators]; only the diagonal where not asked. */
  private final CompensatedArray products;

  private IndicatorSums(int scopes, int indicators, boolean crossed) {
    this.indicators = indicators;
    this.entropy = new CompensatedArray(scopes * indicators);
    this.squares = new CompensatedArray(scopes * indicators);
    this.rawSquares = new CompensatedArray(scopes * indicators);
    this.products = new CompensatedArray(scopes * (crossed ? indicators * indicators : indicators));
  }

  double entropy(int scope, int indicator) {
    return entropy.value(scope * indicators + indicator);
  }

  double squares(int scope, int indicator) {
    return squares.value(scope * indicators + indicator);
  }

  double rawSquares(int scope, int indicator) {
    return rawSquares.value(scope * indicators + indicator);
  }

  /** Σ (r_j − r̄_j)². */
  double variation(int scope, int indicator) {
    boolean crossed = products.length() > entropy.length();
    return crossed
        ? product(scope, indicator, indicator)
        : products.value(scope * indicators + indicator);
  }

  /** Σ (r_j − r̄_j)(r_k − r̄_k), where the pass was asked for it. */
  double product(int scope, int j, int k) {
    int low = Math.min(j, k);
    int high = Math.max(j, k);
    return products.value((scope * indicators + high) * indicators + low);
  }

  /**
   * Sums that an evaluation needs beside entropies.
   *
   * @param squares of r
   * @param rawSquares of x
   * @param variation of r about its mean
   * @param crossed cross-products of all indicators, variation among them
   */
  record Wanted(boolean squares, boolean rawSquares, boolean variation, boolean crossed)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Whether anything is wanted of the min-max values. */
    boolean ofScaled() {
      return squares || variation || crossed;
    }

    static Wanted of(TopsisOptions options) {
      return new Wanted(
          options.normalisation() == Normalisation.VECTOR,
          options.normalisation() == Normalisation.RAW_VECTOR,
          options.weighting() == Weighting.COEFFICIENT_OF_VARIATION,
          options.weighting() == Weighting.CRITIC);
    }
  }

  /**
   * The pass.
   *
   * @param columns places of the indicators in the blocks
   * @param pooled whether there is one scope for all times
   * @param wanted what else than entropies
   */
  record SumsPass(
      int[] columns,
      MissingRule rule,
      TimeIndex times,
      boolean pooled,
      Scaling scaling,
      double shift,
      Wanted wanted)
      implements Pass<IndicatorSums> {
    private static final long serialVersionUID = 1L;

    @Override
    public IndicatorSums start() {
      return new IndicatorSums(scaling.scopes(), columns.length, wanted.crossed());
    }

    @Override
    public IndicatorSums add(IndicatorSums into, PanelBlock block) {
      IndicatorRows rows = IndicatorRows.of(block, columns, rule);
      int[] scopes = pooled ? new int[rows.size()] : times.numbers(block, rows.rows());
      double[][] centred = new double[columns.length][];
      for (int j = 0; j < columns.length; j++) {
        addEntropy(into, j, rows.values(j), scopes);
        if (wanted.rawSquares()) {
          addSquares(into.rawSquares, j, rows.values(j), sizes(j, true), scopes);
        }
        if (!wanted.ofScaled()) {
          continue;
        }
        double[] scaled = scaling.scaled(rows.values(j), j, scopes);
        if (wanted.squares()) {
          addSquares(into.squares, j, scaled, sizes(j, false), scopes);
        }
        centred[j] = scaled;
        if (wanted.variation() || wanted.crossed()) {
          centre(scaled, j, scopes);
        }
        if (wanted.variation()) {
          addProduct(into.products, scopes, columns.length, j, scaled, scaled);
        }
      }
      if (wanted.crossed()) {
        addCrossed(into, centred, scopes);
      }
      return into;
    }

    /** Sums of a constant indicator mean nothing and are not used. */
    private void addEntropy(IndicatorSums into, int j, double[] values, int[] scopes) {
      double[] sums = new double[scaling.scopes()];
      double[] worst = scaling.worst(j);
      double[] way = scaling.way(j);
      double[] times = new double[sums.length];
      Arrays.setAll(times, s -> scaling.isConstant(s, j) ? 1 : 1 / (scaling.mean(s, j) + shift));
      if (sums.length == 1) {
        sums[0] = entropy(values, worst[0], way[0], times[0]);
      } else {
        for (int i = 0; i < values.length; i++) {
          int s = scopes[i];
          sums[s] += EntropyTerm.of((Math.abs((values[i] - worst[s]) / way[s]) + shift) * times[s]);
        }
      }
      addAll(into.entropy, sums, j);
    }

    private double entropy(double[] values, double worst, double way, double times) {
      double sum = 0;
      for (double value : values) {
        sum += EntropyTerm.of((Math.abs((value - worst) / way) + shift) * times);
      }
      return sum;
    }

    /** What values are divided by before they are squared, [scopes]. */
    private double[] sizes(int j, boolean raw) {
      double[] sizes = new double[scaling.scopes()];
      Arrays.setAll(sizes, s -> raw && scaling.size(s, j) > 0 ? scaling.size(s, j) : 1);
      return sizes;
    }

    private void addSquares(
        CompensatedArray into, int j, double[] values, double[] sizes, int[] scopes) {
      double[] sums = new double[sizes.length];
      for (int i = 0; i < values.length; i++) {
        double share = values[i] / sizes[scopes[i]];
        sums[scopes[i]] += share * share;
      }
      addAll(into, sums, j);
    }

    /** A block is short enough for plain sums of terms that are not negative. */
    private void addAll(CompensatedArray into, double[] sums, int j) {
      for (int s = 0; s < sums.length; s++) {
        if (sums[s] != 0) {
          into.add(s * columns.length + j, sums[s]);
        }
      }
    }

    private void centre(double[] scaled, int j, int[] scopes) {
      double[] means = new double[scaling.scopes()];
      Arrays.setAll(means, s -> scaling.mean(s, j));
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] -= means[scopes[i]];
      }
    }

    private void addCrossed(IndicatorSums into, double[][] centred, int[] scopes) {
      for (int j = 0; j < centred.length; j++) {
        for (int k = 0; k <= j; k++) {
          int place = j * columns.length + k;
          addProduct(
              into.products,
              scopes,
              columns.length * columns.length,
              place,
              centred[j],
              centred[k]);
        }
      }
    }

    private void addProduct(
        CompensatedArray into, int[] scopes, int stride, int place, double[] a, double[] b) {
      double[] sums = new double[scaling.scopes()];
      for (int i = 0; i < a.length; i++) {
        sums[scopes[i]] += a[i] * b[i];
      }
      for (int s = 0; s < sums.length; s++) {
        if (sums[s] != 0) {
          into.add(s * stride + place, sums[s]);
        }
      }
    }

    @Override
    public IndicatorSums merge(IndicatorSums left, IndicatorSums right) {
      left.entropy.merge(right.entropy);
      left.squares.merge(right.squares);
      left.rawSquares.merge(right.rawSquares);
      left.products.merge(right.products);
      return left;
    }
  }
}
