package org.panelworks.topsis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The logarithm is that of the library. */
final class EntropyTermTest {
  private static void assertLog(double t) {
    double expected = StrictMath.log(t);
    assertThat(EntropyTerm.log(t))
        .as("ln %s", t)
        .isCloseTo(expected, Offset.offset(1e-15 * Math.abs(expected)));
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        1,
        2,
        0.5,
        0.6875,
        1.375,
        10,
        1e-300,
        1e300,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        0.9999999999999999,
        1.0000000000000002
      })
  void isExactToTheLastDigits(double t) {
    assertLog(t);
  }

  @Test
  void isExactToTheLastDigitsFarFromOneAndNear() {
    Random random = new Random(20);
    for (int i = 0; i < 200_000; i++) {
      assertLog(Math.exp(10 * random.nextGaussian()));
      assertLog(1 + (random.nextDouble() - 0.5) * Math.pow(10, -random.nextInt(15)));
    }
  }

  @Test
  void theEndsOfTheIntervalsFitTogether() {
    for (int i = 0; i <= 512; i++) {
      long edge = Double.doubleToRawLongBits(0.6875) + ((long) i << 43);
      assertLog(Double.longBitsToDouble(edge - 1));
      assertLog(Double.longBitsToDouble(edge));
    }
  }

  @Test
  void nothingHasTheTermOne() {
    assertThat(EntropyTerm.of(0)).isEqualTo(1);
    assertThat(EntropyTerm.of(Double.MIN_VALUE)).isEqualTo(1);
    assertThat(EntropyTerm.of(1)).isZero();
  }
}
