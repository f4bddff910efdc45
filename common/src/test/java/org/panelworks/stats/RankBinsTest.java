package org.panelworks.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankBinsTest {
  @Test
  void aCutIsABinOfItsOwnBetweenIntervals() {
    SmallPanel panel = SmallPanel.of("x", 5, 1, 2, 2, 2, 9, -0.0);
    RankBins bins = RankBins.of(panel.blocks(2), List.of("x"), 2);
    // The median is 2.
    assertThat(bins.bins(0)).isEqualTo(3);
    assertThat(bins.bin(0, 1.5)).isEqualTo(0);
    assertThat(bins.bin(0, 2)).isEqualTo(1);
    assertThat(bins.bin(0, 2.5)).isEqualTo(2);
    assertThat(RankBins.isCut(0)).isFalse();
    assertThat(RankBins.isCut(1)).isTrue();
    assertThat(bins.count(0, 0)).isEqualTo(2);
    assertThat(bins.count(0, 1)).isEqualTo(3);
    assertThat(bins.count(0, 2)).isEqualTo(2);
    assertThat(bins.below(0)).containsExactly(0, 2, 5);
  }

  @Test
  void onlyRowsWithEveryVariableCount() {
    SmallPanel panel =
        SmallPanel.of("x", 1, Double.NaN, 3, 4)
            .with("y", 1, 2, Double.NaN, 4)
            .droppedAt(0, 0, 0, 1);
    RankBins bins = RankBins.of(panel.blocks(1), List.of("x", "y"), 1);
    assertThat(bins.bins(0)).isEqualTo(1);
    assertThat(bins.count(0, 0)).isEqualTo(1);
    assertThat(bins.rows(panel.parts(1).get(0))).containsExactly(0);
  }

  @Test
  void noIntervalHoldsMoreThanItsShareHoweverManyValuesTie() {
    long seed = 8;
    Random random = new Random(seed);
    double[] values = random.doubles(9000).map(u -> u < 0.7 ? 1 : u).toArray();
    RankBins bins = RankBins.of(SmallPanel.of("x", values).blocks(3), List.of("x"), 30);
    long total = 0;
    for (int bin = 0; bin < bins.bins(0); bin++) {
      total += bins.count(0, bin);
      if (!RankBins.isCut(bin)) {
        assertThat(bins.count(0, bin)).isLessThanOrEqualTo(300);
      }
    }
    assertThat(total).isEqualTo(9000);
  }
}
