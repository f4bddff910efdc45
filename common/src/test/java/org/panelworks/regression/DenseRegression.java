package org.panelworks.regression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A regression on explicit dummy variables, made for comparison only: an orthogonal basis of the
 * dummies by Gram and Schmidt, done twice, every count by brute force on maps of labels.
 */
final class DenseRegression {
  /** A share of a column's squares that counts as nothing. */
  private static final double NOTHING = 1e-9;

  /** Why there is no estimate. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String why) {
      super(why);
    }
  }

  /** What came out; arrays by kept term. */
  record Outcome(
      List<String> terms,
      double[] estimates,
      double[][] vcov,
      int rows,
      int missing,
      int singletons,
      List<String> left,
      double rss,
      double tss,
      double within,
      int rank,
      List<Long> levels,
      List<Long> redundant,
      List<Boolean> nested,
      List<Long> clusters,
      long residualDegrees,
      long degreesOfT,
      long fitDegrees) {}

  private final EnginePanel panel;
  private final DenseModel model;
  private final List<Integer> rows = new ArrayList<>();
  private final List<String> left = new ArrayList<>();
  private int missing;
  private int singletons;
  private double[] root = new double[0];

  private DenseRegression(EnginePanel panel, DenseModel model) {
    this.panel = panel;
    this.model = model;
  }

  static Outcome of(EnginePanel panel, DenseModel model) throws Refused {
    return new DenseRegression(panel, model).fit();
  }

  private Outcome fit() throws Refused {
    findRows();
    if (rows.isEmpty()) {
      throw new Refused("no rows");
    }
    root = new double[rows.size()];
    for (int i = 0; i < root.length; i++) {
      root[i] = model.weights().isEmpty() ? 1 : Math.sqrt(number(model.weights(), i));
    }
    List<double[]> basis = new ArrayList<>();
    dummies().forEach(dummy -> extend(basis, dummy));
    int absorbed = basis.size();
    double[] y = scaled(model.response());
    double tss = squares(model.spansConstant() ? residual(List.of(unit(root)), y) : y);
    if (!(tss > 1e-20 * squares(y))) {
      throw new Refused("constant response");
    }
    double[] response = residual(basis, y);
    List<double[]> baseline = new ArrayList<>(basis);
    if (model.estimatesConstant()) {
      extend(baseline, root);
    }
    double within = squares(residual(baseline, y));
    if (squares(response) <= 1e-20 * tss) {
      throw new Refused("the effects explain the response");
    }
    List<String> terms = new ArrayList<>();
    List<double[]> x = new ArrayList<>();
    keepRegressors(List.copyOf(basis), terms, x);
    boolean slopes = terms.stream().anyMatch(t -> !t.equals("(Intercept)"));
    if (!slopes && !model.regressors().isEmpty()) {
      throw new Refused("no regressor");
    }
    return infer(terms, x, response, tss, within, absorbed);
  }

  // ---- rows

  private void findRows() {
    for (int r = 0; r < panel.rows(); r++) {
      if (!panel.inSample(r)
          || (!model.predicate().isEmpty() && panel.numbers(model.predicate())[r] != 1)) {
        continue;
      }
      if (isComplete(r)) {
        rows.add(r);
      } else {
        missing++;
      }
    }
    int complete = rows.size();
    while (model.singletons() == Singletons.DROP && dropOneRound()) {
      singletons = complete - rows.size();
    }
  }

  private boolean isComplete(int row) {
    List<String> numbers = new ArrayList<>(model.regressors());
    numbers.add(model.response());
    List<String> labels = new ArrayList<>();
    model.effects().forEach(effect -> numbers.addAll(effect.slopes()));
    model.effects().forEach(effect -> labels.addAll(effect.columns()));
    model.cluster().forEach(labels::addAll);
    return numbers.stream().noneMatch(name -> Double.isNaN(panel.numbers(name)[row]))
        && labels.stream().noneMatch(name -> panel.labels(name)[row].equals(EnginePanel.MISSING))
        && (model.weights().isEmpty() || panel.numbers(model.weights())[row] > 0);
  }

