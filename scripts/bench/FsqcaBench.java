import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.panelworks.EstimationException;
import org.panelworks.qca.Condition;
import org.panelworks.qca.CoverLimits;
import org.panelworks.qca.Expectation;
import org.panelworks.qca.QcaAnalysis;
import org.panelworks.qca.QcaOptions;
import org.panelworks.qca.QcaResult;
import org.panelworks.qca.QcaSample;
import org.panelworks.qca.TruthTableOptions;

/**
 * Times analyses of made-up cases, in processor seconds, which other programs on the machine do not
 * change; {@code scripts/bench/fsqca} runs it.
 */
final class FsqcaBench {
  private static final int ROUNDS = 3;

  /** What takes longer is not repeated. */
  private static final double LONG = 5;

  private final int conditions;
  private final Random random;

  private FsqcaBench(int conditions) {
    this.conditions = conditions;
    this.random = new Random(20_260 + conditions);
  }

  public static void main(String[] arguments) {
    System.out.printf(
        Locale.ROOT,
        "%d core; processor seconds of the first of %d rounds and of the fastest%n",
        Runtime.getRuntime().availableProcessors(),
        ROUNDS);
    for (String argument : arguments) {
      FsqcaBench bench = new FsqcaBench(Integer.parseInt(argument));
      bench.time("every row seen, three terms", bench.crisp(1));
      bench.time("half of the rows seen, three terms", bench.crisp(0.5));
      bench.time("5 % of the rows seen, three terms", bench.crisp(0.05));
      bench.time("200 fuzzy cases, three terms", bench.fuzzy(200, 0));
      bench.time("200 fuzzy cases, three terms and noise", bench.fuzzy(200, 0.2));
      bench.time("2,000 fuzzy cases, three terms and noise", bench.fuzzy(2_000, 0.2));
    }
  }

  /** Membership in the union of three conjunctions, of three, three and two literals. */
  private double outcome(double[] x) {
    int last = conditions - 1;
    double first = Math.min(x[0], Math.min(x[1], 1 - x[2]));
    double second = Math.min(x[3], Math.min(1 - x[4], x[last]));
    return Math.max(first, Math.max(second, Math.min(1 - x[5], 1 - x[last])));
  }

  /** A crisp case for each of a share of the rows. */
  private QcaSample crisp(double share) {
    List<double[]> rows = new ArrayList<>();
    for (int row = 0; row < 1 << conditions; row++) {
      int levels = row;
      if (random.nextDouble() < share) {
        rows.add(IntStream.range(0, conditions).mapToDouble(c -> levels >> c & 1).toArray());
      }
    }
    return sample(rows, 0);
  }

  private QcaSample fuzzy(int cases, double noise) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < cases; i++) {
      rows.add(random.doubles(conditions).toArray());
    }
    return sample(rows, noise);
  }

  private QcaSample sample(List<double[]> rows, double noise) {
    double[][] values = new double[conditions][rows.size()];
    double[] y = new double[rows.size()];
    for (int i = 0; i < y.length; i++) {
      for (int c = 0; c < conditions; c++) {
        values[c][i] = rows.get(i)[c];
      }
      double drawn = outcome(rows.get(i)) + noise * random.nextGaussian();
      y[i] = Math.min(1, Math.max(0, drawn));
    }
    List<String> names = IntStream.range(0, y.length).mapToObj(i -> "k" + i).toList();
    List<Condition> sets =
        IntStream.range(0, conditions).mapToObj(c -> Condition.fuzzy("C" + c)).toList();
    return QcaSample.of(names, sets, values, "Y", y);
  }

  private void time(String what, QcaSample sample) {
    QcaOptions options =
        new QcaOptions(
            new TruthTableOptions(0.8, 0.7, 1, Set.of()),
            Map.of("C0", Expectation.present(), "C3", Expectation.present()),
            Set.of(),
            CoverLimits.standard());
    String found = "";
    double first = 0;
    double fastest = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS && first < LONG; round++) {
      long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      found = found(sample, options);
      double taken =
          (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun) / 1e9;
      first = round == 0 ? taken : first;
      fastest = Math.min(fastest, taken);
    }
    System.out.printf(
        Locale.ROOT,
        "%d conditions, %-42s %7.3f %7.3f  %s%n",
        conditions,
        what + ":",
        first,
        fastest,
        found);
  }

  private static String found(QcaSample sample, QcaOptions options) {
    try {
      QcaResult result = QcaAnalysis.of(options).fit(sample);
      return String.format(
          Locale.ROOT,
          "%d rows seen; %d complex, %d parsimonious models; %d pairs",
          result.truthTable().observed().size(),
          result.complex().models().size(),
          result.parsimonious().models().size(),
          result.intermediate().size());
    } catch (EstimationException e) {
      return "refused: " + e.getMessage();
    }
  }
}
