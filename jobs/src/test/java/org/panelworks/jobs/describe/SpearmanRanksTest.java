package org.panelworks.jobs.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.panelworks.jobs.moments.SparkBlocks;
import org.panelworks.jobs.panel.LocalSpark;
import org.panelworks.stats.Correlations;
import org.panelworks.stats.MissingCells;
import org.panelworks.stats.PearsonCorrelation;
import org.panelworks.stats.SmallPanel;
import org.panelworks.stats.SpearmanCorrelation;

final class SpearmanRanksTest {
  private static final List<String> VARIABLES = List.of("normal", "dummy", "year", "rounded");

  /** Values without ties, with few distinct values, and in between; some missing. */
  private static SmallPanel panel(long seed) {
    Random random = new Random(seed);
    int n = 3000;
    double[] normal = random.doubles(n).map(u -> random.nextGaussian()).toArray();
    double[] dummy = random.doubles(n).map(u -> u < 0.1 ? 1 : u < 0.5 ? -0.0 : 0.0).toArray();
    double[] year = random.ints(n, 2000, 2020).asDoubleStream().toArray();
    double[] rounded = random.doubles(n).map(u -> Math.rint(u * 300) / 10).toArray();
    for (int row = 0; row < n; row++) {
      rounded[row] += normal[row] > 0 ? dummy[row] : 0;
      normal[row] = random.nextInt(20) == 0 ? Double.NaN : normal[row];
      year[row] = random.nextInt(30) == 0 ? Double.NaN : year[row];
    }
    return SmallPanel.of("normal", normal)
        .with("dummy", dummy)
        .with("year", year)
        .with("rounded", rounded);
  }

  @ParameterizedTest
  @CsvSource({
    "listwise, 1, 65536",
    "listwise, 3, 65536",
    "listwise, 3, 100",
    "listwise, 8, 7",
    "pairwise, 3, 65536",
    "pairwise, 2, 100"
  })
  void ranksOverTheClusterAreTheRanksInMemory(String rule, int partitions, int interval) {
    MissingCells missing = rule.equals("listwise") ? MissingCells.LISTWISE : MissingCells.PAIRWISE;
    SmallPanel panel = panel(20260118);
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    SparkBlocks blocks =
        SparkBlocks.of(panel.schema(), false, context.parallelize(panel.parts(11), partitions));
    Correlations pearson = PearsonCorrelation.of(VARIABLES, missing).fit(blocks);
    Correlations found = new SpearmanRanks(new RankBlocks(blocks, interval)).fit(pearson);
    Correlations expected =
        SpearmanCorrelation.of(VARIABLES, missing)
            .fit(VARIABLES.stream().map(panel::column).toArray(double[][]::new));
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        assertThat(found.count(i, j)).isEqualTo(expected.count(i, j));
        assertThat(found.coefficient(i, j)).isCloseTo(expected.coefficient(i, j), within(1e-13));
      }
    }
  }
}