  private boolean dropOneRound() {
    for (DenseModel.Effect effect : model.effects()) {
      Map<String, Integer> count = new HashMap<>();
      rows.forEach(row -> count.merge(key(effect.columns(), row), 1, Integer::sum));
      if (rows.removeIf(row -> count.getOrDefault(key(effect.columns(), row), 0) == 1)) {
        return true;
      }
    }
    return false;
  }

  private String key(List<String> columns, int row) {
    List<String> parts = new ArrayList<>();
    columns.stream().sorted().distinct().forEach(name -> parts.add(panel.labels(name)[row]));
    return parts.toString();
  }

  private String keyAt(List<String> columns, int i) {
    return key(columns, rows.get(i));
  }

  private double number(String name, int i) {
    return panel.numbers(name)[rows.get(i)];
  }

  // ---- columns, each times the root of the weight

  private double[] scaled(String name) {
    double[] column = new double[rows.size()];
    for (int i = 0; i < column.length; i++) {
      column[i] = root[i] * number(name, i);
    }
    return column;
  }

  private Set<String> levels(List<String> columns) {
    Set<String> levels = new LinkedHashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      levels.add(keyAt(columns, i));
    }
    return levels;
  }

  private List<double[]> dummies() {
    List<double[]> dummies = new ArrayList<>();
    for (DenseModel.Effect effect : model.effects()) {
      for (String level : levels(effect.columns())) {
        double[] indicator = new double[rows.size()];
        for (int i = 0; i < indicator.length; i++) {
          indicator[i] = keyAt(effect.columns(), i).equals(level) ? root[i] : 0;
        }
        if (effect.constant()) {
          dummies.add(indicator);
        }
        for (String slope : effect.slopes()) {
          double[] column = indicator.clone();
          for (int i = 0; i < column.length; i++) {
            column[i] *= number(slope, i);
          }
          dummies.add(column);
        }
      }
    }
    return dummies;
  }

  private void keepRegressors(List<double[]> effects, List<String> terms, List<double[]> kept) {
    List<double[]> basis = new ArrayList<>(effects);
    List<String> names = new ArrayList<>(model.regressors());
    if (model.estimatesConstant()) {
      names.add(0, "(Intercept)");
    }
    for (String name : names) {
      boolean constant = name.equals("(Intercept)");
      double[] column = constant ? root.clone() : scaled(name);
      double[] centred =
          model.spansConstant() && !constant ? residual(List.of(unit(root)), column) : column;
      double before = squares(centred);
      double[] absorbed = residual(effects, column);
      double after = squares(absorbed);
      double alone = squares(residual(basis, column));
      if (before <= 1e-24 * squares(column)
          || before == 0
          || (!effects.isEmpty() && after <= NOTHING * before)
          || alone <= NOTHING * Math.min(after, before)) {
        left.add(name);
      } else {
        terms.add(name);
        kept.add(absorbed);
        extend(basis, column);
      }
    }
  }

  private static void extend(List<double[]> basis, double[] column) {
    double[] rest = residual(basis, column);
    if (squares(rest) > 1e-16 * squares(column)) {
      basis.add(unit(rest));
    }
  }

  private static double[] residual(List<double[]> basis, double[] column) {
    double[] rest = column.clone();
    for (int sweep = 0; sweep < 3; sweep++) {
      for (double[] q : basis) {
        double along = dot(q, rest);
        for (int i = 0; i < rest.length; i++) {
          rest[i] -= along * q[i];
        }
      }
    }
    return rest;
  }

  private static double[] unit(double[] column) {
    double[] unit = column.clone();
    double norm = Math.sqrt(squares(column));
    for (int i = 0; i < unit.length; i++) {
      unit[i] /= norm;
    }
    return unit;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double squares(double[] a) {
    return dot(a, a);
  }

  // ---- inference

  private Outcome infer(
      List<String> terms,
      List<double[]> x,
      double[] response,
      double tss,
      double within,
      int absorbed)
      throws Refused {
    int k = x.size();
    DMatrixRMaj bread = new DMatrixRMaj(k, k);
    DMatrixRMaj moments = new DMatrixRMaj(k, 1);
    for (int a = 0; a < k; a++) {
      moments.set(a, 0, dot(x.get(a), response));
      for (int b = 0; b < k; b++) {
        bread.set(a, b, dot(x.get(a), x.get(b)));
      }
    }
    if (k > 0) {
      CommonOps_DDRM.invert(bread);
    }
    DMatrixRMaj beta = new DMatrixRMaj(k, 1);
    CommonOps_DDRM.mult(bread, moments, beta);
    double[] residual = response.clone();
    for (int a = 0; a < k; a++) {
      for (int i = 0; i < residual.length; i++) {
        residual[i] -= beta.get(a, 0) * x.get(a)[i];
      }
    }
    Cost cost = cost(k);
    List<Long> clusters = new ArrayList<>();
    model.cluster().forEach(way -> clusters.add((long) levels(way).size()));
    long residualDegrees = rows.size() - cost.paid;
    if (residualDegrees <= 0) {
      throw new Refused("no degrees of freedom");
    }
    if (clusters.contains(1L)) {
      throw new Refused("one cluster");
    }
    double[][] vcov = vcov(x, residual, bread, cost, clusters);
    long degreesOfT = residualDegrees;
    if (!clusters.isEmpty()) {
      long fewer = clusters.stream().mapToLong(Long::longValue).min().orElseThrow() - 1;
      degreesOfT = model.rule() == SmallSample.REGHDFE ? Math.min(degreesOfT, fewer) : fewer;
    }
    return new Outcome(
        terms,
        beta.getData().clone(),
        vcov,
        rows.size(),
        missing,
        singletons,
        left,
        squares(residual),
        tss,
        within,
        absorbed + k,
        cost.levels,
        cost.redundant,
        cost.nested,
        clusters,
        residualDegrees,
        degreesOfT,
        rows.size() - cost.all);
  }

  private double[][] vcov(
      List<double[]> x, double[] residual, DMatrixRMaj bread, Cost cost, List<Long> clusters)
      throws Refused {
    int k = x.size();
    double n = rows.size();
    boolean none = model.rule() == SmallSample.NONE;
    double[][] meat = new double[k][k];
    double factor;
    if (!model.cluster().isEmpty()) {
      long fewest = clusters.stream().mapToLong(Long::longValue).min().orElseThrow();
      boolean extra = model.rule() == SmallSample.REGHDFE && cost.nested.contains(true);
      double degrees = n - cost.paid - (extra ? 1 : 0);
      if (!none && degrees <= 0) {
        throw new Refused("no degrees of freedom for the correction");
      }
      factor = none ? 1 : (n - 1) / degrees * ((double) fewest / (fewest - 1));
      for (int subset = 1; subset < 1 << model.cluster().size(); subset++) {
        Set<String> columns = new HashSet<>();
        for (int way = 0; way < model.cluster().size(); way++) {
          if ((subset >> way & 1) == 1) {
            columns.addAll(model.cluster().get(way));
          }
        }
        addMeat(meat, x, residual, List.copyOf(columns), Integer.bitCount(subset) % 2 == 1);
      }
    } else if (model.robust()) {
      factor = none ? 1 : n / (n - cost.paid);
      addMeat(meat, x, residual, List.of(), true);
    } else {
      double variance = squares(residual) / (none ? n - 1 : n - cost.paid);
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          meat[a][b] = variance * bread.get(a, b);
        }
      }
      return meat;
    }
    DMatrixRMaj half = new DMatrixRMaj(k, k);
    DMatrixRMaj whole = new DMatrixRMaj(k, k);
    CommonOps_DDRM.mult(bread, new DMatrixRMaj(meat), half);
    CommonOps_DDRM.mult(half, bread, whole);
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        meat[a][b] = factor * whole.get(a, b);
      }
    }
    return meat;
  }

  /** Adds or takes off the clusters' products; no columns at all is a cluster for each row. */
  private void addMeat(
      double[][] meat, List<double[]> x, double[] residual, List<String> columns, boolean plus) {
    Map<String, double[]> sums = new HashMap<>();
    for (int i = 0; i < residual.length; i++) {
      String cluster = columns.isEmpty() ? "row " + i : keyAt(columns, i);
      double[] sum = sums.computeIfAbsent(cluster, key -> new double[x.size()]);
      for (int a = 0; a < sum.length; a++) {
        sum[a] += x.get(a)[i] * residual[i];
      }
    }
    for (double[] sum : sums.values()) {
      for (int a = 0; a < sum.length; a++) {
        for (int b = 0; b < sum.length; b++) {
          meat[a][b] += (plus ? 1 : -1) * sum[a] * sum[b];
        }
      }
    }
  }

  // ---- degrees of freedom

  private static final class Cost {
    private long paid;
    private long all;
    private final List<Long> levels = new ArrayList<>();
    private final List<Long> redundant = new ArrayList<>();
    private final List<Boolean> nested = new ArrayList<>();
  }

  private Cost cost(int k) {
    Cost cost = new Cost();
    for (DenseModel.Effect effect : model.effects()) {
      cost.levels.add((long) levels(effect.columns()).size());
      cost.nested.add(model.cluster().stream().anyMatch(way -> isNested(effect.columns(), way)));
    }
    cost.paid = k;
    cost.all = k;
    int constants = 0;
    List<DenseModel.Effect> paying = new ArrayList<>();
    for (int q = 0; q < model.effects().size(); q++) {
      DenseModel.Effect effect = model.effects().get(q);
      long levels = cost.levels.get(q);
      long idle = model.rule() == SmallSample.REGHDFE ? idleSlopes(effect) : 0;
      long slopes = levels * effect.slopes().size() - idle;
      long redundant = 0;
      long unlet = 0;
      if (effect.constant() && model.rule() == SmallSample.REGHDFE) {
        redundant = cost.nested.contains(true) ? 1 : 0;
        for (DenseModel.Effect earlier : paying) {
          redundant = Math.max(redundant, components(effect.columns(), earlier.columns()));
        }
        if (cost.nested.get(q)) {
          redundant = levels;
          unlet = levels;
        } else {
          paying.add(effect);
        }
      } else if (effect.constant()) {
        redundant = (cost.nested.get(q) ? levels - 1 : 0) + (constants > 0 ? 1 : 0);
        unlet = cost.nested.get(q) ? levels - 1 : 0;
      }
      constants += effect.constant() ? 1 : 0;
      cost.redundant.add(redundant + idle);
      long paid = slopes + (effect.constant() ? levels - redundant : 0);
      cost.paid += paid;
      cost.all += paid + unlet;
    }
    return cost;
  }

  /** Levels in which a slope's number is always zero or, beside a constant, always the same. */
  private long idleSlopes(DenseModel.Effect effect) {
    long idle = 0;
    for (String slope : effect.slopes()) {
      Map<String, Set<Double>> values = new HashMap<>();
      for (int i = 0; i < rows.size(); i++) {
        values
            .computeIfAbsent(keyAt(effect.columns(), i), key -> new HashSet<>())
            .add(number(slope, i));
      }
      idle +=
          values.values().stream()
              .filter(v -> effect.constant() ? v.size() == 1 : v.equals(Set.of(0.0)))
              .count();
    }
    return idle;
  }

  private boolean isNested(List<String> effect, List<String> cluster) {
    Map<String, String> clusterOf = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      String first = clusterOf.putIfAbsent(keyAt(effect, i), keyAt(cluster, i));
      if (first != null && !first.equals(keyAt(cluster, i))) {
        return false;
      }
    }
    return true;
  }

  /** Components of the graph of two effects' levels, by breadth-first search. */
  private long components(List<String> a, List<String> b) {
    Map<String, Set<String>> neighbours = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      String one = "a" + keyAt(a, i);
      String other = "b" + keyAt(b, i);
      neighbours.computeIfAbsent(one, key -> new HashSet<>()).add(other);
      neighbours.computeIfAbsent(other, key -> new HashSet<>()).add(one);
    }
    Set<String> seen = new HashSet<>();
    long components = 0;
    for (String start : neighbours.keySet()) {
      if (!seen.add(start)) {
        continue;
      }
      components++;
      Deque<String> open = new ArrayDeque<>(List.of(start));
      while (!open.isEmpty()) {
        for (String next : neighbours.getOrDefault(open.remove(), Set.of())) {
          if (seen.add(next)) {
            open.add(next);
          }
        }
      }
    }
    return components;
  }
}
