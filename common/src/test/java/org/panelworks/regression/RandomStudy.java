package org.panelworks.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random small panel and random models on it, all settled by a seed: units of one to eight rows,
 * groups that nest, partly nest and cross, disconnected graphs, missing cells, weights, conditions.
 */
final class RandomStudy {
  private final Random random;
  private final EnginePanel panel;
  private final List<DenseModel> models = new ArrayList<>();

  private RandomStudy(long seed) {
    this.random = new Random(seed * 7919 + 17);
    this.panel = draw();
  }

  static RandomStudy of(long seed, int models) {
    RandomStudy study = new RandomStudy(seed);
    for (int m = 0; m < models; m++) {
      study.models.add(study.model());
    }
    return study;
  }

  private EnginePanel draw() {
    List<int[]> cells = new ArrayList<>();
    int firms = 4 + random.nextInt(14);
    int years = 3 + random.nextInt(6);
    for (int firm = 0; firm < firms; firm++) {
      double presence = random.nextInt(4) == 0 ? 0.2 : 0.85;
      for (int year = 0; year < years; year++) {
        if (random.nextDouble() < presence) {
          cells.add(new int[] {firm, year});
        }
      }
    }
    int cities = 1 + random.nextInt(6);
    int split = random.nextInt(3) == 0 ? 2 : 1;
    double moving = random.nextInt(2) * 0.25;
    EnginePanel built = EnginePanel.of(cells.size());
    built.withLabels("firm", labels(cells, c -> "f" + c[0], 0));
    built.withLabels("year", labels(cells, c -> "y" + c[1], 0));
    built.withLabels("sector", labels(cells, c -> "s" + c[0] % 3, 0));
    built.withLabels("half", labels(cells, c -> c[0] % 3 == 2 && c[1] % 2 == 0 ? "h2" : "h1", 0));
    // Firms of one parity stay in cities of the same parity where the graph is to be split.
    built.withLabels(
        "city",
        labels(
            cells,
            c -> {
              int place = random.nextDouble() < moving ? random.nextInt(9) : c[0] / split;
              return "c" + (c[0] % split + split * (place % cities));
            },
            0.03));
    built.withLabels("group", labels(cells, c -> "g" + random.nextInt(5), 0.02));
    built.withLabels("all", labels(cells, c -> "one", 0));
    addNumbers(built, cells);
    return built.unit("firm", "t");
  }

  private void addNumbers(EnginePanel built, List<int[]> cells) {
    double[] firmEffect = random.doubles(40, -2, 2).toArray();
    double[] yearEffect = random.doubles(40, -2, 2).toArray();
    double[] x1 = numbers(cells, c -> firmEffect[c[0]] + random.nextGaussian());
    double[] x2 = numbers(cells, c -> yearEffect[c[1]] + random.nextGaussian());
    built.with("t", numbers(cells, c -> 2000.0 + c[1]));
    built.with("x1", x1);
    built.with("x2", x2);
    built.with("sum", numbers(x1.length, i -> 3 + x1[i] - 2 * x2[i]));
    built.with("fixed", numbers(cells, c -> firmEffect[c[0]] * 2));
    built.with("aggregate", numbers(cells, c -> yearEffect[c[1]] * 3));
    built.with("age", numbers(cells, c -> c[1] - 1.5 * c[0]));
    built.with("slope", numbers(cells, c -> 5 + random.nextGaussian()));
    built.with(
        "y",
        numbers(
            x1.length,
            i ->
                random.nextInt(40) == 0
                    ? Double.NaN
                    : 1
                        + x1[i]
                        - x2[i]
                        + 2 * firmEffect[cells.get(i)[0]]
                        + yearEffect[cells.get(i)[1]]
                        + random.nextGaussian()));
    built.with("z", numbers(cells, c -> random.nextGaussian() * (1 + c[1])));
    built.with("weight", numbers(cells, c -> random.nextInt(12) == 0 ? 0 : random.nextDouble(3)));
    double[] where = {1, 1, 1, 1, 0, Double.NaN};
    built.with("where", numbers(cells, c -> where[random.nextInt(where.length)]));
    byte[] dropped = new byte[cells.size()];
    for (int i = 0; i < dropped.length; i++) {
      dropped[i] = (byte) (random.nextInt(25) == 0 ? 1 : 0);
    }
    built.droppedAt(dropped);
  }

