package org.panelworks.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoMomentsTest {
  private static CoMoments of(double[]... columns) {
    CoMoments moments = new CoMoments(columns.length);
    moments.add(
        Arrays.stream(columns).map(double[]::clone).toArray(double[][]::new), columns[0].length);
    return moments;
  }

  @Test
  void crossProductsAreThoseOnPaper() {
    CoMoments moments = of(new double[] {1, 2, 3, 6}, new double[] {2, 0, 4, 2});
    assertThat(moments.count()).isEqualTo(4);
    assertThat(moments.mean(0)).isEqualTo(3);
    assertThat(moments.mean(1)).isEqualTo(2);
    assertThat(moments.cross(0, 0)).isEqualTo(14);
    assertThat(moments.cross(1, 1)).isEqualTo(8);
    assertThat(moments.cross(0, 1)).isEqualTo(2);
    assertThat(moments.cross(1, 0)).isEqualTo(2);
  }

  @Test
  void mergingAnySplitIsOnePass() {
    long seed = 99;
    Random random = new Random(seed);
    double[] x = random.doubles(1000).map(u -> 1e6 + random.nextGaussian()).toArray();
    double[] y = Arrays.stream(x).map(v -> 0.5 * v + random.nextGaussian()).toArray();
    CoMoments whole = of(x, y);
    for (int cut : new int[] {0, 1, 2, 500, 999, 1000}) {
      CoMoments left = of2(x, y, 0, cut);
      left.merge(of2(x, y, cut, 1000));
      assertThat(left.count()).isEqualTo(1000);
      for (int i = 0; i < 2; i++) {
        assertThat(left.mean(i)).isCloseTo(whole.mean(i), within(1e-15 * 1e6));
        for (int j = 0; j < 2; j++) {
          double expected = whole.cross(i, j);
          // One rounding of a mean of 1e6 against a deviation of 1.
          assertThat(left.cross(i, j)).isCloseTo(expected, within(1e-12 * Math.abs(expected)));
        }
      }
    }
  }

  private static CoMoments of2(double[] x, double[] y, int from, int to) {
    return of(Arrays.copyOfRange(x, from, to), Arrays.copyOfRange(y, from, to));
  }

  @Test
  void aLargeConstantCostsNoDigits() {
    long seed = 5;
    double[] x = new Random(seed).ints(4000, 0, 1000).mapToDouble(i -> 1e12 + i).toArray();
    BigDecimal exact = exactSquares(x);
    CoMoments moments = new CoMoments(1);
    for (int from = 0; from < x.length; from += 400) {
      moments.merge(of(Arrays.copyOfRange(x, from, from + 400)));
    }
    double expected = exact.doubleValue();
    assertThat(moments.cross(0, 0)).isCloseTo(expected, within(1e-13 * expected));
  }

  private static BigDecimal exactSquares(double[] values) {
    BigDecimal sum = BigDecimal.ZERO;
    for (double value : values) {
      sum = sum.add(BigDecimal.valueOf(value));
    }
    BigDecimal mean = sum.divide(BigDecimal.valueOf(values.length), MathContext.DECIMAL128);
    BigDecimal squares = BigDecimal.ZERO;
    for (double value : values) {
      squares = squares.add(BigDecimal.valueOf(value).subtract(mean).pow(2));
    }
    return squares;
  }

  @Test
  void anOutlierFirstCostsNoDigits() {
    long seed = 6;
    double[] x = new Random(seed).ints(1000, 0, 1000).asDoubleStream().toArray();
    x[0] = 1e15;
    double expected = exactSquares(x).doubleValue();
    assertThat(of(x).cross(0, 0)).isCloseTo(expected, within(1e-13 * expected));
    double sum = 1e15 + Arrays.stream(x).skip(1).sum();
    assertThat(of(x).mean(0)).isCloseTo(sum / 1000, within(1e-15 * sum));
  }

  @Test
  void whatNeverChangesHasNoSquares() {
    double[] tenths = new double[777];
    Arrays.fill(tenths, 0.1);
    CoMoments moments = of(tenths);
    moments.merge(of(Arrays.copyOf(tenths, 13)));
    assertThat(moments.cross(0, 0)).isZero();
    assertThat(moments.mean(0)).isEqualTo(0.1);
    assertThat(moments.correlation(0, 0)).isNaN();
  }
}
