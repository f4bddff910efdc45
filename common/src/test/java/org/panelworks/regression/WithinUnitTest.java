package org.panelworks.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Residuals of several columns at once. */
class WithinUnitTest {
  private static double[][] columns(int count, int rows, double mean, Random random) {
    double[][] columns = new double[count][rows + 3];
    for (double[] column : columns) {
      for (int r = 0; r < rows; r++) {
        column[r] = mean + random.nextGaussian();
      }
    }
    return columns;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 12})
  void columnsTogetherAreAsOneByOne(int count) {
    Random random = new Random(count);
    for (int rows : new int[] {1, 2, 10, 37}) {
      for (double[] weights : new double[][] {{}, random.doubles(rows, 0.5, 2).toArray()}) {
        WithinUnit within = WithinUnit.constant(rows, weights);
        double[][] together = columns(count, rows, 1e9, random);
        double[][] alone = new double[count][];
        for (int c = 0; c < count; c++) {
          alone[c] = together[c].clone();
          within.residualise(alone[c]);
        }
        within.residualise(together);
        for (int c = 0; c < count; c++) {
          assertThat(together[c]).containsExactly(alone[c], within(1e-14));
        }
      }
    }
  }

  @Test
  void deviationsFromAHugeMeanAreKept() {
    double[][] columns = {{1e12 + 1, 1e12 + 2, 1e12 + 3}, {5, -1e9, 1e9 - 5}};
    WithinUnit.constant(3, new double[0]).residualise(columns);
    assertThat(columns[0]).containsExactly(-1, 0, 1);
    assertThat(columns[1]).containsExactly(new double[] {5, -1e9, 1e9 - 5}, within(1e-6));
  }
}