  private interface OfCell<T> {
    T at(int[] cell);
  }

  private interface OfIndex {
    double at(int index);
  }

  private String[] labels(List<int[]> cells, OfCell<String> label, double missing) {
    return cells.stream()
        .map(c -> random.nextDouble() < missing ? EnginePanel.MISSING : label.at(c))
        .toArray(String[]::new);
  }

  private static double[] numbers(List<int[]> cells, OfCell<Double> number) {
    return cells.stream().mapToDouble(number::at).toArray();
  }

  private static double[] numbers(int length, OfIndex number) {
    double[] numbers = new double[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = number.at(i);
    }
    return numbers;
  }

  private static final List<DenseModel.Effect> EFFECTS =
      List.of(
          DenseModel.Effect.of("firm"),
          DenseModel.Effect.of("firm"),
          DenseModel.Effect.of("year"),
          DenseModel.Effect.of("year"),
          DenseModel.Effect.of("city"),
          DenseModel.Effect.of("sector"),
          DenseModel.Effect.of("half"),
          DenseModel.Effect.of("group"),
          DenseModel.Effect.of("sector", "year"),
          DenseModel.Effect.of("year", "half"),
          DenseModel.Effect.of("firm", "half"),
          DenseModel.Effect.of("group", "firm"),
          new DenseModel.Effect(List.of("firm"), List.of("t"), true),
          new DenseModel.Effect(List.of("firm"), List.of("slope"), false),
          new DenseModel.Effect(List.of("city"), List.of("t"), true),
          new DenseModel.Effect(List.of("year"), List.of("slope"), true),
          new DenseModel.Effect(List.of("sector"), List.of("slope", "age"), false));

  private static final List<List<String>> CLUSTERS =
      List.of(
          List.of("firm"),
          List.of("firm"),
          List.of("year"),
          List.of("city"),
          List.of("sector"),
          List.of("group"),
          List.of("firm", "half"),
          List.of("sector", "year"),
          List.of("all"));

  private static final List<String> REGRESSORS =
      List.of("x1", "x2", "x1", "z", "sum", "fixed", "aggregate", "age");

  private DenseModel model() {
    List<DenseModel.Effect> effects = some(EFFECTS, random.nextInt(4));
    List<List<String>> clusters = random.nextInt(3) == 0 ? List.of() : some(CLUSTERS, way());
    SmallSample rule = List.of(SmallSample.values()).get(random.nextInt(3));
    return new DenseModel(
        "y",
        some(REGRESSORS, 1 + random.nextInt(4)),
        random.nextInt(5) > 0,
        effects,
        random.nextInt(4) == 0 ? "where" : "",
        random.nextInt(3) == 0 ? "weight" : "",
        random.nextBoolean(),
        clusters,
        rule,
        random.nextInt(4) == 0
            ? List.of(Singletons.values()).get(random.nextInt(2))
            : rule.defaultSingletons());
  }

  private int way() {
    int draw = random.nextInt(8);
    return draw < 4 ? 1 : draw < 7 ? 2 : 3;
  }

  private <T> List<T> some(List<T> from, int size) {
    List<T> chosen = new ArrayList<>();
    while (chosen.size() < size) {
      T one = from.get(random.nextInt(from.size()));
      if (!chosen.contains(one)) {
        chosen.add(one);
      }
    }
    return chosen;
  }

  EnginePanel panel() {
    return panel;
  }

  List<DenseModel> models() {
    return models;
  }
}
