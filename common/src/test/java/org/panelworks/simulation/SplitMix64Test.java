package org.panelworks.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SplitMix64Test {
  /** The outputs of Vigna's splitmix64.c from state 1234567. */
  @Test
  void outputsAreThoseOfThePublishedGenerator() {
    SplitMix64 random = SplitMix64.at(1234567);

    assertThat(new long[] {random.next(), random.next(), random.next(), random.next()})
        .containsExactly(
            6457827717110365317L,
            3203168211198807973L,
            -8629252141511181193L,
            4593380528125082431L);
  }

  @Test
  void normalsHaveTheMomentsOfTheNormalDistribution() {
    SplitMix64 random = SplitMix64.stream(7, 3);
    int n = 200_000;
    double mean = 0;
    double square = 0;
    double fourth = 0;
    for (int i = 0; i < n; i++) {
      double x = random.normal();
      mean += x / n;
      square += x * x / n;
      fourth += x * x * x * x / n;
    }

    // Four standard errors: 1, √2 and √96 over √n.
    assertThat(mean).isCloseTo(0, within(4 / Math.sqrt(n)));
    assertThat(square).isCloseTo(1, within(4 * Math.sqrt(2.0 / n)));
    assertThat(fourth).isCloseTo(3, within(4 * Math.sqrt(96.0 / n)));
  }

  @Test
  void streamsOfNeighbouringNumbersAreUncorrelated() {
    int n = 10_000;
    double product = 0;
    for (int number = 0; number < n; number++) {
      double left = SplitMix64.stream(1, number).uniform() - 0.5;
      double right = SplitMix64.stream(1, number + 1).uniform() - 0.5;
      product += left * right * 12 / n;
    }

    assertThat(product).isCloseTo(0, within(4 / Math.sqrt(n)));
  }
}
