package org.panelworks.topsis;

import java.io.Serializable;
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
   * The pass.
   *
   * @param columns places of the indicators in the blocks
   * @param pooled whether there is one scope for all times
   * @param crossed whether cross-products are wanted
   */
  record SumsPass(
      int[] columns,
      MissingRule rule,
      TimeIndex times,
      boolean pooled,
      Scaling scaling,
      double shift,
      boolean crossed)
      implements Pass<IndicatorSums> {
    private static final long serialVersionUID = 1L;

    @Override
    public IndicatorSums start() {
      return new IndicatorSums(scaling.scopes(), columns.length, crossed);
    }

    @Override
    public IndicatorSums add(IndicatorSums into, PanelBlock block) {
      IndicatorRows rows = IndicatorRows.of(block, columns, rule);
      int[] scopes = pooled ? new int[rows.size()] : times.numbers(block, rows.rows());
      double[][] centred = new double[columns.length][];
      for (int j = 0; j < columns.length; j++) {
        double[] scaled = scaling.scaled(rows.values(j), j, scopes);
        addEntropy(into, j, scaled, scopes);
        addSquares(into, j, scaled, rows.values(j), scopes);
        centred[j] = scaled;
        centre(scaled, j, scopes);
        if (!crossed) {
          addProduct(into.products, scopes, columns.length, j, scaled, scaled);
        }
      }
      if (crossed) {
        addCrossed(into, centred, scopes);
      }
      return into;
    }

    private void addEntropy(IndicatorSums into, int j, double[] scaled, int[] scopes) {
      double[] sums = new double[scaling.scopes()];
      for (int i = 0; i < scaled.length; i++) {
        int s = scopes[i];
        if (scaling.isConstant(s, j)) {
          continue;
        }
        double t = (scaled[i] + shift) / (scaling.mean(s, j) + shift);
        sums[s] += t > 0 ? t * Math.log(t) - t + 1 : 1;
      }
      addAll(into.entropy, sums, j);
    }

    private void addSquares(
        IndicatorSums into, int j, double[] scaled, double[] values, int[] scopes) {
      double[] sums = new double[scaling.scopes()];
      double[] raw = new double[scaling.scopes()];
      for (int i = 0; i < scaled.length; i++) {
        int s = scopes[i];
        double size = scaling.size(s, j);
        double share = size > 0 ? values[i] / size : 0;
        sums[s] += scaled[i] * scaled[i];
        raw[s] += share * share;
      }
      addAll(into.squares, sums, j);
      addAll(into.rawSquares, raw, j);
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
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] -= scaling.mean(scopes[i], j);
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
