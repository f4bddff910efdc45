package org.panelworks.regression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Coefficients and uncorrected standard errors on explicit dummy variables in decimal arithmetic of
 * sixty digits, from the very doubles of the panel. Every row is taken.
 */
final class ExactRegression {
  private static final MathContext DIGITS = new MathContext(60);
  private static final BigDecimal NOTHING = new BigDecimal("1e-40");

  private final EnginePanel panel;
  private final DenseModel model;
  private final BigDecimal[] weight;
  private final List<BigDecimal[]> basis = new ArrayList<>();
  private final List<BigDecimal> lengths = new ArrayList<>();

  private ExactRegression(EnginePanel panel, DenseModel model) {
    this.panel = panel;
    this.model = model;
    this.weight = new BigDecimal[panel.rows()];
    Arrays.fill(weight, BigDecimal.ONE);
    if (!model.weights().isEmpty()) {
      System.arraycopy(column(model.weights()), 0, weight, 0, weight.length);
    }
  }

  /** Estimates and, by the rule without corrections, their covariance. */
  record Outcome(double[] estimates, double[][] vcov, double rss) {}

  static Outcome of(EnginePanel panel, DenseModel model) {
    return new ExactRegression(panel, model).fit();
  }

  private Outcome fit() {
    for (DenseModel.Effect effect : model.effects()) {
      for (String level : levels(effect)) {
        addDummies(effect, level);
      }
    }
    List<BigDecimal[]> x = new ArrayList<>();
    if (model.estimatesConstant()) {
      BigDecimal[] ones = new BigDecimal[weight.length];
      Arrays.fill(ones, BigDecimal.ONE);
      x.add(residual(ones));
    }
    model.regressors().forEach(name -> x.add(residual(column(name))));
    BigDecimal[] y = residual(column(model.response()));
    int k = x.size();
    BigDecimal[][] bread = inverse(products(x));
    BigDecimal[] beta = zeros(k);
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        beta[a] = beta[a].add(bread[a][b].multiply(dot(x.get(b), y), DIGITS), DIGITS);
      }
    }
    BigDecimal[] residual = y.clone();
    for (int a = 0; a < k; a++) {
      subtract(residual, beta[a], x.get(a));
    }
    BigDecimal rss = dot(residual, residual);
    BigDecimal[][] vcov = vcov(x, residual, rss, bread);
    double[][] rounded = new double[k][k];
    for (int a = 0; a < k; a++) {
      rounded[a] = Arrays.stream(vcov[a]).mapToDouble(BigDecimal::doubleValue).toArray();
    }
    return new Outcome(
        Arrays.stream(beta).mapToDouble(BigDecimal::doubleValue).toArray(),
        rounded,
        rss.doubleValue());
  }

  private BigDecimal[] column(String name) {
    return Arrays.stream(panel.numbers(name)).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
  }

  private String key(List<String> columns, int row) {
    return columns.stream().map(name -> panel.labels(name)[row]).toList().toString();
  }

  private Set<String> levels(DenseModel.Effect effect) {
    Set<String> levels = new LinkedHashSet<>();
    for (int r = 0; r < weight.length; r++) {
      levels.add(key(effect.columns(), r));
    }
    return levels;
  }

  private void addDummies(DenseModel.Effect effect, String level) {
    List<String> columns = new ArrayList<>(effect.slopes());
    if (effect.constant()) {
      columns.add(0, "");
    }
    for (String name : columns) {
      BigDecimal[] dummy = zeros(weight.length);
      for (int r = 0; r < dummy.length; r++) {
        if (key(effect.columns(), r).equals(level)) {
          dummy[r] = name.isEmpty() ? BigDecimal.ONE : new BigDecimal(panel.numbers(name)[r]);
        }
      }
      BigDecimal before = dot(dummy, dummy);
      BigDecimal[] rest = residual(dummy);
      BigDecimal after = dot(rest, rest);
      if (after.compareTo(before.multiply(NOTHING)) > 0) {
        basis.add(rest);
        lengths.add(after);
      }
    }
  }

  private BigDecimal[] residual(BigDecimal[] column) {
    BigDecimal[] rest = column.clone();
    for (int b = 0; b < basis.size(); b++) {
      subtract(rest, dot(rest, basis.get(b)).divide(lengths.get(b), DIGITS), basis.get(b));
    }
    return rest;
  }

  private static void subtract(BigDecimal[] from, BigDecimal factor, BigDecimal[] column) {
    for (int r = 0; r < from.length; r++) {
      if (column[r].signum() != 0) {
        from[r] = from[r].subtract(factor.multiply(column[r], DIGITS), DIGITS);
      }
    }
  }

  private BigDecimal dot(BigDecimal[] a, BigDecimal[] b) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int r = 0; r < a.length; r++) {
      if (a[r].signum() != 0 && b[r].signum() != 0) {
        sum = sum.add(a[r].multiply(b[r], DIGITS).multiply(weight[r], DIGITS), DIGITS);
      }
    }
    return sum;
  }

  private BigDecimal[][] products(List<BigDecimal[]> x) {
    BigDecimal[][] products = new BigDecimal[x.size()][x.size()];
    for (int a = 0; a < x.size(); a++) {
      for (int b = 0; b < x.size(); b++) {
        products[a][b] = dot(x.get(a), x.get(b));
      }
    }
    return products;
  }

  private static BigDecimal[] zeros(int length) {
    BigDecimal[] zeros = new BigDecimal[length];
    Arrays.fill(zeros, BigDecimal.ZERO);
    return zeros;
  }

  /** Gauss and Jordan; the matrices are positive definite. */
  private static BigDecimal[][] inverse(BigDecimal[][] matrix) {
    int k = matrix.length;
    BigDecimal[][] wide = new BigDecimal[k][2 * k];
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < 2 * k; b++) {
        wide[a][b] = b < k ? matrix[a][b] : b - k == a ? BigDecimal.ONE : BigDecimal.ZERO;
      }
    }
    for (int p = 0; p < k; p++) {
      BigDecimal pivot = wide[p][p];
      for (int b = 0; b < 2 * k; b++) {
        wide[p][b] = wide[p][b].divide(pivot, DIGITS);
      }
      for (int a = 0; a < k; a++) {
        if (a != p) {
          subtract(wide[a], wide[a][p], wide[p]);
        }
      }
    }
    BigDecimal[][] inverse = new BigDecimal[k][];
    for (int a = 0; a < k; a++) {
      inverse[a] = Arrays.copyOfRange(wide[a], k, 2 * k);
    }
    return inverse;
  }

  private BigDecimal[][] vcov(
      List<BigDecimal[]> x, BigDecimal[] residual, BigDecimal rss, BigDecimal[][] bread) {
    int k = x.size();
    BigDecimal[][] meat = new BigDecimal[k][];
    for (int a = 0; a < k; a++) {
      meat[a] = zeros(k);
    }
    if (model.cluster().isEmpty() && !model.robust()) {
      BigDecimal variance = rss.divide(BigDecimal.valueOf(residual.length - 1L), DIGITS);
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          meat[a][b] = bread[a][b].multiply(variance, DIGITS);
        }
      }
      return meat;
    }
    Map<String, BigDecimal[]> sums = new HashMap<>();
    for (int r = 0; r < residual.length; r++) {
      String cluster = model.robust() ? "row " + r : key(model.cluster().get(0), r);
      BigDecimal[] sum = sums.computeIfAbsent(cluster, key -> zeros(k));
      for (int a = 0; a < k; a++) {
        BigDecimal score = weight[r].multiply(residual[r], DIGITS).multiply(x.get(a)[r], DIGITS);
        sum[a] = sum[a].add(score, DIGITS);
      }
    }
    for (BigDecimal[] sum : sums.values()) {
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          meat[a][b] = meat[a][b].add(sum[a].multiply(sum[b], DIGITS), DIGITS);
        }
      }
    }
    return product(product(bread, meat), bread);
  }

  private static BigDecimal[][] product(BigDecimal[][] a, BigDecimal[][] b) {
    int k = a.length;
    BigDecimal[][] product = new BigDecimal[k][];
    for (int i = 0; i < k; i++) {
      product[i] = zeros(k);
      for (int j = 0; j < k; j++) {
        for (int m = 0; m < k; m++) {
          product[i][j] = product[i][j].add(a[i][m].multiply(b[m][j], DIGITS), DIGITS);
        }
      }
    }
    return product;
  }
}
