package org.panelworks.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Products formed several at once are the plain sums. */
class CrossProductsTest {
  private static final double CLOSE = 1e-12;

  private static double plain(double[] a, double[] b, int length) {
    double sum = 0;
    for (int r = 0; r < length; r++) {
      sum += a[r] * b[r];
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void stretchIsMultipliedWhole(long seed) {
    Random random = new Random(seed);
    double[] a = random.doubles(CrossProducts.STRETCH + 5).toArray();
    double[] b = random.doubles(CrossProducts.STRETCH).toArray();
    double[] room = random.doubles(CrossProducts.ROOM).toArray();
    double expected = plain(a, b, CrossProducts.STRETCH);
    assertThat(CrossProducts.dot(a, b, room)).isCloseTo(expected, within(CLOSE * expected));
    assertThat(CrossProducts.dot(a, a, room))
        .isCloseTo(plain(a, a, CrossProducts.STRETCH), within(CLOSE * expected));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 5, 10})
  void columnsAreMultipliedAndSubtractedAsOneByOne(int columns) {
    Random random = new Random(columns);
    for (int length : new int[] {1, 2, 7, 30}) {
      double[] a = random.doubles(length).toArray();
      double[][] b = new double[columns][];
      for (int k = 0; k < columns; k++) {
        b[k] = random.doubles(length + k).toArray();
      }
      double[] factors = random.doubles(columns).toArray();
      double[] dots = new double[columns];
      CrossProducts.dots(a, b, length, dots);
      double[] left = a.clone();
      CrossProducts.subtract(factors, b, left);
      double[] expected = a.clone();
      for (int k = 0; k < columns; k++) {
        assertThat(dots[k]).isCloseTo(plain(a, b[k], length), within(CLOSE));
        for (int r = 0; r < length; r++) {
          expected[r] -= factors[k] * b[k][r];
        }
      }
      assertThat(left).containsExactly(expected, within(CLOSE));
    }
  }
}
