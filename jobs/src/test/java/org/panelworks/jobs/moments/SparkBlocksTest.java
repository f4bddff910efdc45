package org.panelworks.jobs.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panelworks.jobs.panel.LocalSpark;
import org.panelworks.panel.InMemoryBlocks;
import org.panelworks.panel.PanelBlock;
import org.panelworks.panel.PanelSchema;
import org.panelworks.panel.Pass;

final class SparkBlocksTest {
  private static final PanelSchema SCHEMA = new PanelSchema(List.of("x"), List.of());

  private final JavaSparkContext context =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

  private static PanelBlock block(double... values) {
    return new PanelBlock(
        SCHEMA,
        values.length,
        new String[0],
        new int[0],
        new long[0],
        new double[][] {values},
        new int[0][],
        new String[0][],
        new byte[0]);
  }

  private static List<PanelBlock> blocks() {
    List<PanelBlock> blocks = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      blocks.add(block(i, i * i, 1.0 / (1 + i)));
    }
    return blocks;
  }

  /** Number of values and their sum. */
  private record CountAndSum() implements Pass<double[]> {
    @Override
    public double[] start() {
      return new double[2];
    }

    @Override
    public double[] add(double[] into, PanelBlock block) {
      for (double value : block.numeric(0)) {
        into[0]++;
        into[1] += value;
      }
      return into;
    }

    @Override
    public double[] merge(double[] left, double[] right) {
      left[0] += right[0];
      left[1] += right[1];
      return left;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 40})
  void aPassGivesWhatThePlainPathGives(int partitions) {
    double[] plain = InMemoryBlocks.of(SCHEMA, false, blocks()).run("Sum", new CountAndSum());
    SparkBlocks spark = SparkBlocks.of(SCHEMA, false, context.parallelize(blocks(), partitions));
    for (int time = 0; time < 2; time++) {
      double[] sums = spark.run("Sum", new CountAndSum());
      assertThat(sums[0]).isEqualTo(plain[0]).isEqualTo(60);
      assertThat(sums[1]).isCloseTo(plain[1], org.assertj.core.api.Assertions.within(1e-10));
    }
  }

  @Test
  void noBlocksGiveTheEmptyStatistic() {
    SparkBlocks spark =
        SparkBlocks.of(SCHEMA, false, context.parallelize(List.<PanelBlock>of(), 3));
    assertThat(spark.run("Sum", new CountAndSum())).containsExactly(0, 0);
  }

  @Test
  void noPartitionIsRefused() {
    assertThatThrownBy(() -> SparkBlocks.of(SCHEMA, false, context.<PanelBlock>emptyRDD()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one partition");
  }
}
