package org.panelworks.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.panelworks.EstimationException;

final class PartitionTest {
  private static final double[][] LINE = {{0}, {2}, {10}, {12}, {20}};

  @Test
  void sumsOfSquaresByHand() {
    Partition partition = Partition.of(LINE, new int[] {0, 0, 1, 1, 1}, 2);
    assertThat(partition.centres()[0]).containsExactly(1);
    assertThat(partition.centres()[1][0]).isCloseTo(14, within(1e-12));
    assertThat(partition.within()[0]).isCloseTo(2, within(1e-12));
    assertThat(partition.within()[1]).isCloseTo(56, within(1e-12));
    // About 8.8: 77.44 + 46.24 + 1.44 + 10.24 + 125.44.
    assertThat(partition.total()).isCloseTo(260.8, within(1e-12));
    assertThat(partition.between()).isCloseTo(202.8, within(1e-12));
    assertThat(partition.calinskiHarabasz()).isCloseTo(202.8 / (58 / 3.0), within(1e-12));
  }

  @Test
  void silhouettesByHand() {
    Silhouette found = Silhouette.euclidean(LINE, new int[] {0, 0, 1, 1, 2}, 3);
    // 0: a = 2, b = 11; 2: a = 2, b = 9; 10: a = 2, b = 9; 12: a = 2, b = 8; 20: alone.
    assertThat(found.byCluster()[0]).isCloseTo((9 / 11.0 + 7 / 9.0) / 2, within(1e-12));
    assertThat(found.byCluster()[1]).isCloseTo((7 / 9.0 + 6 / 8.0) / 2, within(1e-12));
    assertThat(found.byCluster()[2]).isZero();
    assertThat(found.mean()).isCloseTo((9 / 11.0 + 7 / 9.0 + 7 / 9.0 + 6 / 8.0) / 5, within(1e-12));
  }

  @Test
  void oneClusterHasNoSilhouette() {
    assertThat(Silhouette.euclidean(LINE, new int[5], 1).mean()).isNaN();
  }

  @Test
  void movingEveryRowAlikeChangesNothing() {
    Random random = new Random(3);
    double[][] rows = new double[40][3];
    double[][] moved = new double[40][3];
    int[] cluster = new int[40];
    for (int i = 0; i < rows.length; i++) {
      cluster[i] = i % 3;
      for (int a = 0; a < 3; a++) {
        rows[i][a] = random.nextGaussian() + cluster[i];
        moved[i][a] = rows[i][a] + 7;
      }
    }
    assertThat(Silhouette.euclidean(moved, cluster, 3).mean())
        .isCloseTo(Silhouette.euclidean(rows, cluster, 3).mean(), within(1e-12));
    assertThat(Partition.of(moved, cluster, 3).totalWithin())
        .isCloseTo(Partition.of(rows, cluster, 3).totalWithin(), within(1e-10));
  }

  @Test
  void scalesByHandAndAnAttributeThatDoesNotVaryIsRefusedByName() {
    double[][] rows = {{1, 10}, {3, 20}, {5, 60}};
    AttributeScale z = AttributeScale.of(AttributeScale.Kind.Z, List.of("a", "b"), rows);
    assertThat(z.scaled(rows[2])[0]).isCloseTo(1, within(1e-12));
    AttributeScale range = AttributeScale.of(AttributeScale.Kind.MIN_MAX, List.of("a", "b"), rows);
    assertThat(range.scaled(rows[1])).containsExactly(0.5, 0.2);
    AttributeScale none = AttributeScale.of(AttributeScale.Kind.NONE, List.of("a", "b"), rows);
    assertThat(none.scaled(rows[1])).containsExactly(3, 20);
    double[][] still = {{1, 10}, {3, 10}};
    assertThatExceptionOfType(EstimationException.class)
        .isThrownBy(() -> AttributeScale.of(AttributeScale.Kind.Z, List.of("a", "b"), still))
        .withMessageContaining("attribute b does not vary");
  }
}
